/** The margins of a programme that a survey can be weighted by. */
import { Problem } from '../../problem.ts';
import { crossing, marginParts } from '../../survey/margin/category.ts';
import type { Margin as MarginLine } from '../../survey/programme/reference.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { dimensionsOf, type Dimension } from '../dimension.ts';
import { levels as territoryLevels } from '../territory.ts';
import type { Levels } from './version-class.ts';
import type { VersionMargin, WeightDimension } from './version.ts';

/** Stands for everybody in margins.csv. */
const everybody = 'total';

/**
 * The margins that are asked for by name, or else all that count the survey's whole territory and say more than the others.
 * A margin is of one level of places: below the whole territory its name begins with that level (`province*sex`). Of
 * several years the newest is taken.
 * @param lines  of the survey's programme
 * @throws Problem weights_no_margin, weights_nothing_known; both name those that fit
 */
export function marginsFor(
  survey: CompiledSurvey,
  lines: readonly MarginLine[],
  wanted: readonly string[] | undefined,
): VersionMargin[] {
  const fitting = [
    ...Map.groupBy(
      lines.flatMap((line) => placed(survey, line)),
      ({ name }) => name,
    ),
  ]
    .filter(([name]) => axesOf(survey, name) !== null)
    .map(([name, list]) => newest(name, list));
  if (wanted) return wanted.map((name) => fitting.find((one) => one.name === name) ?? noMargin(survey, name, fitting));
  const whole = fitting.filter(({ name }) => !territoryLevels.some((level) => level === name.split(crossing)[0]));
  const used = whole.filter((one) => !whole.some((other) => other !== one && implies(other, one)));
  return used.length > 0 ? used : noMargin(survey, '', fitting);
}

interface PlacedLine {
  readonly name: string;
  readonly category: string;
  readonly line: MarginLine;
}

/** A line about the whole territory stands by its variable; one about a part of it, crossed with the level of places. */
function placed(survey: CompiledSurvey, line: MarginLine): PlacedLine[] {
  const [level = '', code = ''] = line.territory.split(':');
  const places = survey.territories.filter((one) => one.level === level);
  if (!places.some((one) => one.code === code)) return [];
  const isTotal = line.variable === everybody;
  if (places.length === 1) return isTotal ? [] : [{ name: line.variable, category: line.category, line }];
  const join = (place: string, rest: string) => (isTotal ? place : `${place}${crossing}${rest}`);
  return [{ name: join(level, line.variable), category: join(code, line.category), line }];
}

function newest(name: string, list: readonly PlacedLine[]): VersionMargin {
  const year = Math.max(...list.map(({ line }) => line.year));
  const recent = list.filter(({ line }) => line.year === year);
  const sources = [...new Set(recent.map(({ line }) => line.source))].map((source) => ({ source, year }));
  return { name, levels: recent.map(({ category, line }) => ({ category, count: line.count })), sources };
}

/** The dimensions of a margin; null when the survey lacks one, or one puts somebody into several categories. */
export function axesOf(survey: CompiledSurvey, name: string): Dimension[] | null {
  const known = dimensionsOf(survey);
  const axes = name.split(crossing).map((axis) => known.get(axis));
  const plain = axes.flatMap((axis) => (axis && !axis.overlapping ? [axis] : []));
  return plain.length === axes.length ? plain : null;
}

/** Whether a margin follows from another, whose levels add up to its own. */
function implies(finer: VersionMargin, coarser: VersionMargin): boolean {
  const axes = coarser.name.split(crossing);
  const own = finer.name.split(crossing);
  if (own.length <= axes.length || !axes.every((axis) => own.includes(axis))) return false;
  return coarser.levels.every(({ category, count }) => {
    const inside = finer.levels.filter((level) =>
      codesBy(coarser.name, category).every(([axis, codes]) =>
        codesBy(finer.name, level.category).some(
          ([name, list]) => name === axis && list.every((one) => codes.includes(one)),
        ),
      ),
    );
    return inside.reduce((sum, one) => sum + one.count, 0) === count;
  });
}

function codesBy(name: string, category: string): (readonly [axis: string, codes: readonly string[]])[] {
  return (marginParts(name, category) ?? []).map(({ variable, categories }) => [variable, categories]);
}

/** The coarsest levels of each dimension that every margin can be told from. */
export function dividedBy(margins: readonly Pick<VersionMargin, 'name' | 'levels'>[]): WeightDimension[] {
  const groups = margins.flatMap(({ name, levels }) => levels.flatMap(({ category }) => codesBy(name, category)));
  return [...Map.groupBy(groups, ([axis]) => axis)].map(([name, list]) => {
    const codes = [...new Set(list.flatMap(([, own]) => own))];
    const signature = (code: string) => list.map(([, own]) => Number(own.includes(code))).join('');
    return { name, levels: [...Map.groupBy(codes, signature).values()] };
  });
}

/** Which level of a margin a class is in; −1 without a category, −2 when the margin does not count it. */
export function levelOfMargin(
  margin: VersionMargin,
  dimensions: readonly WeightDimension[],
): (levels: Levels) => number {
  const known = new Map<string, number>();
  const axes = margin.name.split(crossing).map((axis) => dimensions.findIndex(({ name }) => name === axis));
  const parts = margin.levels.map(({ category }) => codesBy(margin.name, category).map(([, codes]) => codes));
  return (levels) => {
    const own = axes.map((axis) => levels[axis] ?? null);
    const found = known.get(own.join()) ?? find(own);
    known.set(own.join(), found);
    return found;
  };
  function find(own: Levels): number {
    if (own.includes(null)) return -1;
    const codes = own.map((level, place) => dimensions[axes[place] ?? -1]?.levels[level ?? -1]?.[0] ?? '');
    const place = parts.findIndex((part) => part.every((list, axis) => list.includes(codes[axis] ?? '')));
    return place < 0 ? -2 : place;
  }
}

function noMargin(survey: CompiledSurvey, value: string, fitting: readonly VersionMargin[]): never {
  const known = fitting.map(({ name }) => name).join(', ') || '—';
  if (value === '') throw new Problem('weights_nothing_known', { survey: survey.id, known });
  throw new Problem('weights_no_margin', { survey: survey.id, value, known });
}
