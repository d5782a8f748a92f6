import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApplication, shippedProgramme, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { madrina, selfEmployed } from '../register/stage.ts';
import { call, run } from './command.ts';

let directory: string;
let dataDir: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-purge-'));
  dataDir = join(directory, 'data');
});
afterAll(() => rm(directory, { recursive: true }));

/** Opens the database as the server does, on a day. */
async function during<T>(day: string | null, work: (application: Application) => Promise<T>): Promise<T> {
  const config = readConfig({ DATA_DIR: dataDir, DEMO: '0' });
  const now = day === null ? {} : { now: () => new Date(`${day}T10:00:00Z`) };
  const application = await openApplication(config, { log: createLog('silent'), ...now });
  try {
    return await work(application);
  } finally {
    await application.close();
  }
}

/** Mantova, whose madrina firms are kept until a day that is past; people for six months from their form, as it ships. */
async function mantova(): Promise<string> {
  const folder = join(directory, 'mantova');
  await cp(shippedProgramme('mantova'), folder, { recursive: true });
  const path = join(folder, 'forms.json');
  const forms = JSON.parse(await readFile(path, 'utf8')) as { madrina: object };
  await writeFile(path, JSON.stringify({ ...forms, madrina: { ...forms.madrina, keep: { until: '2020-06-30' } } }));
  return folder;
}

const declare = ({ register }: Application, form: object) => register.declare('mantova', form);

const anew = 'the database was made anew: 0 answers in random order';

describe('the command purge', { timeout: 180_000 }, () => {
  it('erases the forms whose time is over, also those taken back, and no other', async () => {
    await during('2020-01-10', async (application) => {
      await application.loadProgramme(await mantova());
      await declare(application, madrina({ contact: 'long.ago@example.org' }));
      await declare(application, selfEmployed({ person: 'Ada Past', contact: 'past@example.org' }));
      const { declared } = await declare(application, selfEmployed({ person: 'Ugo Gone' }));
      await application.register.withdraw(declared.withdrawal);
    });
    await during(null, (application) => declare(application, selfEmployed({ person: 'Zoe Kept' })));
    const { code, out, err } = await run(dataDir, ['purge']);
    expect([code, err, out.split('\n').toSorted()]).toEqual([
      ...[0, ''],
      ['', 'mantova, madrina: 1 erased', 'mantova, self_employment: 2 erased', anew],
    ]);
    const left = await during(null, ({ database }) =>
      database.rows<{ line: string }>('SELECT to_json(interest)::VARCHAR AS line FROM interest'),
    );
    expect(left).toHaveLength(1);
    expect(left[0]!.line).toContain('Zoe Kept');
  });

  it('is noted: what was erased and how much, nobody’s name', async () => {
    const { out } = await call(dataDir, ['audit', 'list', '--action', 'interest.erase']);
    expect(out.split('\n').filter((line) => line.includes('interest.erase'))).toHaveLength(2);
    expect(out).toMatch(/command.*interest\.erase.*mantova.*self_employment.*count.*2/);
    expect(out).not.toMatch(/Ada|Ugo|example\.org/);
    expect((await call(dataDir, ['audit', 'verify'])).code).toBe(0);
  });

  it('does nothing when nothing is due', async () => {
    expect(await call(dataDir, ['purge'])).toEqual({ code: 0, out: `nothing is due\n${anew}\n`, err: '' });
  });
});
