/** Publications after one another: what stood in the earlier ones stays in the audit. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot, type PublishOptions } from '../../analytics/snapshot.ts';
import type { Database } from '../../data/database.server.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { withDatabase } from '../support/database.ts';
import { fillAnswers, plain, planOf, smallSurvey, type Answer } from './survey.ts';

const [k, today, afterwards] = [5, '2026-11-22', '2027-01-01'];
const survey = smallSurvey([20], { release: planOf([20], true) });
const people = (count: number, parts: Partial<Answer> = {}): Answer[] =>
  Array.from({ length: count }, (_, place) => ({ ...plain, seq: place + 1, ...parts }));
/** People who come after so many others. */
const later = (count: number, others: number, parts: Partial<Answer> = {}): Answer[] =>
  people(count, parts).map((one, place) => ({ ...one, seq: others + place + 1 }));

const publish = (database: Database, options: Partial<PublishOptions> = {}) =>
  publishSnapshot(database, survey, { k, today, ...options });
const close = (database: Database, options: Partial<PublishOptions> = {}) =>
  publish(database, { closing: true, today: afterwards, ...options });

/** The base of a question over everybody, null when it is not published. */
async function total(database: Database, of: CompiledSurvey = survey, variable = 'need'): Promise<number | null> {
  const analytics = createAnalytics({ database, surveys: () => of, k });
  await analytics.reload(of.id);
  return analytics.estimate(of.id, { variable }).rows[0]?.n ?? null;
}

/** The records behind the typed rows, with how often each was corrected. */
async function record(database: Database, answers: readonly Answer[], revised: readonly number[] = []): Promise<void> {
  await database.write(async (transaction) => {
    await transaction.run('DELETE FROM response');
    for (const { seq = 0 } of answers) {
      const parameters = [seq, randomUUID(), survey.id, revised.includes(seq) ? 2 : 1, randomUUID()];
      await transaction.run(
        `INSERT INTO response (seq, id_hmac, survey, revision, receipt_hash, raw) VALUES (?, ?::UUID, ?, ?, ?::UUID, '{}')`,
        parameters,
      );
    }
  });
}

