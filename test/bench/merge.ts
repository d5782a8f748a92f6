/**
 * What the merge of a code takes, in the one transaction in which everybody waits: 200 sessions that two coders finished,
 * 40,000 statements, 120,000 codings of both and what was settled between them. Limit: 2 s.
 *
 * `npm run bench -- merge [--sessions N] [--statements N] [--codings N] [--codes N]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Person, Role } from '../../access.ts';
import { openApplication, shippedProgramme, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { timed } from './clock.ts';
import { fillFocus, secondReading } from './focus-filled.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    sessions: { type: 'string', default: '200' },
    statements: { type: 'string', default: '40000' },
    codings: { type: 'string', default: '60000' },
    codes: { type: 'string', default: '80' },
  },
});
const size = {
  sessions: Number(values.sessions),
  statements: Number(values.statements),
  codings: Number(values.codings),
  codes: Number(values.codes),
};
const programme = 'moral';
const limit = 2000;
const person = (id: string, role: Role): Person => ({
  ...{ id, email: `${id}@example.org`, name: id },
  grants: [{ role, programme, territory: null, organisation: null }],
});

const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-'));
try {
  const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory, LOG_LEVEL: 'error' });
  const application = await openApplication(config, { log: createLog('error') });
  await application.loadProgramme(shippedProgramme(programme));
  await timed('filled', () => fillFocus(application.database, programme, ['life_collaboration'], size));
  await timed('read a second time', () => secondReading(application.database, programme));
  await timed('settled', () => settle(application));
  process.exitCode = (await measure(application)) ? 0 : 1;
  await application.close();
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** Hands in the second reading of every session. */
async function settle({ codings }: Application): Promise<void> {
  const second = person('second', 'coder');
  for (const { session, pass, revision } of await codings.tasks(second, programme))
    if (pass === 'second') await codings.putTask(second, session, pass, { revision, state: 'done' });
}

/** Merges the code that was given most, then one that was given seldom. @returns whether the limit is kept */
async function measure({ codings, database }: Application): Promise<boolean> {
  const lead = person('lead', 'analyst');
  const [{ n }] = (await database.rows<{ n: number }>('SELECT count(*)::INTEGER AS n FROM coding')) as [{ n: number }];
  console.log(`${n} codings with those that were settled`);
  const codes = (await codings.codes(lead, programme)).toSorted((one, other) => other.codings - one.codings);
  const into = codes[1]!;
  const taken: number[] = [];
  for (const from of [codes[0]!, codes.at(-1)!]) {
    const began = performance.now();
    await codings.mergeCode(lead, from.id, { revision: from.revision, into: into.id });
    taken.push(performance.now() - began);
    console.log(`merge of a code that counts ${from.codings}: ${Math.round(taken.at(-1)!)} ms, limit ${limit}`);
  }
  return taken.every((one) => one <= limit);
}
