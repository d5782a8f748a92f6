/** The dimensions of a survey: what a figure may be divided and filtered by. */
import type { CompiledSurvey, CompiledVariable } from '../survey/registry/registry.ts';
import type { TerritoryLevel } from './contract.ts';
import { levels } from './territory.ts';

/** A value of a dimension; `number` stands for it in the typed tables. */
export interface DimensionCategory {
  readonly code: string;
  readonly number: number;
  /** derived from a sensitive answer: the release asks for more people */
  readonly flagged: boolean;
}

/**
 * - `name`: how a table of the release plan calls it (`province`, `targetGroup`, `sex`)
 * - `variable`: how the API calls it and names the column of a row (`territory`, `targetGroup`, `sex`)
 * - `column`: its column of the typed table; numbers of categories, or a bitmask when `overlapping`
 * - `overlapping`: one respondent may stand in several of its categories
 */
export interface Dimension {
  readonly name: string;
  readonly variable: string;
  readonly level: TerritoryLevel | null;
  readonly column: string;
  readonly overlapping: boolean;
  readonly categories: readonly DimensionCategory[];
}

const known = new WeakMap<CompiledSurvey, ReadonlyMap<string, Dimension>>();

/** Every dimension by its name in the release plan; the territory gives one for each level that has places. */
export function dimensionsOf(survey: CompiledSurvey): ReadonlyMap<string, Dimension> {
  const found = known.get(survey) ?? compile(survey);
  known.set(survey, found);
  return found;
}

/** How the address writes a dimension: `territory:province`, `sex`. */
export function written(dimension: Dimension): string {
  return dimension.level === null ? dimension.variable : `${dimension.variable}:${dimension.level}`;
}

export const isTerritory = (variable: CompiledVariable): boolean => variable.role === 'territory';

/** Target groups overlap and stand as a bitmask; every other variable of several ticks is a list. */
export const isBitmask = (variable: CompiledVariable): boolean =>
  variable.role === 'targetGroup' && variable.type === 'multiple';

function compile(survey: CompiledSurvey): ReadonlyMap<string, Dimension> {
  const open = [...survey.variables.values()].filter((one) => one.dimension && one.table === 'answer');
  const dimensions = open.flatMap((one) => (isTerritory(one) ? territories(survey, one) : plain(survey, one)));
  return new Map(dimensions.map((dimension) => [dimension.name, dimension]));
}

function territories(survey: CompiledSurvey, variable: CompiledVariable): Dimension[] {
  return levels.flatMap((level) => {
    const places = survey.territories.filter((place) => place.level === level);
    if (places.length === 0) return [];
    const categories = places.map(({ code, id }) => ({ code, number: id, flagged: false }));
    return [{ name: level, variable: variable.name, level, column: level, overlapping: false, categories }];
  });
}

function plain(survey: CompiledSurvey, variable: CompiledVariable): Dimension[] {
  const { name, column, type } = variable;
  const overlapping = isBitmask(variable);
  if (column === null || (type !== 'single' && type !== 'scale' && !overlapping)) return [];
  const sensitive = new Set(survey.targetGroups.filter((group) => group.flagged).map((group) => group.key));
  const flagged = (code: string) => variable.flagged || (variable.role === 'targetGroup' && sensitive.has(code));
  const categories = variable.categories.map(({ code, number }) => ({ code, number, flagged: flagged(code) }));
  return [{ name, variable: name, level: null, column, overlapping, categories }];
}
