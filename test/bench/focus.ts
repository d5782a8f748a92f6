/**
 * What focus groups take at the server: 200 sessions with 40,000 statements and 60,000 codings. Each is asked of the
 * service as its page or call asks it, nothing kept from turn to turn. Limit: 150 ms at the 95th percentile of 50 calls.
 *
 * `npm run bench -- focus [--sessions N] [--statements N] [--codings N] [--codes N] [--turns N]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Person } from '../../access.ts';
import { openApplication, shippedProgramme, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { timed } from './clock.ts';
import { header, measured } from './estimates-line.ts';
import { fillFocus } from './focus-filled.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    sessions: { type: 'string', default: '200' },
    statements: { type: 'string', default: '40000' },
    codings: { type: 'string', default: '60000' },
    codes: { type: 'string', default: '80' },
    turns: { type: 'string', default: '50' },
  },
});
const size = {
  sessions: Number(values.sessions),
  statements: Number(values.statements),
  codings: Number(values.codings),
  codes: Number(values.codes),
};
const programme = 'moral';
const skills = ['life_collaboration', 'life_flexibility', 'digital_communicate', 'entre_planning'];
const analyst: Person = {
  ...{ id: 'bench', email: 'bench@example.org', name: 'Bench' },
  grants: [{ role: 'analyst', programme, territory: null, organisation: null }],
};

const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
try {
  const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory, LOG_LEVEL: 'error' });
  const application = await openApplication(config, { log: createLog('error') });
  await application.loadProgramme(shippedProgramme(programme));
  await timed('filled', () => fillFocus(application.database, programme, skills, size));
  process.exitCode = (await measure(application)) ? 0 : 1;
  await application.close();
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** @returns whether all limits are kept */
async function measure({ evidence, focus }: Application): Promise<boolean> {
  const calls: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['code × target group', () => evidence.groups(analyst, programme)],
    ['co-occurrence', () => evidence.pairs(analyst, programme)],
    ['saturation', () => evidence.saturation(analyst, programme)],
    ['search', () => focus.search(analyst, programme, 'asilo serale')],
    ['search for words that nobody said', () => focus.search(analyst, programme, 'zanzibar')],
    ['skill page', () => evidence.skill(programme, skills[0]!)],
  ];
  header();
  const kept: boolean[] = [];
  for (const [what, ours] of calls)
    kept.push(await measured({ what, limit: 150, at: 0.95, ours, bare: null }, Number(values.turns)));
  return kept.every(Boolean);
}
