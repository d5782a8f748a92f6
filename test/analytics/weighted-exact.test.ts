import fc from 'fast-check';
import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EstimateEnvelope, EstimateQuery, EstimateRow } from '../../analytics/contract.ts';
import { wilson } from '../../analytics/estimate/proportion.ts';
import { estimateExactly } from '../../analytics/exact.ts';
import { writeFigures } from '../../analytics/format.ts';
import { isOfValues } from '../../analytics/measure.ts';
import { Problem } from '../../problem.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { anyQuestion, asked, someAnswers, type Asking, type Question } from './arbitrary.ts';
import { counted, type Domain } from './brute-force.ts';
import { dimensionNumbers, oneRowEach, type Expected } from './one-row-each.ts';
import { times } from './stage.ts';
import { fillAnswers, smallSurvey, type Answer } from './survey.ts';
import { storeWeights, version } from './weighted.ts';

// drawn by lot, so that totals may be told
const survey = smallSurvey([20], { sampleType: 'probability' });
let temporary: TemporaryDatabase;
beforeAll(async () => {
  temporary = await temporaryDatabase();
  await storeWeights(temporary.database);
});
afterAll(() => temporary.remove());

async function exactly(answers: readonly Answer[], query: EstimateQuery, of = survey): Promise<EstimateEnvelope> {
  await fillAnswers(temporary.database, answers);
  return estimateExactly(temporary.database, of, query, 5);
}

const written = (question: Question & Asking): EstimateQuery => ({
  ...asked(question, question.statistic),
  ...{ base: question.base, weights: question.weights },
});

/** People as a category need weights to have a total. */
const isAnswered = ({ variable, statistic, weights }: Question & Asking) =>
  statistic !== 'total' || weights !== 'none' || variable === 'toTrain';

function domainOf({ by, where }: Question, row: EstimateRow): Domain {
  return [
    ...by.map(({ name, variable }) => ({ name, numbers: dimensionNumbers(survey, name, [row[variable]]) })),
    ...where.map(({ dimension, codes }) => ({
      name: dimension.name,
      numbers: dimensionNumbers(survey, dimension.name, codes),
    })),
  ];
}

function numberOf(question: Question & Asking, row: EstimateRow): number | null {
  const variable = survey.variables.get(question.variable)!;
  if (isOfValues(variable, question.statistic as 'mean')) return null;
  return variable.categories.find(({ code }) => code === row.category)!.number;
}

/** Intervals have a rule of their own without weights, at 0 and at 1, and for mentions. */
const hasPlainInterval = ({ statistic, base, weights }: Asking, { estimate }: EstimateRow) =>
  statistic !== 'proportion' || (base === 'respondents' && weights !== 'none' && estimate !== 0 && estimate !== 1);

function expectFigure(row: EstimateRow, question: Question & Asking, expected: Expected): void {
  const names = ['n', 'estimate', 'se', 'cv', ...(hasPlainInterval(question, row) ? ['ciLow', 'ciHigh'] : [])];
  const weighted = question.weights === 'none' ? [] : ['nEff', 'deff'];
  for (const name of [...names, ...weighted] as (keyof Expected)[]) {
    const [found, wanted] = [row[name], expected[name] ?? null];
    if (wanted === null) expect({ [name]: found }).toEqual({ [name]: null });
    else
      expect(Math.abs((found as number) - wanted), `${name}: ${found}, not ${wanted}`).toBeLessThanOrEqual(
        1e-9 * (1 + Math.abs(wanted)),
      );
  }
}

