/**
 * How long a filter of the explore page takes at a million responses: one batch call over HTTP that brings the map, the
 * ranking and the heat map, against bare DuckDB computing the same counts from one row per response and skill, turn by
 * turn in the same run; and the first view in a browser, at a million and at ten thousand. Limits: for each kind of
 * filter ≤ 0.1 × bare DuckDB (medians) and ≤ 30 ms at the 95th percentile; first view ≤ 1.2 s (median) at both sizes.
 *
 * `RESPONSES` (1,000,000) · `FILL=sql` fills the typed tables directly instead of generating · `TURNS` (12) ·
 * `VISITS` (7; 0 leaves the browser out)
 */
import type { RequestHandler } from 'express';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { openApplication, shippedProgramme } from '../../application.ts';
import { readConfig, type Config } from '../../config.ts';
import { createLog } from '../../log.ts';
import { startServer, type RunningServer } from '../../server.ts';
import { generate } from '../../survey/generate.ts';
import { bareCounts, makeLongTable, type Bare } from './explore-bare.ts';
import { queriesOf, viewsOf, type Filtered } from './explore-view.ts';
import { fillTypedTable } from './filled.ts';
import { firstViews } from './first-view.ts';

const responses = Number(process.env['RESPONSES'] ?? 1_000_000);
const turns = Number(process.env['TURNS'] ?? 12);
const visits = Number(process.env['VISITS'] ?? 7);
const bySql = process.env['FILL'] === 'sql';
const limits = { ratio: 0.1, p95: 30, view: 1200 };
const id = 'basilicata-citizens-2026';

/** Milliseconds of one kind of filter, and bytes over the wire. */
interface Timing {
  readonly ours: number[];
  readonly bare: number[];
  readonly bytes: number;
}

const log = createLog('error');
const kept = [await explore(responses, true)];
if (visits > 0) kept.push(await explore(Math.min(10_000, responses), false));
process.exitCode = kept.every(Boolean) ? 0 : 1;

/** @returns whether all limits are kept at this size */
async function explore(size: number, withFilters: boolean): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
  const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory, LOG_LEVEL: 'error' });
  try {
    await prepare(config, size);
    const server = await startServer(config, { log, ...(visits === 0 && { pages: noPages }) });
    const first = visits === 0 || reportViews(size, await firstViews(`${server.address}/explore/${id}`, visits));
    const filters = !withFilters || (await compare(server));
    await server.close();
    return first && filters;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const noPages: RequestHandler = (_, response) => void response.sendStatus(404);

/** A database with the programme, the answers and a snapshot of all of them. */
async function prepare(config: Config, size: number): Promise<void> {
  const application = await openApplication(config, { log });
  const { database, registry, projection, today } = application;
  await application.loadProgramme(shippedProgramme('basilicata'));
  await projection.run();
  const survey = registry.entry(id).compiled;
  await timed(`${size} responses ${bySql ? 'filled' : 'generated'}`, async () => {
    if (bySql) return fillTypedTable(database, survey, size);
    return generate(application, { survey: id, responses: size, seed: 'bench' });
  });
  await timed('typed', () => projection.run());
  await timed('published', () => publishSnapshot(database, survey, { k: config.kMin, today: today() }));
  await application.close();
}

async function compare({ application, address }: RunningServer): Promise<boolean> {
  const bare = { database: application.database, survey: application.registry.entry(id).compiled };
  await timed('table of one row per response and skill', () => makeLongTable(bare));
  return report(await measure(bare, `${address}/api/surveys/${id}/estimates`));
}

async function measure(bare: Bare, address: string): Promise<Map<string, Timing>> {
  const agent = new Agent({ keepAlive: true });
  const timings = new Map<string, Timing>();
  for (let turn = 0; turn <= turns; turn++)
    for (const view of viewsOf(bare.survey)) {
      const ours = await clocked(() => ask(agent, address, view));
      // bare DuckDB hardly varies; four turns of it are enough
      const baseline = turn <= 4 ? await clocked(() => bareCounts(bare, view)) : null;
      if (turn === 0) continue;
      const timing = timings.get(view.kind) ?? { ours: [], bare: [], bytes: ours.value };
      timing.ours.push(ours.milliseconds);
      if (baseline) timing.bare.push(baseline.milliseconds);
      timings.set(view.kind, timing);
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

function reportViews(size: number, times: readonly number[]): boolean {
  const [median, longest] = [quantile(times, 0.5), quantile(times, 1)];
  console.log(
    `first view at ${size}: median ${median.toFixed(0)} ms, longest ${longest.toFixed(0)} ms (limit ${limits.view})`,
  );
  return median <= limits.view;
}

async function clocked<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const began = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - began };
}

/** Prints a line a kind of filter. @returns whether all limits are kept */
function report(timings: ReadonlyMap<string, Timing>): boolean {
  console.log(
    `\n${'filter'.padEnd(16)} ${'median'.padStart(8)} ${'p95'.padStart(8)} ${'bare'.padStart(9)} ${'ratio'.padStart(7)}    kB`,
  );
  const kept = [...timings].map(([kind, { ours, bare, bytes }]) => {
    const [median, p95, baseline] = [quantile(ours, 0.5), quantile(ours, 0.95), quantile(bare, 0.5)];
    const cells = [`${median.toFixed(1)}`, p95.toFixed(1), baseline.toFixed(1), (median / baseline).toFixed(3)];
    const [a = '', b = '', c = '', d = ''] = cells;
    console.log(
      `${kind.padEnd(16)} ${a.padStart(8)} ${b.padStart(8)} ${c.padStart(9)} ${d.padStart(7)} ${(bytes / 1024).toFixed(0).padStart(5)}`,
    );
    return median / baseline <= limits.ratio && p95 <= limits.p95;
  });
  const all = quantile(
    [...timings.values()].flatMap((one) => one.ours),
    0.95,
  );
  console.log(
    `all filters      p95 ${all.toFixed(1)} ms (limit ${limits.p95}); ratio to bare DuckDB limit ${limits.ratio}`,
  );
  return kept.every(Boolean);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const { value, milliseconds } = await clocked(work);
  console.log(`${what}: ${(milliseconds / 1000).toFixed(1)} s`);
  return value;
}
