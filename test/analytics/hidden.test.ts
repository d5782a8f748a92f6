import fc from 'fast-check';
import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EstimateQuery } from '../../analytics/contract.ts';
import { formats, writeFigures, type Format } from '../../analytics/format.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { anAnswer } from './arbitrary.ts';
import { fillAnswers, plain, smallSurvey, type Answer } from './survey.ts';

const k = 5;
let temporary: TemporaryDatabase;
beforeAll(async () => {
  temporary = await temporaryDatabase();
});
afterAll(() => temporary.remove());

/** What goes out for these answers: the rows of every query in every format. */
async function sent(answers: readonly Answer[], queries: readonly EstimateQuery[]): Promise<unknown[]> {
  const survey = smallSurvey([1], { id: 'hidden' });
  await fillAnswers(temporary.database, answers);
  await temporary.database.write(async (transaction) => {
    for (const table of ['snapshot', 'snapshot_cell', 'snapshot_count']) await transaction.run(`DELETE FROM ${table}`);
  });
  await publishSnapshot(temporary.database, survey, { k, today: '2026-11-22' });
  const analytics = createAnalytics({ database: temporary.database, surveys: () => survey, k });
  await analytics.reload(survey.id);
  return analytics
    .estimates(survey.id, queries)
    .flatMap((envelope) => formats.map((format) => rowsIn(format, writeFigures(format, envelope))));
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

const known: Answer[] = [7, 9].flatMap((municipality) =>
  new Array<Answer>(12).fill({ ...plain, municipality, groups: 3 }),
);

describe('a cell that is not shown', () => {
  it('leaves no trace in what is sent, whoever stands in it and whatever they answered', async () => {
    const none = await sent(known, queries);
    const few = fc.array(anAnswer, { minLength: 0, maxLength: k - 1 });
    await fc.assert(
      fc.asyncProperty(few, async (people) => {
        const hidden = people.map((answer) => ({ ...answer, municipality: 11 }));
        expect(await sent([...known, ...hidden], queries)).toEqual(none);
      }),
      { numRuns: 12 },
    );
  });

  it('is shown as soon as there are enough', async () => {
    const enough = new Array<Answer>(k).fill({ ...plain, municipality: 11 });
    expect(await sent([...known, ...enough], queries)).not.toEqual(await sent(known, queries));
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

  it('is never smaller than k, whether it is asked for as a dimension or as a measure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAnswer, { minLength: 20, maxLength: 90 }), async (answers) => {
        const sentRows = await sent(answers, asked);
        const rows = sentRows.filter(Array.isArray).flat() as { state: string; estimate: number | null }[];
        const counts = rows.flatMap(({ state, estimate }) => (state === 'shown' ? [estimate ?? 0] : []));
        expect(counts.filter((count) => count < k)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
