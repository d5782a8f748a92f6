import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.server.ts';
import type { AppendOutcome, Database } from '../../data/database.server.ts';
import { withDatabase } from '../support/database.ts';
import { entryOf, uuidOf } from '../support/entry.ts';

const stored = (outcomes: readonly AppendOutcome[]) => outcomes.filter(({ kind }) => kind === 'stored');

async function ledgerOf(database: Database): Promise<number> {
  const [ledger] = await database.rows<{ size: number }>('SELECT count(*)::INTEGER AS size FROM ledger');
  return ledger!.size;
}

describe('an accepted answer', () => {
  it('lies in the table as it was given', async () => {
    await withDatabase(async (database) => {
      const entry = entryOf('one', { marks: ['fast', 'no "ticket"'] });
      expect(await database.append(entry)).toEqual({ kind: 'stored', seq: 1 });
      const rows = await database.rows(
        `SELECT seq::INTEGER AS seq, id_hmac::VARCHAR AS "idHmac", body_hash::VARCHAR AS "bodyHash", survey, version, wave,
           language, mode, notice_version AS "noticeVersion", day::VARCHAR AS day, quality AS marks, revision,
           receipt_hash::VARCHAR AS "receiptHash", erased_on::VARCHAR AS erased, raw
         FROM response`,
      );
      expect(rows).toEqual([{ ...entry, seq: 1, revision: 1, erased: null }]);
    });
  });

  it('that comes again is known by its body and day', async () => {
    await withDatabase(async (database) => {
      const entry = entryOf('one');
      await database.append(entry);
      const again = await database.append({ ...entry, bodyHash: uuidOf('other body'), day: '2026-05-09' });
      expect(again).toEqual({ kind: 'known', bodyHash: entry.bodyHash, erased: false, day: '2026-05-01' });
    });
  });

  it('that was erased is known as a tombstone', async () => {
    await withDatabase(async (database) => {
      await database.append(entryOf('one'));
      await database.write((transaction) =>
        transaction.run("UPDATE response SET raw = NULL, body_hash = NULL, day = NULL, erased_on = DATE '2026-05-02'"),
      );
      expect(await database.append(entryOf('one'))).toEqual({ kind: 'known', bodyHash: null, erased: true, day: null });
    });
  });

  it('is refused before it can spoil the batch it would share with others', async () => {
    await withDatabase(async (database) => {
      const good = database.append(entryOf('good'));
      const faulty = [{ idHmac: 'none' }, { day: '1 May' }, { raw: '"\ud800"' }].map((change, index) =>
        database.append(entryOf(`faulty ${index}`, change)),
      );
      for (const outcome of await Promise.allSettled(faulty))
        expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) as unknown });
      expect(await good).toMatchObject({ kind: 'stored' });
    });
  });
});

describe('many callers', () => {
  it('share commits, and get consecutive numbers', async () => {
    await withDatabase(async (database) => {
      const before = await ledgerOf(database);
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, (_, i) => database.append(entryOf(`caller ${i}`))),
      );
      const numbers = outcomes.map((outcome) => (outcome.kind === 'stored' ? outcome.seq : 0));
      expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
      expect((await ledgerOf(database)) - before).toBeLessThan(20);
    });
  });

  it('with the same identifier get one place: the first wins', async () => {
    await withDatabase(async (database) => {
      const bodies = Array.from({ length: 20 }, (_, i) => entryOf('same', { bodyHash: uuidOf(`body ${i}`) }));
      const outcomes = await Promise.all(bodies.map((entry) => database.append(entry)));
      expect(outcomes[0]).toEqual({ kind: 'stored', seq: 1 });
      for (const outcome of outcomes.slice(1))
        expect(outcome).toEqual({ kind: 'known', bodyHash: uuidOf('body 0'), erased: false, day: '2026-05-01' });
    });
  });

  it('never store an identifier twice, however they mix single answers, lists and repetitions', async () => {
    await withDatabase(async (database) => {
      const name = fc.integer({ min: 0, max: 400 }).map((n) => `mixed ${n}`);
      const calls = fc.array(
        fc.oneof(
          name.map((one) => [one]),
          fc.array(name, { maxLength: 30 }),
        ),
        { maxLength: 30 },
      );
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(calls, async (lists) => {
          const outcomes = await Promise.all(
            lists.map((names) => database.appendBulk(names.map((one) => entryOf(one)))),
          );
          const fresh = new Set(lists.flat().filter((one) => !seen.has(one)));
          lists.flat().forEach((one) => seen.add(one));
          expect(outcomes.map((list) => list.length)).toEqual(lists.map((names) => names.length));
          expect(stored(outcomes.flat())).toHaveLength(fresh.size);
        }),
        { numRuns: 40, seed: 20260501 },
      );
      const [table] = await database.rows(
        `SELECT count(*)::INTEGER AS size, count(DISTINCT id_hmac)::INTEGER AS ids, max(seq)::INTEGER AS last FROM response`,
      );
      expect(table).toEqual({ size: seen.size, ids: seen.size, last: seen.size });
    });
  });

  it('are told apart even where their identifiers begin alike', async () => {
    await withDatabase(async (database, directory) => {
      const twins = ['1', '2', '3'].map((end) => entryOf(end, { idHmac: `0a1b2c3d-4e5f-6789-8000-00000000000${end}` }));
      const outcomes = await Promise.all([...twins, ...twins].map((entry) => database.append(entry)));
      expect(stored(outcomes)).toHaveLength(3);
      await database.close();
      const again = await openDatabase({ directory });
      const fourth = entryOf('4', { idHmac: '0a1b2c3d-4e5f-6789-8000-000000000004' });
      const later = await Promise.all([fourth, fourth, ...twins].map((entry) => again.append(entry)));
      expect(stored(later)).toEqual([{ kind: 'stored', seq: 4 }]);
      await again.close();
    });
  });
});

