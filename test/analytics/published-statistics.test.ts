import fc from 'fast-check';
import { tableFromIPC } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import type { EstimateEnvelope, EstimateQuery } from '../../analytics/contract.ts';
import { estimateExactly } from '../../analytics/exact.ts';
import { writeFigures } from '../../analytics/format.ts';
import { svydesign, svymean } from '../../analytics/index.ts';
import { Problem } from '../../problem.ts';
import { anyQuestion, anAnswer, asked } from './arbitrary.ts';
import { k, openStage, shown, times } from './stage.ts';
import { isPlaced, smallSurvey, type Answer } from './survey.ts';

const { database, publish } = openStage();
const levels = (counts: readonly number[], more: Partial<Answer> = {}) =>
  counts.flatMap((count, place) => times(count, { englishNow: place + 1, ...more }));

describe('published figures, with every statistic and base', () => {
  it('equal the exact ones wherever they are shown; of mentions, all but the error', async () => {
    const someAnswers = fc.array(anAnswer.filter(isPlaced), { minLength: 40, maxLength: 150 });
    const questions = anyQuestion(smallSurvey(), ['none']).filter(({ statistic }) => statistic !== 'total');
    await fc.assert(
      fc.asyncProperty(
        someAnswers,
        fc.array(questions, { minLength: 30, maxLength: 30 }),
        async (answers, questions) => {
          const { ask, survey } = await publish(answers);
          for (const question of questions) {
            const query = { ...asked(question, question.statistic), base: question.base };
            const exact = await estimateExactly(database(), survey, query, k);
            for (const [place, row] of ask(query).rows.entries()) {
              if (row.state !== 'shown') continue;
              const { n, estimate } = exact.rows[place]!;
              if (question.base === 'respondents') expect(row).toEqual(exact.rows[place]);
              else if (n! > 1)
                expect(row).toMatchObject({
                  n,
                  estimate: estimate === null ? null : expect.closeTo(estimate, 12),
                  se: null,
                });
            }
          }
        },
      ),
      { numRuns: 6 },
    );
  });

  it('are shown by three dimensions where the plan has such a table', async () => {
    const { ask } = await publish(levels([10, 0, 0, 10], { municipality: 7 }));
    const by = 'territory:area,sex,ageClass';
    const found = shown(ask({ variable: 'englishNow', statistic: 'mean', by }));
    expect(found).toMatchObject([{ territory: 'north', sex: 'f', ageClass: '16-29', n: 20, estimate: 2.5 }]);
    expect(shown(ask({ variable: 'englishNow', by: 'territory:municipality,sex,ageClass' }))).toEqual([]);
  });
});

describe('of a scale', () => {
  it('the mean is what svymean gives, and the median lies inside a category', async () => {
    const { ask } = await publish(levels([10, 20, 6, 4]));
    const [mean] = ask({ variable: 'englishNow', statistic: 'mean' }).rows;
    const column = levels([10, 20, 6, 4]).map(({ englishNow }) => englishNow);
    const { estimate, se, ciLow, ciHigh } = svymean(svydesign({ weights: column.map(() => 1) }), column);
    expect(mean).toMatchObject({ category: null, n: 40, nEff: 40, weights: 'none' });
    for (const [name, value] of Object.entries({ estimate, se, ciLow, ciHigh }))
      expect(mean![name]).toBeCloseTo(value!, 12);
    // half of 40 is reached by 10 of the 20 whose level is 2, between 1.5 and 2.5
    const [median] = ask({ variable: 'englishNow', statistic: 'median' }).rows;
    expect(median).toMatchObject({ n: 40, estimate: 2 });
    expect(median!.ciLow).toBeLessThan(2);
  });

  it('whose codes are no numbers, the values are 1, 2, 3 in their order', async () => {
    const survey = smallSurvey();
    const variable = survey.variables.get('englishNow')!;
    const categories = variable.categories.map((one, place) => ({
      ...one,
      code: ['never', 'seldom', 'often', 'daily'][place]!,
    }));
    const variables = new Map(survey.variables).set('englishNow', { ...variable, categories });
    const { ask } = await publish(levels([10, 0, 0, 10]), { variables });
    expect(ask({ variable: 'englishNow', statistic: 'mean' }).rows[0]?.estimate).toBe(2.5);
  });

  it('a census has a mean and no error', async () => {
    const { ask } = await publish(levels([10, 0, 0, 10]), { sampleType: 'census' });
    const envelope = ask({ variable: 'englishNow', statistic: 'mean' });
    expect(envelope).toMatchObject({ varianceMethod: null, interval: 'none' });
    expect(envelope.rows[0]).toMatchObject({ estimate: 2.5, se: null, ciLow: null });
  });
});

