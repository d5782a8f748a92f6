import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../access.ts';
import { auditStage, type AuditStage } from './audit-stage.ts';

let stage: AuditStage;
beforeEach(async () => void (stage = await auditStage()));
afterEach(() => stage.remove());

const entry = (object: string, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ who: 'account-1', action: 'programme.load', programme: 'small', object },
  ...changes,
});
const note = async (...objects: readonly string[]) => {
  for (const object of objects) await stage.audit.record(null, entry(object));
};
/** Does to the table what the program never does. */
const tamper = (...statements: readonly string[]) =>
  stage.database.write(async (tx) => {
    for (const sql of statements) await tx.run(sql);
  });
const fault = async () => (await stage.audit.verify()).fault;
const rows = () => stage.database.rows('SELECT seq, object, who, moment FROM audit ORDER BY seq');

describe('the audit', () => {
  it('keeps what was noted, in order, and is whole, also after a restart', async () => {
    await note('a', 'b');
    await stage.again();
    await note('c');
    expect(await rows()).toEqual(
      ['a', 'b', 'c'].map((object, index) => ({
        ...{ seq: index + 1, object, who: 'account-1', moment: '2026-06-15T10:00:00Z' },
      })),
    );
    expect(await stage.audit.verify()).toMatchObject({ entries: 3, last: { seq: 3 }, fault: null });
  });

  it('is whole before anything was noted', async () => {
    expect(await stage.audit.verify()).toMatchObject({ entries: 0, fault: null });
  });

  it('keeps an entry exactly when the transaction that it tells of is kept', async () => {
    const failing = stage.database.write(async (tx) => {
      await stage.audit.record(tx, entry('lost'));
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    await stage.database.write(async (tx) => {
      await stage.audit.record(tx, entry('a'));
      await stage.audit.record(tx, entry('b'));
    });
    expect((await rows()).map(({ object }) => object)).toEqual(['a', 'b']);
    expect(await fault()).toBeNull();
  });

  it('lets entries that come together share a transaction, also among those of other transactions', async () => {
    const alone = Array.from({ length: 200 }, (_, index) => stage.audit.record(null, entry(`view-${index}`)));
    const within = stage.database.write((tx) => stage.audit.record(tx, entry('within')));
    await Promise.all([...alone, within]);
    const [counted] = await stage.database.rows(
      'SELECT count(*)::INTEGER AS n, count(DISTINCT batch)::INTEGER AS b FROM audit',
    );
    expect(counted!.n).toBe(201);
    expect(counted!.b).toBeLessThan(5);
    expect(await stage.audit.verify()).toMatchObject({ entries: 201, fault: null });
  });

  it('keeps the day alone of what a respondent did', async () => {
    await stage.audit.record(null, entry('survey-1', { who: null, action: 'response.erase' }));
    expect((await rows())[0]).toMatchObject({ who: null, moment: null });
  });

  it('takes identifiers and counts, no sentence and no formula', async () => {
    for (const object of ['a sentence', '=1+1', '', 'x'.repeat(201), 'half \ud800'])
      await expect(stage.audit.record(null, entry(object))).rejects.toThrow('identifiers and counts');
    await expect(stage.audit.record(null, entry('a', { detail: { note: 'he said so' } }))).rejects.toThrow(TypeError);
    expect(await rows()).toEqual([]);
    await note('a');
    expect(await fault()).toBeNull();
  });
});

describe('verifying names', () => {
  beforeEach(() => note('a', 'b', 'c', 'd', 'e', 'f'));

  it.each(['who', 'action', 'programme', 'object', 'detail', 'moment', 'previous', 'hash'])(
    'an entry edited in %s',
    async (column) => {
      await tamper(`UPDATE audit SET ${column} = 'other' WHERE seq = 3`);
      expect(await fault()).toEqual({ kind: 'edited', seq: 3, with: null });
    },
  );

  it('an entry moved to another day', async () => {
    await tamper("UPDATE audit SET day = '2026-06-14' WHERE seq = 3");
    expect(await fault()).toEqual({ kind: 'edited', seq: 3, with: null });
  });

  it('an entry dropped, or several', async () => {
    await tamper('DELETE FROM audit WHERE seq IN (3, 4)');
    expect(await fault()).toEqual({ kind: 'dropped', seq: 3, with: 4 });
  });

  it('an entry dropped when the others were numbered anew', async () => {
    await tamper('DELETE FROM audit WHERE seq = 3', 'UPDATE audit SET seq = seq - 1 WHERE seq > 3');
    expect(await fault()).toEqual({ kind: 'dropped', seq: 3, with: 3 });
  });

  it('the first one dropped', async () => {
    await tamper('DELETE FROM audit WHERE seq = 1');
    expect(await fault()).toEqual({ kind: 'dropped', seq: 1, with: 1 });
  });

  it('two entries that changed places', async () => {
    await tamper('UPDATE audit SET seq = 7 - seq WHERE seq IN (2, 5)');
    expect(await fault()).toEqual({ kind: 'swapped', seq: 2, with: 5 });
  });

  it('two entries of which the words alone changed places', async () => {
    await tamper(`UPDATE audit SET object = CASE seq WHEN 2 THEN 'e' ELSE 'b' END WHERE seq IN (2, 5)`);
    expect(await fault()).toEqual({ kind: 'swapped', seq: 2, with: 5 });
  });

  it('the last ones cut, at once and after a restart', async () => {
    await tamper('DELETE FROM audit WHERE seq > 4');
    expect(await fault()).toEqual({ kind: 'cut', seq: 5, with: 6 });
    await stage.again();
    expect(await fault()).toEqual({ kind: 'cut', seq: 5, with: 6 });
  });

  it('everything cut', async () => {
    await tamper('DELETE FROM audit');
    await stage.again();
    expect(await fault()).toEqual({ kind: 'cut', seq: 1, with: 6 });
  });

  it('what was cut, for ever: what is noted later does not close the gap', async () => {
    await tamper('DELETE FROM audit WHERE seq > 4');
    await stage.again();
    await note('g', 'h');
    await stage.again();
    expect(await fault()).toEqual({ kind: 'dropped', seq: 5, with: 6 });
  });

  it('an entry that somebody else wrote', async () => {
    await tamper('INSERT INTO audit SELECT * REPLACE (7 AS seq) FROM audit WHERE seq = 6');
    await stage.again();
    expect(await fault()).toMatchObject({ seq: 7 });
    await tamper('UPDATE audit SET seq = 6 WHERE seq = 7');
    expect(await fault()).toEqual({ kind: 'added', seq: 6, with: null });
  });

  it('a head file that was taken away, before and after something new was noted', async () => {
    await stage.again((directory) => rm(join(directory, 'audit-head')));
    expect(await fault()).toEqual({ kind: 'head', seq: 7, with: 7 });
    await stage.again();
    await note('g');
    await stage.again();
    expect(await fault()).toEqual({ kind: 'dropped', seq: 7, with: 7 });
  });

  it('a head file older than the transaction before the last', async () => {
    const kept = join(stage.directory, 'kept');
    await copyFile(join(stage.directory, 'audit-head'), kept);
    await note('g', 'h');
    await stage.again((directory) => copyFile(kept, join(directory, 'audit-head')));
    expect(await fault()).toMatchObject({ kind: 'head', seq: 9 });
  });
});

describe('a crash between the commit and the head file', () => {
  it('costs nothing: the one transaction that is ahead is accepted', async () => {
    await note('a');
    const kept = join(stage.directory, 'kept');
    await copyFile(join(stage.directory, 'audit-head'), kept);
    await stage.database.write(async (tx) => {
      for (const object of ['b', 'c']) await stage.audit.record(tx, entry(object));
    });
    await stage.again((directory) => copyFile(kept, join(directory, 'audit-head')));
    expect(await stage.audit.verify()).toMatchObject({ entries: 3, fault: null });
    await note('d');
    await stage.again();
    expect(await stage.audit.verify()).toMatchObject({ entries: 4, fault: null });
  });
});
