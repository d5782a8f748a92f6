/** From an identifier to the question behind it: the names of the survey whose letters fit, held against the check. */
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { dimensionsOf, written } from '../dimension.ts';
import { traineeMeasuresOf } from '../trainee.ts';
import { levelMeasuresOf } from '../level.ts';
import { measuresOf, numbersOf } from '../measure.ts';
import { checkOf, codeTag, nameTag, type Sketch } from './id.ts';
import type { Question } from './question.ts';

/** Readings that are tried: names rarely share their letters, and a forged identifier is not worth more. */
const mostReadings = 2_000;

/** @returns null when no question about this survey and snapshot has the identifier */
export function questionBehind(survey: CompiledSurvey, snapshot: string, sketch: Sketch): Question | null {
  const readings = readingsOf(survey, sketch);
  if (readings.reduce((product, { length }) => product * length, 1) > mostReadings) return null;
  for (const reading of choices(readings)) {
    const question = asQuestion(sketch, reading);
    if (question && checkOf(survey.id, snapshot, question) === sketch.check) return question;
  }
  return null;
}

/** What each name and code of the sketch may stand for, in one list: variable, by, where, categories. */
function readingsOf(survey: CompiledSurvey, { variable, by, where, category }: Sketch): (readonly string[])[] {
  const dimensions = [...dimensionsOf(survey).values()];
  const measures = [
    ...[...measuresOf(survey), ...numbersOf(survey)],
    ...[...levelMeasuresOf(survey), ...traineeMeasuresOf(survey)],
  ];
  const filters = [...new Set(dimensions.map((one) => one.variable))];
  const values = distinct(dimensions.flatMap(({ categories }) => categories.map(({ code }) => code)));
  const categories = distinct(measures.flatMap((one) => one.categories.map(({ code }) => code)));
  const named = (names: readonly string[], tag: string) => names.filter((name) => nameTag(name) === tag);
  const coded = (codes: ReadonlyMap<string, readonly string[]>, tag: string) => codes.get(tag) ?? [];
  return [
    named(
      measures.map(({ name }) => name),
      variable,
    ),
    ...by.map((tag) => named(dimensions.map(written), tag)),
    ...where.flatMap(([tag, codes]) => [named(filters, tag), ...codes.map((code) => coded(values, code))]),
    ...(category ?? []).map((tag) => coded(categories, tag)),
  ];
}

/** Codes by their letters, each once. */
function distinct(codes: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(new Set(codes), codeTag);
}

/** The sketch with one reading of each of its names; null when the reading lacks one. */
function asQuestion(sketch: Sketch, reading: readonly string[]): Question | null {
  const words = reading[Symbol.iterator]();
  const next = () => words.next().value ?? '';
  const variable = next();
  const by = sketch.by.map(next);
  const where = sketch.where.map(([, codes]) => [next(), codes.map(next)] as const);
  const category = sketch.category?.map(next) ?? null;
  const { statistic, weights, base } = sketch;
  return variable === '' ? null : { variable, statistic, by, where, category, weights, base };
}

/** Every choice of one word from each list, one at a time. */
function* choices(lists: readonly (readonly string[])[], chosen: readonly string[] = []): Generator<readonly string[]> {
  const list = lists[chosen.length];
  if (list === undefined) return yield chosen;
  for (const word of list) yield* choices(lists, [...chosen, word]);
}
