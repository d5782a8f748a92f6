/** What a file of outlines may hold. ISTAT's whole yearly zip of Italy lies well below. */
export const limit = {
  /** bytes of the file as it comes, and of its layers once unpacked */
  ...{ packed: 128 * 1024 ** 2, unpacked: 512 * 1024 ** 2 },
  entries: 2_000,
  records: 20_000,
  positions: 8_000_000,
  /** milliseconds, and megabytes of the thread that reads it */
  ...{ time: 300_000, memory: 3_072 },
} as const;

/** Kilobytes that the outlines of one region take when they are sent, by level; countries are one piece. */
export const sizes = { country: 60, region: 15, province: 30, municipality: 150 } as const;

/** Metres: bends smaller than this are left out from the start, and larger ones until the size is kept. */
export const details = { country: 500, region: 150, province: 100, municipality: 60 } as const;
