/** Lines of a table of times: ours, bare DuckDB's, their ratio, and whether the limit is kept. */
import { clocked, quantile } from './clock.ts';

export interface Measured {
  readonly what: string;
  /** milliseconds; Infinity: told without a limit */
  readonly limit: number;
  /** the share of the times that is held against the limit: 0.5 the median */
  readonly at: number;
  readonly ours: () => Promise<unknown>;
  readonly bare: (() => Promise<unknown>) | null;
  /** before each turn, not timed */
  readonly before?: () => Promise<unknown>;
}

export function header(): void {
  line(['', 'median', 'p95', 'bare', 'ratio', 'limit']);
}

/** Runs so many turns after one that warms up, ours and bare by turns. @returns whether the limit is kept */
export async function measured({ what, limit, at, ours, bare, before }: Measured, turns: number): Promise<boolean> {
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let turn = 0; turn <= turns; turn += 1) {
    await before?.();
    const own = await clocked(ours);
    const other = bare && turn < 4 ? await clocked(bare) : null;
    if (turn === 0) continue;
    times.ours.push(own.milliseconds);
    if (other) times.bare.push(other.milliseconds);
  }
  const [median, p95, baseline] = [quantile(times.ours, 0.5), quantile(times.ours, 0.95), quantile(times.bare, 0.5)];
  const told = limit === Infinity ? '–' : `${limit} (${(quantile(times.ours, at) / limit).toFixed(2)})`;
  line([what, ms(median), ms(p95), bare ? ms(baseline) : '–', bare ? (median / baseline).toFixed(2) : '–', told]);
  return quantile(times.ours, at) <= limit;
}

const ms = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0));

function line([first = '', ...cells]: readonly string[]): void {
  console.log(first.padEnd(44), ...cells.map((cell) => cell.padStart(11)));
}
