import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EstimateEnvelope, EstimateQuery, EstimateRow } from '../../analytics/contract.ts';
import { estimateExactly } from '../../analytics/exact.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { anAnswer, aQuestion, asked, someAnswers, type Question } from './arbitrary.ts';
import { counted, type Domain } from './brute-force.ts';
import { fillAnswers, plain, smallSurvey, type Answer } from './survey.ts';

const survey = smallSurvey();
let temporary: TemporaryDatabase;
beforeAll(async () => {
  temporary = await temporaryDatabase();
});
afterAll(() => temporary.remove());

async function exactly(answers: readonly Answer[], query: EstimateQuery): Promise<EstimateEnvelope> {
  await fillAnswers(temporary.database, answers);
  return estimateExactly(temporary.database, survey, query, 5);
}

/** The domain of one row: its own categories and those of the filters. */
function domainOf({ by, where }: Question, row: EstimateRow): Domain {
  const numbers = (dimension: Question['by'][number], codes: readonly unknown[]) =>
    dimension.categories.filter((one) => codes.includes(one.code)).map((one) => one.number);
  return [
    ...by.map((dimension) => ({ name: dimension.name, numbers: numbers(dimension, [row[dimension.variable]]) })),
    ...where.map(({ dimension, codes }) => ({ name: dimension.name, numbers: numbers(dimension, codes) })),
  ];
}

describe('the exact path', () => {
  it('counts what a walk over the answers counts', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers, aQuestion(survey), async (answers, question) => {
        const { rows, n } = await exactly(answers, asked(question));
        const categories = survey.variables.get(question.variable)?.categories ?? [];
        for (const row of rows) {
          const { base, y } = counted(answers, question.variable, domainOf(question, row));
          const number = categories.find((one) => one.code === row.category)?.number ?? 0;
          expect([row.n, row.estimate]).toEqual([base, y.get(number) ?? 0]);
        }
        const inDomain = domainOf({ ...question, by: [] }, rows[0] ?? ({} as EstimateRow));
        expect(n).toBe(counted(answers, 'mainGroup', inDomain).base);
      }),
      { numRuns: 100 },
    );
  });

  it('gives numbers or null, never what JSON cannot hold', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers, aQuestion(survey), async (answers, question) => {
        const { rows } = await exactly(answers, asked(question, 'proportion'));
        const cells = rows.flatMap((row) => Object.values(row)).filter((cell) => typeof cell === 'number');
        expect(cells.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('leaves every other domain as it was when somebody joins one', async () => {
    const query = { variable: 'need', by: 'territory:municipality' };
    await fc.assert(
      fc.asyncProperty(someAnswers, anAnswer, async (answers, newcomer) => {
        const before = await exactly(answers, query);
        const after = await exactly([...answers, { ...newcomer, municipality: 8 }], query);
        const others = ({ rows }: EstimateEnvelope) => rows.filter((row) => row['territory'] !== '076002');
        expect(others(after)).toEqual(others(before));
      }),
      { numRuns: 20 },
    );
  });

  it('lists a category of which there is nobody, with an empty base and no share', async () => {
    const { rows } = await exactly([plain], { variable: 'sex', by: 'territory:province' });
    expect(rows.filter((row) => row['territory'] === '077')).toMatchObject([
      { category: 'f', n: 0, estimate: null, se: null, state: 'shown' },
      { category: 'm', n: 0, estimate: null, se: null, state: 'shown' },
    ]);
  });

  it('counts who was asked and ticked nothing, and not who gave no answer', async () => {
    const { rows } = await exactly([plain, { ...plain, need: [] }, { ...plain, need: null }], { variable: 'need' });
    expect(rows.map(({ n, estimate }) => [n, estimate])).toEqual([
      [2, 0.5],
      [2, 0],
      [2, 0],
      [2, 0],
    ]);
  });

  it('leaves out answers with two quality marks', async () => {
    const marked = { ...plain, marks: 2 };
    const { rows, n } = await exactly([plain, { ...plain, marks: 1 }, marked], { variable: 'sex', statistic: 'count' });
    expect([n, rows[0]?.estimate]).toEqual([2, 2]);
  });

  it('calls a variable of a later version not asked', async () => {
    const { rows } = await exactly([plain], { variable: 'later' });
    expect(rows.map(({ state, n }) => [state, n])).toEqual([
      ['not_asked', null],
      ['not_asked', null],
    ]);
  });
});
