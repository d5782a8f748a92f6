/** The filters of the explore page over HTTP, turn by turn with bare DuckDB. */
import { Agent, request, type IncomingMessage } from 'node:http';
import type { Analytics } from '../../analytics/service.ts';
import { clocked, quantile } from './clock.ts';
import { bareCounts, type Bare } from './explore-bare.ts';
import { queriesOf, viewsOf, type Filtered } from './explore-view.ts';

/** Milliseconds of one kind of filter, and bytes over the wire. */
interface Timing {
  readonly ours: number[];
  readonly bare: number[];
  readonly bytes: number;
}

export interface FilterOptions {
  readonly bare: Bare;
  readonly analytics: Analytics;
  /** of the estimates */
  readonly address: string;
  readonly turns: number;
}

/** bare DuckDB hardly varies: so many turns of it are enough */
const bareTurns = 4;

/** The first turn warms both up and is not counted. */
export async function measureFilters({ bare, analytics, address, turns }: FilterOptions): Promise<Map<string, Timing>> {
  // a connection kept open could be closed by the server while bare DuckDB is at work
  const agent = new Agent();
  const timings = new Map<string, Timing>();
  for (let turn = 0; turn <= turns; turn++) {
    // what was asked before is forgotten, so that each turn is a first one
    await analytics.reload(bare.survey.id);
    for (const view of viewsOf(bare.survey)) {
      const baseline = turn <= bareTurns ? await clocked(() => bareCounts(bare, view)) : null;
      const ours = await clocked(() => ask(agent, address, view));
      if (turn === 0) continue;
      const timing = timings.get(view.kind) ?? { ours: [], bare: [], bytes: ours.value };
      timing.ours.push(ours.milliseconds);
      if (baseline) timing.bare.push(baseline.milliseconds);
      timings.set(view.kind, timing);
    }
  }
  agent.destroy();
  return timings;
}

/** Sends the batch of a view as a browser does. @returns bytes that came over the wire */
async function ask(agent: Agent, address: string, view: Filtered): Promise<number> {
  const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip, br' };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = request(address, { method: 'POST', agent, headers }, resolve).on('error', reject);
    call.end(JSON.stringify({ queries: queriesOf(view) }));
  });
  if (response.statusCode !== 200) throw new Error(`${view.kind}: ${response.statusCode}`);
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).length;
  return bytes;
}

/** Prints a line a kind of filter. @returns whether all limits are kept */
export function reportFilters(timings: ReadonlyMap<string, Timing>, limits: { ratio: number; p95: number }): boolean {
  line(['filter', 'median', 'p95', 'bare', 'ratio', 'kB']);
  const kept = [...timings].map(([kind, { ours, bare, bytes }]) => {
    const [median, p95, baseline] = [quantile(ours, 0.5), quantile(ours, 0.95), quantile(bare, 0.5)];
    const ratio = median / baseline;
    line([kind, median.toFixed(1), p95.toFixed(1), baseline.toFixed(1), ratio.toFixed(3), (bytes / 1024).toFixed(0)]);
    return ratio <= limits.ratio && p95 <= limits.p95;
  });
  console.log(`milliseconds; limits: ratio ${limits.ratio}, p95 ${limits.p95}`);
  return kept.every(Boolean);
}

function line([first = '', ...numbers]: readonly string[]): void {
  console.log(first.padEnd(16), ...numbers.map((cell) => cell.padStart(8)));
}
