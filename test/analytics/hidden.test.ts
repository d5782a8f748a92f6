import fc from 'fast-check';
import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EstimateQuery } from '../../analytics/contract.ts';
import { formatNames, formats, writeFigures, type Format, type Written } from '../../analytics/format.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { readWorkbook } from '../support/workbook.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { anAnswer } from './arbitrary.ts';
import { fillAnswers, plain, smallSurvey, type Answer } from './survey.ts';

const k = 5;
let temporary: TemporaryDatabase;
beforeAll(async () => {
  temporary = await temporaryDatabase();
});
afterAll(() => temporary.remove());

/** Nothing is left of earlier publications, not even for the audit. */
const published = [
  ...['snapshot', 'snapshot_cell', 'snapshot_count', 'snapshot_total'],
  ...['publication', 'version', 'base', 'magnitude', 'answer'].map((name) => `release_${name}`),
];

const written = formats.filter((one): one is Written => one !== formatNames.xlsx);

/** What goes out for these answers: the rows of every query in every format. */
async function sent(answers: readonly Answer[], queries: readonly EstimateQuery[]): Promise<unknown[]> {
  const survey = smallSurvey([1], { id: 'hidden' });
  await fillAnswers(temporary.database, answers);
  await temporary.database.write(async (transaction) => {
    for (const table of published) await transaction.run(`DELETE FROM ${table}`);
  });
  await publishSnapshot(temporary.database, survey, { k, today: '2026-11-22' });
  const analytics = createAnalytics({ database: temporary.database, surveys: () => survey, k });
  await analytics.reload(survey.id);
  const envelopes = analytics.estimates(survey.id, queries);
  const books = envelopes.map(async (one) => readWorkbook(await analytics.workbook(survey.id, [one], 'it'))[0]);
  const texts = envelopes.flatMap((envelope) =>
    written.map((format) => rowsIn(format, writeFigures(format, envelope))),
  );
  return [...texts, ...(await Promise.all(books))];
}

/** The rows as they were sent, without the envelope, which counts everybody. */
function rowsIn(format: Format, body: string | Uint8Array): unknown {
  if (typeof body !== 'string') return tableFromIPC(body).toArray();
  return format === 'application/json' ? (JSON.parse(body) as { rows: unknown }).rows : body;
}

const queries = ['need', 'sex', 'englishNow', 'disability', 'targetGroup', 'mainGroup'].flatMap((variable) =>
  ['count', 'proportion'].flatMap((statistic) => [
    { variable, statistic, by: 'territory:municipality' },
    { variable, statistic, by: 'territory:municipality,targetGroup', category: '' },
    { variable, statistic, by: 'targetGroup', where: 'territory:077002' },
  ]),
);

const known: Answer[] = [7, 9, 10].flatMap((municipality) =>
  new Array<Answer>(12).fill({ ...plain, municipality, groups: 3 }),
);

/** The rows of one place, and whether each row of the others is shown. */
const about = (place: string, tables: readonly unknown[]) =>
  (tables.filter(Array.isArray).flat() as Record<string, unknown>[]).filter((row) => row['territory'] === place);

describe('a cell that is not shown', () => {
  it('looks the same whether nobody or a few stand in it, whoever they are and whatever they answered', async () => {
    const none = about('077002', await sent(known, queries));
    const few = fc.array(anAnswer, { minLength: 1, maxLength: k - 1 });
    await fc.assert(
      fc.asyncProperty(few, async (people) => {
        const hidden = people.map((answer) => ({ ...answer, municipality: 11 }));
        expect(about('077002', await sent([...known, ...hidden], queries))).toEqual(none);
      }),
      { numRuns: 6 },
    );
  });

  it('is shown as soon as there are enough', async () => {
    const enough = new Array<Answer>(k).fill({ ...plain, municipality: 11 });
    const rows = about('077002', await sent([...known, ...enough], queries)) as { state: string }[];
    expect(rows.some(({ state }) => state === 'shown')).toBe(true);
  });
});

/** Other answers of the same people, to the same questions. */
const answered = fc.record({
  need: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
  englishNow: fc.integer({ min: 1, max: 4 }),
});

describe('the verdict', () => {
  it('depends on who stands where and on who answered, never on an answer', async () => {
    const asked = queries.filter(({ variable }) => variable !== 'disability');
    const statesOf = (tables: readonly unknown[]) =>
      (tables.filter(Array.isArray).flat() as { state: string }[]).map(({ state }) => state);
    const someone = fc.tuple(anAnswer, answered, answered);
    await fc.assert(
      fc.asyncProperty(fc.array(someone, { minLength: 30, maxLength: 80 }), async (people) => {
        const given = (which: 1 | 2) =>
          people.map((one): Answer => {
            const [answer, other] = [one[0], one[which]];
            return {
              ...answer,
              need: answer.need && other.need,
              englishNow: answer.englishNow > 0 ? other.englishNow : answer.englishNow,
            };
          });
        expect(statesOf(await sent(given(1), asked))).toEqual(statesOf(await sent(given(2), asked)));
      }),
      { numRuns: 6 },
    );
  });
});

describe('a group of people', () => {
  const dimensions = ['sex', 'disability', 'targetGroup', 'mainGroup'];
  const asked = dimensions.flatMap((variable) =>
    ['', 'territory:province', 'territory:municipality', 'targetGroup'].map((by) => ({
      variable,
      statistic: 'count',
      by,
    })),
  );

  it('is empty or never smaller than k, whether it is asked for as a dimension or as a measure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAnswer, { minLength: 20, maxLength: 90 }), async (answers) => {
        const sentRows = await sent(answers, asked);
        const rows = sentRows.filter(Array.isArray).flat() as { state: string; estimate: number | null }[];
        const counts = rows.flatMap(({ state, estimate }) => (state === 'shown' ? [estimate ?? 0] : []));
        expect(counts.filter((count) => count > 0 && count < k)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
