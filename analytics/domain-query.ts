/** The two parameters that say whom a figure is about: `by` divides, `where` filters. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import { isTerritory, type Dimension, type DimensionCategory } from './dimension.ts';
import { unknownParameter, unknownWord } from './fault.ts';

/** Respondents whose value of the dimension is one of these categories, each once, in the codebook's order. */
export interface Filter {
  readonly dimension: Dimension;
  readonly categories: readonly DimensionCategory[];
}

type Dimensions = ReadonlyMap<string, Dimension>;
const most = 3;

/**
 * Reads `territory:province,targetGroup`.
 * @throws Problem not_a_dimension, unknown_level, unknown_parameter (more than three, or one twice)
 */
export function readBy(survey: CompiledSurvey, dimensions: Dimensions, text: string): Dimension[] {
  if (text === '') return [];
  const by = text.split(',').map((word) => divisionNamed(survey, dimensions, word));
  if (by.length > most) throw unknownParameter('by', text, [`0–${most}`]);
  const twice = by.find((one, index) => by.findIndex((other) => other.variable === one.variable) < index);
  if (twice) throw unknownParameter('by', text, namesOf(dimensions));
  return by;
}

/**
 * Reads `territory:076,077;sex:f`. The level of a territory is recognised from its codes.
 * @throws Problem not_a_dimension, unknown_category, unknown_parameter (one dimension twice, codes of two levels)
 */
export function readWhere(survey: CompiledSurvey, dimensions: Dimensions, text: string): Filter[] {
  if (text === '') return [];
  const filters = text.split(';').map((part) => filterNamed(survey, dimensions, part));
  const sorted = filters.toSorted((a, b) => (a.dimension.variable < b.dimension.variable ? -1 : 1));
  const twice = sorted.find((one, index) => one.dimension.variable === sorted[index - 1]?.dimension.variable);
  if (twice) throw unknownParameter('where', twice.dimension.variable, namesOf(dimensions));
  return sorted;
}

function divisionNamed(survey: CompiledSurvey, dimensions: Dimensions, word: string): Dimension {
  const [name = '', level] = split(word);
  const variable = survey.variables.get(name);
  if (variable && isTerritory(variable)) {
    const found = [...dimensions.values()].find((one) => one.variable === name && one.level === level);
    if (found) return found;
    throw unknownWord('unknown_level', 'by', level ?? '', levelsOf(dimensions));
  }
  const found = dimensions.get(name);
  if (found === undefined || found.level !== null || level !== undefined) throw notADimension('by', word, dimensions);
  return found;
}

function filterNamed(survey: CompiledSurvey, dimensions: Dimensions, part: string): Filter {
  const [name, text = ''] = split(part);
  const variable = survey.variables.get(name);
  const candidates = [...dimensions.values()].filter((one) => one.variable === name);
  if (variable === undefined || candidates.length === 0) throw notADimension('where', name, dimensions);
  const codes = [...new Set(text.split(','))];
  const found = candidates.find((one) => codes.every((code) => has(one, code)));
  if (found) return { dimension: found, categories: found.categories.filter((one) => codes.includes(one.code)) };
  throw noSuchCodes(name, codes, candidates);
}

function noSuchCodes(name: string, codes: readonly string[], candidates: readonly Dimension[]) {
  const stranger = codes.find((code) => !candidates.some((one) => has(one, code)));
  const known = candidates.flatMap((one) => one.categories.map((category) => category.code));
  if (stranger !== undefined) return unknownWord('unknown_category', 'where', stranger, known, name);
  return unknownParameter(
    'where',
    codes.join(','),
    candidates.map((one) => one.name),
  );
}

const has = (dimension: Dimension, code: string) => dimension.categories.some((one) => one.code === code);
const levelsOf = (dimensions: Dimensions) => [...dimensions.values()].flatMap((one) => one.level ?? []);
const namesOf = (dimensions: Dimensions) => [...new Set([...dimensions.values()].map((one) => one.variable))];

function notADimension(path: string, name: string, dimensions: Dimensions) {
  return unknownWord('not_a_dimension', path, name, namesOf(dimensions));
}

/** `name:rest` → [name, rest]; without a colon the second is undefined. */
function split(word: string): [string, string | undefined] {
  const at = word.indexOf(':');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
