/** What a file of a catalogue may hold, and how much of it is told. */
export const limit = {
  /** bytes */
  size: 10 * 1024 ** 2,
  ...{ rows: 20_000, columns: 100 },
  ...{ preview: 8, faults: 500 },
  /** milliseconds, and megabytes of the thread that reads it */
  ...{ time: 60_000, memory: 1_024 },
  /** files that are checked at the same time, and that are held until somebody confirms them */
  ...{ running: 2, held: 10 },
} as const;