describe('a list of answers', () => {
  it('gets its outcomes in order, in one commit', async () => {
    await withDatabase(async (database) => {
      await database.append(entryOf('n 7'));
      const before = await ledgerOf(database);
      const outcomes = await database.appendBulk(Array.from({ length: 3000 }, (_, i) => entryOf(`n ${i}`)));
      expect(outcomes.map((outcome) => (outcome.kind === 'stored' ? outcome.seq : null))).toEqual(
        Array.from({ length: 3000 }, (_, i) => (i < 7 ? i + 2 : i === 7 ? null : i + 1)),
      );
      expect((await ledgerOf(database)) - before).toBe(1);
    });
  });

  it('may be empty', async () => {
    await withDatabase(async (database) => {
      expect(await database.appendBulk([])).toEqual([]);
    });
  });
});

describe('a staff edit', () => {
  it('is kept whole, or not at all when it fails', async () => {
    await withDatabase(async (database) => {
      const add = (survey: string) =>
        database.write(async (transaction) => {
          await transaction.run('INSERT INTO projection VALUES ($survey, 0)', { survey });
          const [found] = await transaction.rows<{ n: number }>('SELECT count(*)::INTEGER AS n FROM projection');
          if (survey === 'bad') throw new Error('not this one');
          return found!.n;
        });
      expect(await add('first')).toBe(1);
      await expect(add('bad')).rejects.toThrow('not this one');
      expect(await add('second')).toBe(2);
    });
  });

  it('with a fault in its SQL leaves the door open for the others', async () => {
    await withDatabase(async (database) => {
      const faulty = database.write((transaction) => transaction.run('INSERT INTO nowhere VALUES (1)'));
      const answer = database.append(entryOf('one'));
      await expect(faulty).rejects.toThrow(/nowhere/);
      expect(await answer).toEqual({ kind: 'stored', seq: 1 });
      expect(database.state()).toBe('open');
    });
  });

  it('takes its turn: no two edits see the same state', async () => {
    await withDatabase(async (database) => {
      await database.write((transaction) => transaction.run("INSERT INTO projection VALUES ('s', 0)"));
      const step = () =>
        database.write(async (transaction) => {
          const [row] = await transaction.rows<{ at: number }>('SELECT cursor::INTEGER AS at FROM projection');
          await transaction.run('UPDATE projection SET cursor = $1', [row!.at + 1]);
        });
      await Promise.all(Array.from({ length: 20 }, step));
      expect(await database.rows('SELECT cursor::INTEGER AS at FROM projection')).toEqual([{ at: 20 }]);
    });
  });

  it('that takes long does not make respondents wait', async () => {
    await withDatabase(async (database) => {
      const underWay = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      const edit = database.write(async (transaction) => {
        await transaction.run("INSERT INTO projection VALUES ('s', 0)");
        underWay.resolve();
        await release.promise;
      });
      await underWay.promise;
      expect(await database.append(entryOf('meanwhile'))).toEqual({ kind: 'stored', seq: 1 });
      expect(await database.rows('SELECT survey FROM projection')).toEqual([]);
      release.resolve();
      await edit;
      expect(await database.rows('SELECT survey FROM projection')).toEqual([{ survey: 's' }]);
    });
  });
});

describe('closing', () => {
  it('finishes what was asked before', async () => {
    await withDatabase(async (database, directory) => {
      const asked = Array.from({ length: 100 }, (_, i) => database.append(entryOf(`late ${i}`)));
      const edited = database.write((transaction) => transaction.run("INSERT INTO projection VALUES ('s', 7)"));
      await database.close();
      expect(stored(await Promise.all(asked))).toHaveLength(100);
      await edited;
      const again = await openDatabase({ directory });
      expect(await again.rows('SELECT count(*)::INTEGER AS n FROM response')).toEqual([{ n: 100 }]);
      expect(await again.rows('SELECT cursor::INTEGER AS at FROM projection')).toEqual([{ at: 7 }]);
      await again.close();
    });
  });
});
