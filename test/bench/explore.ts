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
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { openApplication, shippedProgramme } from '../../application.ts';
import { readConfig, type Config } from '../../config.ts';
import { createLog } from '../../log.ts';
import { startServer, type RunningServer } from '../../server.ts';
import { generate } from '../../survey/generate/generate.ts';
import { quantile, timed } from './clock.ts';
import { makeLongTable } from './explore-bare.ts';
import { measureFilters, reportFilters } from './explore-filter.ts';
import { fillTypedTable } from './filled.ts';
import { firstViews } from './first-view.ts';

const responses = Number(process.env['RESPONSES'] ?? 1_000_000);
const turns = Number(process.env['TURNS'] ?? 12);
const visits = Number(process.env['VISITS'] ?? 7);
const bySql = process.env['FILL'] === 'sql';
const limits = { ratio: 0.1, p95: 30, view: 1200 };
const id = 'basilicata-citizens-2026';

const noPages: RequestHandler = (_, response) => void response.sendStatus(404);
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
  const path = `${address}/api/surveys/${id}/estimates`;
  const { analytics } = application;
  return reportFilters(await measureFilters({ bare, analytics, address: path, turns }), limits);
}

function reportViews(size: number, times: readonly number[]): boolean {
  const [median, longest] = [quantile(times, 0.5), quantile(times, 1)];
  console.log(
    `first view at ${size}: median ${median.toFixed(0)} ms, longest ${longest.toFixed(0)} ms (limit ${limits.view})`,
  );
  return median <= limits.view;
}
