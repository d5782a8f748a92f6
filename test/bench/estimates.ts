/**
 * What figures take at ten million responses: weights with their scan; exact figures with error and interval, by the
 * estimators; published figures of a view from a snapshot, without what was asked before being kept. Each stands beside
 * bare DuckDB summing the same columns in the same run. Limits: weights ≤ 3 s; 131 municipalities, exact, ≤ 1.5 s
 * (medians); a published query of a view ≤ 20 ms, the heat map ≤ 30 ms (p95); memory ≤ MEMORY_LIMIT + 500 MB.
 *
 * `npm run bench -- estimates [--responses N] [--published N] [--turns N]`: 10,000,000; a snapshot of the release plan's
 * 20,000, for what serves a figure are cells, however many answers stand in them · 7 turns
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { openApplication, shippedProgramme, type Application } from '../../application.ts';
import { readConfig, type Config } from '../../config.ts';
import { createLog } from '../../log.ts';
import { timed } from './clock.ts';
import { measureExact } from './estimates-exact.ts';
import { measurePublished } from './estimates-published.ts';
import { fillTypedTable } from './filled.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    responses: { type: 'string', default: '10000000' },
    published: { type: 'string', default: '20000' },
    turns: { type: 'string', default: '7' },
  },
});
const [responses, released, turns] = [values.responses, values.published, values.turns].map(Number) as [
  number,
  number,
  number,
];
const id = 'basilicata-citizens-2026';
const log = createLog('error');

process.exitCode = (await withAnswers(responses, measure)) ? 0 : 1;

/** The small database publishes; what its figures are held against sums the large one. */
async function measure(large: Application, config: Config): Promise<boolean> {
  const isExactKept = await exact(large, config);
  const isPublishedKept = await withAnswers(released, (small) => published(small, large, config));
  return isExactKept && isPublishedKept;
}

/** A database of its own with the programme and so many answers. */
async function withAnswers(size: number, work: (application: Application, config: Config) => Promise<boolean>) {
  const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
  const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory, LOG_LEVEL: 'error' });
  try {
    const application = await openApplication(config, { log });
    await application.loadProgramme(shippedProgramme('basilicata'));
    await application.projection.run();
    const survey = application.registry.entry(id).compiled;
    await timed(`${size} responses filled`, () => fillTypedTable(application.database, survey, size));
    const isKept = await work(application, config);
    await application.close();
    return isKept;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function exact(application: Application, config: Config): Promise<boolean> {
  const { database, registry, weigh } = application;
  const survey = registry.entry(id).compiled;
  return measureExact({
    ...{ database, survey, turns, memoryLimit: config.memoryLimit },
    weigh: (dry) => weigh(id, 'bench', { dry }),
  });
}

async function published({ database, registry, today }: Application, large: Application, { kMin: k }: Config) {
  const survey = registry.entry(id).compiled;
  await timed('published', () => publishSnapshot(database, survey, { k, today: today() }));
  const analytics = createAnalytics({ database, surveys: () => survey, k });
  return measurePublished({ answers: large.database, survey, analytics, turns });
}