describe('exact figures, with every statistic, base and weight', () => {
  const questions = anyQuestion(survey, ['calibrated', 'design', 'none']).filter(isAnswered);

  it('are those of one row a respondent', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers, questions, async (answers, question) => {
        const { rows } = await exactly(answers, written(question));
        for (const row of rows.filter((_, place) => place % 7 === 0)) {
          const domain = domainOf(question, row);
          const about = { ...question, category: numberOf(question, row), domain };
          expect(row.n).toBe(counted(answers, question.variable, domain).base);
          const expected = oneRowEach(survey, version, answers, about);
          const isSum =
            question.statistic === 'count' || (question.statistic === 'total' && question.weights === 'none');
          if (expected && row.n! > 1 && !isSum) expectFigure(row, question, expected);
        }
      }),
      { numRuns: 250 },
    );
  });

  it('hold numbers or null in every format, and the same ones', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers, questions, async (answers, question) => {
        const envelope = await exactly(answers, written(question));
        const cells = envelope.rows.flatMap((row) => Object.values(row));
        expect(cells.filter((cell) => typeof cell === 'number' && !Number.isFinite(cell))).toEqual([]);
        const arrow = writeFigures('application/vnd.apache.arrow.stream', envelope) as Uint8Array;
        expect(tableFromIPC(arrow).toArray()).toEqual(envelope.rows);
        const csv = writeFigures('text/csv', envelope) as string;
        expect(csv.trimEnd().split('\n').length).toBe(envelope.rows.length + 1);
        expect(csv).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on the order of the answers', async () => {
    const shuffled = someAnswers.chain((answers) =>
      fc.record({ answers: fc.constant(answers), other: fc.shuffledSubarray(answers, { minLength: answers.length }) }),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, questions, async ({ answers, other }, question) => {
        expect((await exactly(other, written(question))).rows).toEqual(
          (await exactly(answers, written(question))).rows,
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('weights', () => {
  const women = times(30, { sex: 1, need: [1] });
  const men = times(10, { sex: 2, need: [1, 2] });

  it('are the newest version where there is one, and the envelope and every row say so', async () => {
    const envelope = await exactly([...women, ...men], { variable: 'need' });
    expect(envelope).toMatchObject({
      weights: { kind: 'calibrated', version: 3 },
      ...{ varianceMethod: 'linearisation', interval: 'confidence', base: 'respondents' },
    });
    expect(envelope.rows.map(({ weights }) => weights)).toEqual(new Array(4).fill('calibrated'));
    // 30 women of 1.5 and 10 men of 0.75
    expect(envelope.rows[1]?.estimate).toBeCloseTo(7.5 / 52.5, 12);
  });

  it('do not change what is counted', async () => {
    const envelope = await exactly([...women, ...men], { variable: 'need', statistic: 'count' });
    expect(envelope).toMatchObject({
      weights: { kind: 'none', version: null },
      varianceMethod: null,
      interval: 'none',
    });
    expect(envelope.rows.map(({ estimate }) => estimate)).toEqual([40, 10, 0, 0]);
  });

  it('leave a share of 0 or 1 the score interval of as many respondents as they are worth', async () => {
    const { rows } = await exactly([...women, ...men], { variable: 'need' });
    const nEff = 52.5 ** 2 / (30 * 1.5 ** 2 + 10 * 0.75 ** 2);
    expect(rows[0]).toMatchObject({ estimate: 1, se: 0, ciLow: expect.closeTo(wilson(1, nEff)[0], 10), ciHigh: 1 });
    expect(rows[3]).toMatchObject({ estimate: 0, se: 0, ciLow: 0, ciHigh: expect.closeTo(wilson(0, nEff)[1], 10) });
  });

  it.each([
    ['count', 'calibrated', 'none'],
    ['proportion', 'design', 'none'],
  ])('that do not exist for a %s are named: %s', async (statistic, weights, known) => {
    const census = smallSurvey([20], { id: 'census', sampleType: 'census' });
    const failing = exactly(women, { variable: 'need', statistic, weights }, census);
    await expect(failing).rejects.toMatchObject({ code: 'unknown_parameter', values: { known } });
  });
});

describe('a total', () => {
  const open = smallSurvey();
  const people = [...times(30, { sex: 1, toTrain: [2, 3] }), ...times(10, { sex: 2, toTrain: null })];

  it.each(['calibrated', 'design', 'none', ''])('of volunteers is refused with weights "%s"', async (weights) => {
    const failing = exactly(people, { variable: 'need', statistic: 'total', weights }, open);
    await expect(failing).rejects.toMatchObject({ code: 'not_for_volunteers' });
    await expect(failing).rejects.toBeInstanceOf(Problem);
  });

  it('of what firms say is their sum, without an error', async () => {
    const envelope = await exactly(people, { variable: 'toTrain', statistic: 'total' }, open);
    expect(envelope).toMatchObject({
      weights: { kind: 'none', version: null },
      varianceMethod: null,
      interval: 'none',
      n: 40,
    });
    expect(envelope.rows).toMatchObject([{ category: null, n: 30, estimate: 150, se: null, ciLow: null }]);
  });

  it('of a number in the population is refused of volunteers', async () => {
    const failing = exactly(people, { variable: 'toTrain', statistic: 'total', weights: 'calibrated' }, open);
    await expect(failing).rejects.toMatchObject({ code: 'not_for_volunteers' });
  });

  it('of volunteers is told when the weights know their education', async () => {
    const variables = new Map(open.variables);
    variables.set('ageClass', { ...open.variables.get('ageClass')!, role: 'education' });
    const educated = smallSurvey([20], { variables });
    const { rows, interval } = await exactly(people, { variable: 'need', statistic: 'total' }, educated);
    expect(interval).toBe('indicative');
    expect(rows[0]).toMatchObject({ category: 'english', n: 40, estimate: 52.5, weights: 'calibrated' });
  });

  it('that the margins fix has no error', async () => {
    const classes = version.classes.map((one) => ({ ...one, weight: 1.25 }));
    await storeWeights(temporary.database, { version: 4, classes });
    const all = [1, 2].flatMap((sex) => [1, 2, 3].flatMap((ageClass) => times(12, { sex, ageClass })));
    const { rows, weights } = await exactly(all, { variable: 'sex', statistic: 'total' });
    expect(weights).toEqual({ kind: 'calibrated', version: 4 });
    expect(rows.map(({ estimate, se }) => [estimate, se])).toEqual([
      [45, 0],
      [45, 0],
    ]);
  });
});
