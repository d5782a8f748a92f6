import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openDatabase,
  type Database,
  type DatabaseOptions,
  type RenewalPlan,
  type RenewalTables,
} from '../../data/database.server.ts';
import { entryOf, uuidOf } from '../support/entry.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-renewal-'));
});
afterEach(() => rm(directory, { recursive: true }));

const plan: RenewalPlan = async (tx) => {
  await tx.run("UPDATE projection SET cursor = 60 WHERE survey = 'one'");
  return tables;
};
const tables: RenewalTables = {
  numbered: ['release_answer'],
  shuffled: ['token'],
  rewritten: {
    projection: 'SELECT survey, (SELECT count(*) FROM numbering WHERE "read") FROM projection',
    mixing: 'SELECT generation + 1, mixed_on FROM mixing',
  },
};
const names = Array.from({ length: 60 }, (_, index) => `n${index}`);
const changes = { survey: 'one' };

/** Sixty answers, a token each in the same order, and a table that knows answers by number. */
async function filled(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const database = await openDatabase({ directory, memoryLimit: '256MB', ...options });
  for (const name of names) await database.append(entryOf(name, changes));
  await database.write(async (tx) => {
    await tx.run("INSERT INTO projection VALUES ('one', 0)");
    await tx.run("INSERT INTO release_answer SELECT 'one', seq, seq * 10, 1 FROM response");
    for (const name of names)
      await tx.run("INSERT INTO token VALUES (?::UUID, 'one', NULL, NULL, true)", [uuidOf(name)]);
  });
  return database;
}

const ids = async (database: Database) =>
  (await database.rows<{ id: string }>('SELECT id_hmac::VARCHAR AS id FROM response ORDER BY seq')).map(({ id }) => id);
const tokens = async (database: Database) =>
  (await database.rows<{ id: string }>('SELECT token_hmac::VARCHAR AS id FROM token ORDER BY rowid')).map(
    ({ id }) => id,
  );
const inOrder = names.map((name) => uuidOf(`id ${name}`));

