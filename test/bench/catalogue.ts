/**
 * What a file of the catalogue takes: 5,000 rows of courses and editions, two of them wrong, from the upload to the list of
 * errors, and a right file until it is stored and undone. Limit: 3 s for the check at the 95th percentile of 10 turns.
 *
 * `npm run bench -- catalogue [--rows N] [--turns N]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Person } from '../../access.ts';
import { openApplication, shippedProgramme } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rows: { type: 'string', default: '5000' }, turns: { type: 'string', default: '10' } },
});
const [size, turns, limit] = [Number(values.rows), Number(values.turns), 3_000];
const programme = 'basilicata';
const planner: Person = {
  ...{ id: 'bench', email: 'bench@example.org', name: 'Bench' },
  grants: [{ role: 'planner', programme, territory: null, organisation: null }],
};

function fileOf(skill: string, wrong: boolean): Uint8Array {
  const header = 'codice corso;titolo;competenze;modalità;ore aula;costo edizione;edizione;comune;inizio;fine;posti';
  const rows = Array.from({ length: size }, (_, at) => {
    const end = wrong && (at === 100 || at === size - 1) ? '31/06/2027' : '30/06/2027';
    return `c-${at};"Corso, n. ${at}";${skill};aula;40,5;1.200,50;a;Matera;01/03/2027;${end};20`;
  });
  return new TextEncoder().encode([header, ...rows].join('\n'));
}

const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
try {
  const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory, LOG_LEVEL: 'error' });
  const application = await openApplication(config, { log: createLog('error') });
  await application.loadProgramme(shippedProgramme(programme));
  const { catalogue } = application;
  const [skill] = (await catalogue.choices(planner, programme)).skills;
  const check = async (wrong: boolean) => {
    const bytes = fileOf(skill!.key, wrong);
    const start = performance.now();
    await catalogue.begin(planner, programme, 'en', { name: 'bench.csv', bytes });
    for (;;) {
      const { draft } = await catalogue.state(planner, programme, 'en');
      if (draft?.state === 'running') continue;
      if (draft?.wrongRows !== (wrong ? 2 : 0)) throw new Error(JSON.stringify(draft?.problem ?? draft?.faults[0]));
      return performance.now() - start;
    }
  };
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn++) times.push(await check(true));
  const worst = times.sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
  console.log(
    `check of ${size} rows, two wrong: ${worst.toFixed(0)} ms at p95, ${(worst / limit).toFixed(2)} of the limit`,
  );
  await check(false);
  const start = performance.now();
  const { imports } = await catalogue.apply(planner, programme, 'en');
  const stored = performance.now();
  await catalogue.undo(planner, programme, 'en', imports[0]!.number);
  console.log(`stored in ${(stored - start).toFixed(0)} ms, undone in ${(performance.now() - stored).toFixed(0)} ms`);
  process.exitCode = worst <= limit ? 0 : 1;
  await application.close();
} finally {
  await rm(directory, { recursive: true, force: true });
}
