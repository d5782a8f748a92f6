/**
 * The explore page as a planner meets it, in Chromium on this machine: at 10,000 and 1,000,000 responses (10,000,000 with
 * `TEN_MILLION=1`), with the municipalities of Basilicata on the map, and once with 1,502 municipalities. Limits: first
 * chart ≤ 1.0 s, all charts ≤ 1.8 s (medians); from a filter to all charts redrawn ≤ 100 ms median and ≤ 200 ms at the
 * 95th percentile, ≤ 300 ms (median) with 1,502 areas; scripts of the page ≤ 200 kB and the answer to a filter ≤ 40 kB,
 * both as sent.
 *
 * `VISITS` (5) · `TURNS` (8) · `SIZES`, such as `10000,1000000` · `AREAS=131` leaves the large region out · `KEPT`, a
 * folder in which databases are kept and found again, since ten million answers take long to publish · `PREPARE=1` makes
 * them and measures nothing
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { openApplication } from '../../application.ts';
import { readConfig, type Config } from '../../config.ts';
import { createLog } from '../../log.ts';
import { startServer } from '../../server.ts';
import { quantile, timed } from './clock.ts';
import { fillTypedTable } from './filled.ts';
import { filter, inBrowser, visit, type Filtered, type Visit } from './workbench-page.ts';
import { largeProgramme, ownProgramme, type BenchProgramme } from './workbench-programme.ts';

const visits = Number(process.env['VISITS'] ?? 5);
const turns = Number(process.env['TURNS'] ?? 8);
const tenMillion = process.env['TEN_MILLION'] === '1' ? [10_000_000] : [];
const sizes = process.env['SIZES']?.split(',').map(Number) ?? [10_000, 1_000_000, ...tenMillion];
const limits = { first: 1000, all: 1800, median: 100, p95: 200, many: 300, script: 200, answer: 40 };
const keptIn = process.env['KEPT'];
const log = createLog('error');

const kept: boolean[] = [];
for (const size of sizes) kept.push(await workbench(ownProgramme, size, 131));
if (process.env['AREAS'] !== '131') {
  const large = await largeProgramme();
  kept.push(await workbench(large, Math.max(...sizes.filter((size) => size <= 1_000_000)), 1502));
  if (large.folder) await rm(large.folder, { recursive: true });
}
process.exitCode = kept.every(Boolean) ? 0 : 1;

/** @returns whether all limits are kept */
async function workbench(programme: BenchProgramme, size: number, areas: number): Promise<boolean> {
  const directory = await prepared(programme, size, areas);
  if (process.env['PREPARE'] === '1') return true;
  try {
    const server = await startServer(configOf(directory), { log });
    const address = `${server.address}/explore/${programme.survey}`;
    const [seen, filtered] = await inBrowser(async (browser) => [
      await visit(browser, address, visits),
      await filter(browser, `${address}?level=municipality`, turns),
    ]);
    await server.close();
    console.log(`\n${size.toLocaleString('en')} responses, ${areas} areas`);
    const told = [...reportVisits(seen), ...reportFilters(filtered, areas)];
    return told.every(Boolean);
  } finally {
    if (!keptIn) await rm(directory, { recursive: true, force: true });
  }
}

function configOf(directory: string): Config {
  return readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory, LOG_LEVEL: 'error' });
}

/** The folder of a database with these answers: one that was kept, or a new one. */
async function prepared(programme: BenchProgramme, size: number, areas: number): Promise<string> {
  const kept = keptIn && join(keptIn, `${size}-${areas}`);
  if (kept && existsSync(kept)) return kept;
  const directory = await mkdtemp(join(keptIn ?? tmpdir(), 'fabbisogni-bench-'));
  await prepare(configOf(directory), programme, size);
  if (!kept) return directory;
  // named when it is whole: one that was left half made is not found again
  await rename(directory, kept);
  return kept;
}

/** A database with the programme, the answers and a snapshot of all of them. */
async function prepare(config: Config, { source, survey: id }: BenchProgramme, size: number): Promise<void> {
  const { database, registry, projection, today, loadProgramme, close } = await openApplication(config, { log });
  await loadProgramme(source);
  await projection.run();
  const survey = registry.entry(id).compiled;
  await timed(`${size} responses filled`, () => fillTypedTable(database, survey, size));
  await timed('published', () => publishSnapshot(database, survey, { k: config.kMin, today: today() }));
  await close();
}

function reportVisits(seen: readonly Visit[]): boolean[] {
  const median = (key: keyof Visit) => quantile(seen.map((one) => one[key]), 0.5); // prettier-ignore
  return [
    line('first chart', median('first'), limits.first, 'ms'),
    line('all charts', median('all'), limits.all, 'ms'),
    line('scripts', median('script'), limits.script, 'kB'),
  ];
}

function reportFilters(filtered: readonly Filtered[], areas: number): boolean[] {
  const times = filtered.map(({ milliseconds }) => milliseconds);
  for (const kind of new Set(filtered.map((one) => one.kind))) {
    const own = filtered.filter((one) => one.kind === kind);
    const [median, bytes] = [quantile(own.map((one) => one.milliseconds), 0.5), Math.max(...own.map((one) => one.bytes))]; // prettier-ignore
    console.log(`  ${kind.padEnd(20)} ${median.toFixed(0).padStart(6)} ms   largest answer ${bytes.toFixed(1)} kB`);
  }
  const many = areas > 1000;
  return [
    line('filter, median', quantile(times, 0.5), many ? limits.many : limits.median, 'ms'),
    ...(many ? [] : [line('filter, p95', quantile(times, 0.95), limits.p95, 'ms')]),
    line('answer to a filter', Math.max(...filtered.map(({ bytes }) => bytes)), limits.answer, 'kB'),
  ];
}

/** Prints a figure with its ratio to the limit. @returns whether it is kept */
function line(what: string, value: number, limit: number, unit: string): boolean {
  const ratio = (value / limit).toFixed(2);
  console.log(`${what.padEnd(22)} ${value.toFixed(unit === 'kB' ? 1 : 0).padStart(6)} ${unit}  ${ratio} of ${limit}`);
  return value <= limit;
}