describe('a renewal', () => {
  it('puts answers and tokens in two orders of their own, and what knows answers by number follows', async () => {
    const database = await filled();
    const versions = async () =>
      database.rows(`SELECT id_hmac::VARCHAR AS id, release_answer.version FROM release_answer
        JOIN response USING (seq) ORDER BY id`);
    const before = await versions();
    expect(await ids(database)).toEqual(inOrder);
    expect(await database.renew(plan)).toBe(0);
    const [after, given] = [await ids(database), await tokens(database)];
    expect(after).not.toEqual(inOrder);
    expect(after.toSorted()).toEqual(inOrder.toSorted());
    expect(given.toSorted()).toEqual(names.map(uuidOf).toSorted());
    expect(given).not.toEqual(names.map(uuidOf));
    const pairs = given.filter(
      (token, index) => after[index] === uuidOf(`id ${names.find((name) => uuidOf(name) === token)}`),
    );
    // one in the mean: as by chance
    expect(pairs.length).toBeLessThan(9);
    expect(await versions()).toEqual(before);
    const [numbers] = await database.rows(
      'SELECT min(seq)::INTEGER AS "from", max(seq)::INTEGER AS upto FROM response',
    );
    expect(numbers).toEqual({ from: 1, upto: 60 });
    expect(await database.rows('SELECT cursor::INTEGER AS cursor FROM projection')).toEqual([{ cursor: 60 }]);
    await database.close();
  });

  it('keeps identifiers known, numbers going on, and the ledger without a trace of the batches', async () => {
    const database = await filled();
    await database.renew(plan);
    expect(await database.append(entryOf('n7', changes))).toMatchObject({ kind: 'known' });
    expect(await database.append(entryOf('new', changes))).toEqual({ kind: 'stored', seq: 61 });
    expect(await database.rows('SELECT seq FROM ledger ORDER BY seq')).toEqual([{ seq: 1 }, { seq: 2 }]);
    await database.close();
    const again = await openDatabase({ directory });
    expect(await ids(again)).toHaveLength(61);
    await again.close();
  });

  it('loses no answer that comes meanwhile, and no page', async () => {
    const database = await filled();
    const renewed = database.renew(plan);
    const arriving = Promise.all(names.map((name) => database.append(entryOf(`late ${name}`, changes))));
    const edited = database.write((tx) => tx.run("INSERT INTO projection VALUES ('two', 0)"));
    const reading = Promise.all(
      names.map(() =>
        database.readTogether((reader) => reader.rows<{ n: number }>('SELECT count(*)::INTEGER AS n FROM token')),
      ),
    );
    await Promise.all([renewed, edited]);
    expect((await arriving).every(({ kind }) => kind === 'stored')).toBe(true);
    expect((await reading).every(([row]) => row!.n === 60)).toBe(true);
    expect(await ids(database)).toHaveLength(120);
    expect(await database.rows('SELECT survey FROM projection ORDER BY survey')).toEqual([
      { survey: 'one' },
      { survey: 'two' },
    ]);
    await database.close();
  });

  it('killed at any step leaves the old database or the new one, whole', async () => {
    const steps: string[] = [];
    // another process copies: what the disk holds is what a kill would leave
    const renewal = (step: string) => {
      steps.push(step);
      const to = `${directory}-${step}`;
      expect(spawnSync('cp', ['-r', directory, to]).status).toBe(0);
    };
    const database = await filled({ faults: { renewal } });
    await database.renew(plan);
    const anew = await ids(database);
    await database.close();
    expect(steps).toEqual(['copy', 'checkpoint', 'settle', 'close', 'swap', 'mark']);
    for (const step of steps) {
      const copy = `${directory}-${step}`;
      const found = await openDatabase({ directory: copy });
      expect(await ids(found), step).toEqual(step === 'mark' ? anew : inOrder);
      expect(await found.append(entryOf('new', changes))).toMatchObject({ kind: 'stored' });
      await found.close();
      expect(await readdir(copy)).not.toContain('renewal');
      await rm(copy, { recursive: true });
    }
  });

  it('that fails leaves the old database at work', async () => {
    for (const step of ['copy', 'checkpoint', 'settle', 'close', 'swap']) {
      const renewal = (name: string) => {
        if (name === step) throw new Error(`failed before ${step}`);
      };
      const database = await openDatabase({ directory, faults: { renewal } });
      const late = entryOf(step, changes);
      const [failed, stored] = await Promise.allSettled([database.renew(plan), database.append(late)]);
      expect(failed).toMatchObject({ status: 'rejected', reason: { message: `failed before ${step}` } });
      expect(stored).toMatchObject({ value: { kind: 'stored' } });
      expect(await ids(database)).toContain(late.idHmac);
      await database.close();
    }
    const database = await openDatabase({ directory });
    await database.renew(plan);
    expect(await ids(database)).toHaveLength(5);
    await database.close();
  });

  it('leaves neither words that were erased nor copies of old logs in any file', async () => {
    const marker = 'parole da dimenticare';
    const database = await openDatabase({ directory });
    await database.append(entryOf('one', { raw: JSON.stringify({ note: marker }) }));
    await database.append(entryOf('two'));
    await database.write((tx) => tx.run("UPDATE response SET raw = NULL WHERE contains(raw, 'parole')"));
    await database.close();
    const opened = await openDatabase({ directory });
    await writeFile(join(directory, 'fabbisogni.duckdb.wal.kept-1'), `…${marker}…`);
    expect(await opened.renew(plan)).toBe(1);
    await opened.close();
    for (const name of (await readdir(directory, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    ))
      expect((await readFile(join(name.parentPath, name.name))).includes(marker), name.name).toBe(false);
    expect(await readdir(directory)).not.toContain('fabbisogni.duckdb.wal.kept-1');
  });
});
