/** Long lists in slices, so that what is done with one never holds the server up. */

/** So many rows take some milliseconds to be written or read as JSON. */
const size = 1000;

export const slicesOf = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));

/** What is read slice by slice, put together. */
export async function bySlice<T, R>(rows: readonly T[], read: (some: readonly T[]) => Promise<R[]>): Promise<R[]> {
  const all: R[] = [];
  for (const some of slicesOf(rows)) all.push(...(await read(some)));
  return all;
}
