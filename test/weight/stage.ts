/** Weights of made-up answers to the small survey, on a database of its own. */
import fc from 'fast-check';
import { afterAll, beforeAll } from 'vitest';
import { runWeights } from '../../analytics/weight/version-run.ts';
import type { WeightVersion } from '../../analytics/weight/version.ts';
import type { Database } from '../../data/database.server.ts';
import type { Margin } from '../../survey/programme/reference.ts';
import type { WeightingSettings } from '../../survey/programme/schema-weighting.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { times } from '../analytics/stage.ts';
import { fillAnswers, smallSurvey, type Answer } from '../analytics/survey.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';

export const line = (variable: string, category: string, count: number, more: Partial<Margin> = {}): Margin => ({
  ...{ territory: 'region:17', variable, category, count, source: 'Census', year: 2025 },
  ...more,
});
export const sexes = [line('sex', 'f', 5200), line('sex', 'm', 4800)];
export const ages = [line('ageClass', '16-29', 2000), line('ageClass', '30-54|55+', 8000)];

export interface Run {
  readonly survey: CompiledSurvey;
  readonly version: WeightVersion;
}

/** A database for the tests of one file. */
export function openWeights() {
  let temporary: TemporaryDatabase;
  let made = 0;
  beforeAll(async () => {
    temporary = await temporaryDatabase();
  });
  afterAll(() => temporary.remove());
  const database = (): Database => temporary.database;

  /** Weights of answers, as a survey of its own. */
  const weigh = async (
    answers: readonly Answer[],
    settings: WeightingSettings = {},
    lines: readonly Margin[] = [...sexes, ...ages],
    parts: Partial<CompiledSurvey> = {},
  ): Promise<Run> => {
    made += 1;
    const survey = smallSurvey([1], { id: `weighted-${made}`, ...parts });
    await fillAnswers(database(), answers);
    return { survey, version: await runWeights(database(), { survey, settings, lines }, { today: '2026-06-15' }) };
  };
  return { database, weigh };
}

export const everyCell = [1, 2].flatMap((sex) => [1, 2, 3].map((ageClass) => ({ sex, ageClass })));
/** At least one answer in each cell, so that every margin can be met. */
export const someAnswers = (extra: fc.Arbitrary<Partial<Answer>>) =>
  fc.array(extra, { maxLength: 60 }).map((list) => [...everyCell, ...list].flatMap((one) => times(1, one)));
export const complete = fc.record({ sex: fc.integer({ min: 1, max: 2 }), ageClass: fc.integer({ min: 1, max: 3 }) });
export const maybeNot = fc.record({ sex: fc.constantFrom(1, 2, -3, -2), ageClass: fc.constantFrom(1, 2, 3, -3) });

/** Σ w over the respondents of classes that a condition picks. */
export const sumOf = ({ classes }: WeightVersion, pick: (levels: readonly (number | null)[]) => boolean) =>
  classes.filter(({ levels }) => pick(levels)).reduce((sum, { n, weight }) => sum + n * weight, 0);
export const axisOf = ({ dimensions }: WeightVersion, name: string) => dimensions.findIndex((one) => one.name === name);
export const noTrim = { trim: null };