const rowsOf = async (database: Database, table: string) =>
  (await database.rows<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM ${table}`))[0]?.n;

describe('a second publication', () => {
  it('shows everything again when nothing has changed', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(20));
      const first = await publish(database);
      expect((await close(database)).cells).toEqual(first.cells);
      expect(await total(database)).toBe(20);
    }));

  it.each([
    [4, null],
    [30, 50],
  ])('with %i people more has the total %s: what was added is a group of people too', (more, expected) =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(20));
      await publish(database);
      await fillAnswers(database, [...people(20), ...later(more, 20)]);
      await close(database);
      expect(await total(database)).toBe(expected);
    }),
  );

  it.each([
    [3, null],
    [10, 30],
  ])('after %i erasures has the total %s', (gone, expected) =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(40));
      await publish(database);
      await fillAnswers(database, people(40).slice(gone));
      await close(database);
      expect(await total(database)).toBe(expected);
    }),
  );

  it('counts a quality mark that came later as an erasure', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(40));
      await publish(database);
      await fillAnswers(database, [...people(3, { marks: 2 }), ...later(37, 3)]);
      await close(database);
      expect(await total(database)).toBe(null);
    }));

  it.each([
    [[], 40],
    [[1, 2], null],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 30],
  ])(
    'after the corrections of %j has the total %s: who corrected what was counted is in it no more',
    (revised, expected) =>
      withDatabase(async (database) => {
        const answers = people(40);
        await fillAnswers(database, answers);
        await record(database, answers);
        await publish(database);
        await record(database, answers, revised);
        await close(database);
        expect(await total(database)).toBe(expected);
      }),
  );

  it('takes another value of a dimension for a correction', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(40));
      await publish(database);
      await fillAnswers(database, [...people(2, { sex: 2 }), ...later(38, 2)]);
      await close(database);
      expect(await total(database)).toBe(null);
    }));

  it('remembers the first one when its snapshot is dropped', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(20));
      await publish(database);
      await database.write(async (transaction) => {
        for (const table of ['snapshot', 'snapshot_cell', 'snapshot_count'])
          await transaction.run(`DELETE FROM ${table}`);
      });
      await fillAnswers(database, people(24));
      await publish(database);
      expect(await total(database)).toBe(null);
    }));

  it('does not show a sensitive question again once somebody has corrected or erased an answer to it', () =>
    withDatabase(async (database) => {
      const answers = [...people(30), ...later(30, 30, { disability: 1 })];
      await fillAnswers(database, answers);
      await publish(database);
      expect(await total(database, survey, 'disability')).toBe(60);
      await fillAnswers(database, answers.slice(15));
      await close(database);
      expect([await total(database), await total(database, survey, 'disability')]).toEqual([45, null]);
    }));
});

describe('what is kept for the next audit', () => {
  it('are counts by version of answers, and where each living answer is counted', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, [...people(20), ...later(12, 20, { need: null })]);
      await publish(database);
      const versions = await database.rows(
        'SELECT version, person, publications, n, bases FROM release_version ORDER BY version',
      );
      expect(versions).toEqual([{ version: 1, person: 1, publications: [0], n: 32, bases: [20] }]);
      expect(await database.rows('SELECT variable, place FROM release_base')).toEqual([{ variable: 'need', place: 0 }]);
      expect(await rowsOf(database, 'release_answer')).toBe(32);
    }));

  it('moves on with who stays, and leaves behind who went', () =>
    withDatabase(async (database) => {
      const twice = smallSurvey([20, 35], { release: planOf([20, 35], true) });
      const publishTwice = () => publishSnapshot(database, twice, { k, today });
      await fillAnswers(database, people(30));
      await publishTwice();
      await fillAnswers(database, [...people(30).slice(10), ...later(17, 30)]);
      await publishTwice();
      const versions = await database.rows('SELECT publications, n FROM release_version ORDER BY n DESC');
      expect(versions).toEqual([
        { publications: [0, 1], n: 20 },
        { publications: [1], n: 17 },
        { publications: [0], n: 10 },
      ]);
    }));

  it('is nothing about anybody after the closing publication: no audit comes that would ask', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, [...people(20), ...later(12, 20, { need: null })]);
      await publish(database);
      await close(database);
      for (const table of ['release_version', 'release_base', 'release_magnitude', 'release_answer'])
        expect([table, await rowsOf(database, table)]).toEqual([table, 0]);
      expect(await rowsOf(database, 'release_publication')).toBe(2);
    }));

  it('holds no place of an answer that was erased while the audit ran', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(20));
      await record(database, people(20));
      let erased: Promise<void> | undefined;
      const onProgress = (step: string, done: number) => {
        if (step !== 'audited' || done !== 1) return;
        erased = database.write((transaction) => transaction.run('UPDATE response SET raw = NULL WHERE seq = 7'));
      };
      await publish(database, { onProgress });
      await erased;
      const kept = await database.rows<{ seq: number }>('SELECT seq FROM release_answer ORDER BY seq');
      expect(kept.map(({ seq }) => seq)).toEqual(people(20).flatMap(({ seq }) => (seq === 7 ? [] : [seq])));
    }));
});

describe('a publication that does not come to its end', () => {
  const tables = ['snapshot', 'snapshot_cell', 'release_publication', 'release_version', 'release_answer'];
  const nothing = async (database: Database) => {
    for (const table of tables) expect([table, await rowsOf(database, table)]).toEqual([table, 0]);
  };

  it('leaves nothing when it fails while it is stored, and is done by the next one', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(20));
      const onPublish = () => Promise.reject(new Error('the power went'));
      await expect(publish(database, { onPublish })).rejects.toThrow('the power went');
      await nothing(database);
      expect(await publish(database)).toMatchObject({ responses: 20 });
    }));

  it('leaves nothing when it is stopped in the middle of the audit', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(20));
      const stop = new AbortController();
      const onProgress = (step: string, done: number) => {
        if (step === 'audited' && done === 1) stop.abort();
      };
      await expect(publish(database, { onProgress, signal: stop.signal })).rejects.toMatchObject({
        code: 'publication_stopped',
      });
      await nothing(database);
    }));

  it('does not keep answers from being stored', () =>
    withDatabase(async (database) => {
      await fillAnswers(database, people(20));
      let during: number | undefined;
      const onProgress = (step: string, done: number) => {
        if (step === 'audited' && done === 1) void fillAnswers(database, people(25)).then(() => (during = 25));
      };
      expect(await publish(database, { onProgress })).toMatchObject({ responses: 20 });
      expect(during).toBe(25);
    }));
});