describe('of mentions', () => {
  it('the shares of all categories add up to 1, and have no error', async () => {
    const { ask } = await publish([
      ...times(10, { need: [1, 2] }),
      ...times(10, { need: [1] }),
      ...times(5, { need: [] }),
    ]);
    const envelope = ask({ variable: 'need', base: 'mentions' });
    expect(envelope).toMatchObject({ base: 'mentions', varianceMethod: null, interval: 'none' });
    expect(envelope.rows.map(({ estimate }) => estimate)).toEqual([20 / 30, 10 / 30, 0, 0]);
    expect(envelope.rows[0]).toMatchObject({ n: 25, se: null });
    // fewer categories asked for are shares of the same mentions
    const [english] = ask({ variable: 'need', base: 'mentions', category: 'english' }).rows;
    expect(english?.estimate).toBe(20 / 30);
  });

  it('of nobody who ticked anything there is no share', async () => {
    const { ask } = await publish(times(10, { need: [] }));
    expect(ask({ variable: 'need', base: 'mentions' }).rows[0]).toMatchObject({
      n: 10,
      estimate: null,
      state: 'shown',
    });
  });
});

describe('a total', () => {
  it('of volunteers is refused', async () => {
    const { ask } = await publish(times(10, {}));
    expect(() => ask({ variable: 'need', statistic: 'total' })).toThrow(
      new Problem('not_for_volunteers', { value: 'need' }),
    );
  });

  it('of what firms say is their sum over released cells, without an error', async () => {
    const firms = [...times(20, { municipality: 7, toTrain: [2, 3] }), ...times(20, { municipality: 9, toTrain: [4] })];
    const { ask, survey } = await publish(firms);
    const query = { variable: 'toTrain', statistic: 'total', by: 'territory:municipality' };
    const envelope = ask(query);
    expect(envelope).toMatchObject({ weights: { kind: 'none' }, varianceMethod: null, interval: 'none' });
    const exact = await estimateExactly(database(), survey, query, k);
    expect(shown(envelope)).toEqual(exact.rows.filter(({ n }) => n! >= k));
    expect(shown(envelope).map(({ territory, n, estimate }) => [territory, n, estimate])).toEqual([
      ['076001', 20, 100],
      ['076003', 20, 80],
    ]);
    expect(shown(ask({ ...query, statistic: 'mean' }))).toEqual([]);
  });

  it('of a census is its count', async () => {
    const { ask } = await publish(times(10, {}), { sampleType: 'census' });
    expect(ask({ variable: 'need', statistic: 'total' }).rows[0]).toMatchObject({ n: 10, estimate: 10, se: null });
  });
});

describe('zero, not published and not asked', () => {
  const queries: EstimateQuery[] = [
    { variable: 'need', category: 'welding', by: 'territory:municipality' },
    { variable: 'later', category: 'yes' },
    { variable: 'toTrain', statistic: 'median' },
    { variable: 'englishNow', statistic: 'mean', by: 'territory:municipality' },
  ];
  const told = ({ rows }: EstimateEnvelope) => rows.slice(0, 2).map(({ state, estimate }) => [state, estimate]);

  it('differ in JSON, Arrow and CSV', async () => {
    const { ask } = await publish(times(10, { municipality: 7, englishNow: 1 }));
    const zero = ['shown', 0];
    const [hidden, unasked] = [
      ['not_published', null],
      ['not_asked', null],
    ];
    const answers = queries.map(ask);
    expect(answers.map(told)).toEqual([[zero, hidden], [unasked], [hidden], [['shown', 1], hidden]]);
    for (const envelope of answers) {
      const json = JSON.parse(writeFigures('application/json', envelope) as string) as EstimateEnvelope;
      expect(told(json)).toEqual(told(envelope));
      const arrow = tableFromIPC(writeFigures('application/vnd.apache.arrow.stream', envelope) as Uint8Array);
      expect(arrow.toArray()).toEqual(envelope.rows);
      const [header = '', ...lines] = (writeFigures('text/csv', envelope) as string).trimEnd().split(/\r?\n/);
      const cell = (line: string, name: string) => line.split(',')[header.split(',').indexOf(name)];
      const found = lines.slice(0, 2).map((line) => [cell(line, 'state'), cell(line, 'estimate')]);
      expect(found).toEqual(told(envelope).map(([state, estimate]) => [state, String(estimate ?? '')]));
    }
  });
});
