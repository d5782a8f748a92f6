/** Small tools of the benchmarks. */

/** Milliseconds that some work takes, and what it gives. */
export async function clocked<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const began = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - began };
}

/** The same, told in seconds. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const { value, milliseconds } = await clocked(work);
  console.log(`${what}: ${(milliseconds / 1000).toFixed(1)} s`);
  return value;
}

/** The value below which that share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
