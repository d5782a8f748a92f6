/** Random answers and random questions for the small survey. */
import fc from 'fast-check';
import { dimensionsOf, written, type Dimension } from '../../analytics/dimension.ts';
import { basesOf, statisticsOf } from '../../analytics/measure.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { Answer } from './survey.ts';

const orMissing = (most: number) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: most }) },
    { weight: 1, arbitrary: fc.constantFrom(-1, -2, -3, -4) },
  );

/** Skewed over municipalities, so that some cells are empty, some small and some large. */
export const anAnswer: fc.Arbitrary<Answer> = fc.record({
  municipality: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(7, 9) },
    { weight: 2, arbitrary: fc.constantFrom(8, 10) },
    { weight: 1, arbitrary: fc.constantFrom(11, -3) },
  ),
  groups: fc.integer({ min: 0, max: 7 }),
  sex: orMissing(2),
  ageClass: orMissing(3),
  need: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }), { freq: 8 }),
  englishNow: orMissing(4),
  disability: orMissing(2),
  toTrain: fc.option(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 3 }), { freq: 4 }),
  marks: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(0, 1) }, { weight: 1, arbitrary: fc.constant(2) }),
});

export const someAnswers = fc.array(anAnswer, { minLength: 0, maxLength: 120 });

/** A question by its parts; `address` is how it is asked. */
export interface Question {
  readonly variable: string;
  readonly by: readonly Dimension[];
  readonly where: readonly { readonly dimension: Dimension; readonly codes: readonly string[] }[];
}

export const measures = ['need', 'englishNow', 'disability', 'sex', 'mainGroup', 'targetGroup'] as const;

export function aQuestion(survey: CompiledSurvey): fc.Arbitrary<Question> {
  const dimensions = fc.constantFrom(...dimensionsOf(survey).values());
  const once = { selector: (one: { variable: string }) => one.variable };
  const filter = dimensions.chain((dimension) =>
    fc.record({
      dimension: fc.constant(dimension),
      codes: fc.uniqueArray(fc.constantFrom(...dimension.categories.map((one) => one.code)), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  );
  return fc.record({
    variable: fc.constantFrom(...measures),
    by: fc.uniqueArray(dimensions, { ...once, maxLength: 3 }),
    where: fc.uniqueArray(filter, { selector: (one) => one.dimension.variable, maxLength: 2 }),
  });
}

/** What else a question says. */
export interface Asking {
  readonly statistic: string;
  readonly base: string;
  readonly weights: string;
}

/** A question about any variable, by any of its statistics, bases and weights. */
export function anyQuestion(survey: CompiledSurvey, weights: readonly string[]): fc.Arbitrary<Question & Asking> {
  return fc.constantFrom(...measures, 'toTrain').chain((name) => {
    const variable = survey.variables.get(name)!;
    return fc.constantFrom(...statisticsOf(variable)).chain((statistic) =>
      fc
        .record({
          question: aQuestion(survey),
          base: fc.constantFrom(...basesOf(variable, statistic)),
          weights: fc.constantFrom(...(statistic === 'count' ? ['none'] : weights)),
        })
        .map(({ question, base, weights }) => ({ ...question, variable: name, statistic, base, weights })),
    );
  });
}

/** As the API is asked. */
export function asked({ variable, by, where }: Question, statistic = 'count') {
  return {
    variable,
    statistic,
    by: by.map(written).join(','),
    where: where.map(({ dimension, codes }) => `${dimension.variable}:${codes.join(',')}`).join(';'),
  };
}
