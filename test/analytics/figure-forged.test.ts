import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeFigureId } from '../../analytics/figure/id.ts';
import { createAnalytics } from '../../analytics/service.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { k, openStage, times } from './stage.ts';
import { storeWeights } from './weighted.ts';

const { database, publish } = openStage();

const several = (words: readonly string[]) => fc.array(fc.constantFrom(...words), { maxLength: 4 });
const aQuestion = fc.record({
  variable: fc.constantFrom('need', 'sex', 'targetGroup', 'englishNow', 'disability', 'toTrain', 'later', 'territory'),
  statistic: fc.constantFrom('count', 'proportion', 'total', 'mean', 'median'),
  weights: fc.constantFrom('none', 'calibrated', 'design'),
  base: fc.constantFrom('respondents', 'mentions'),
  by: several(['sex', 'ageClass', 'targetGroup', 'territory:municipality', 'territory:area']),
  where: fc.array(
    fc.tuple(fc.constantFrom('sex', 'ageClass', 'territory'), several(['f', 'm', '16-29', '077', '076001'])),
    { maxLength: 2 },
  ),
  category: fc.option(several(['english', 'f', 'yes', 'young', '1'])),
});

describe('an identifier that somebody made up', () => {
  it('leads to the figure that would be answered, or is found nowhere: no other answer', async () => {
    for (const kind of ['calibrated', 'design'] as const) {
      const id = `forged-${kind}`;
      await storeWeights(database(), { survey: id, kind });
      const { analytics, ask } = await publish(times(40, {}), { id });
      const snapshot = ask({ variable: 'need' }).snapshot?.id ?? '';
      const answer = (question: Parameters<typeof writeFigureId>[2]) =>
        analytics.figure(writeFigureId(id, snapshot, question)).then(
          ({ then, now }) => void expect(now).toEqual(then),
          (error: unknown) => void expect(error).toMatchObject({ code: 'unknown_figure' }),
        );
      await fc.assert(fc.asyncProperty(aQuestion, answer), { numRuns: 400 });
    }
  });

  it('for more rows than are ever served is found nowhere', async () => {
    const { survey, ask } = await publish(times(20, {}));
    const [first] = survey.territories.slice(-1);
    const places = Array.from({ length: 4000 }, (_, at) => ({ ...first!, id: 100 + at, code: `c${at}` }));
    const wide: CompiledSurvey = { ...survey, territories: [...survey.territories, ...places] };
    const analytics = createAnalytics({ database: database(), surveys: () => wide, k });
    const snapshot = ask({ variable: 'need' }).snapshot?.id ?? '';
    const question = { variable: 'need', statistic: 'count', weights: 'none', base: 'respondents' };
    const id = (by: string[]) => writeFigureId(survey.id, snapshot, { ...question, by, where: [], category: null });
    const wideId = id(['territory:municipality', 'targetGroup']);
    await expect(analytics.figure(wideId)).rejects.toMatchObject({ code: 'unknown_figure' });
    expect((await analytics.figure(id(['targetGroup']))).then.rows).toHaveLength(12);
  });
});
