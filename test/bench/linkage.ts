/**
 * 5,000 codes used in bursts: nothing may join them to answers better than chance. Then what a night's mixing of 100,000
 * answers costs, and how long an answer or a page waits meanwhile.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApplication, shippedProgramme, type Application } from '../../application.ts';
import { runLinkage } from '../../command/linkage-run.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { generate } from '../../survey/generate/generate.ts';
import { findings, linesOf } from '../../survey/linkage/report.ts';
import { entryOf } from '../support/entry.ts';

const [tokens, burst, answers] = [5_000, 100, Number(process.env['ANSWERS'] ?? 100_000)];
const survey = 'basilicata-citizens-2026';

const rounds = await runLinkage({ tokens, burst, seed: 'bench' });
for (const line of linesOf(rounds)) console.log(line);
if (findings(rounds).length > 0) process.exitCode = 1;

const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
const config = readConfig({ DATA_DIR: directory, DEMO: '0' });
const application = await openApplication(config, { log: createLog('error') });
try {
  await application.loadProgramme(shippedProgramme('basilicata'));
  await generate(application, { survey, responses: answers, seed: 'bench' });
  await mixTimed(application);
  await mixTimed(application);
} finally {
  await application.close();
  await rm(directory, { recursive: true });
}

async function mixTimed({ mixing, database }: Application): Promise<void> {
  const start = performance.now();
  let over = false;
  const mixed = mixing.mix().finally(() => (over = true));
  const waits = { answer: 0, page: 0 };
  for (let at = 0; !over; at++) {
    waits.answer = Math.max(
      waits.answer,
      await timed(() => database.append(entryOf(`probe ${start} ${at}`, { survey }))),
    );
    waits.page = Math.max(waits.page, await timed(() => database.rows('SELECT count(*)::INTEGER AS n FROM token')));
  }
  const { responses } = await mixed;
  const { size } = await stat(join(directory, 'fabbisogni.duckdb'));
  console.log(
    `${responses} answers, ${Math.round(size / 2 ** 20)} MB: mixed in ${seconds(performance.now() - start)}; longest wait ` +
      `of an answer ${seconds(waits.answer)}, of a page ${seconds(waits.page)}`,
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
