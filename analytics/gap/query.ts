/** A question for the gap: read from the address, and what of the survey it names. */
import { Problem } from '../../problem.ts';
import type { Registry, SurveyEntry } from '../../survey/registry/registry.ts';
import { GapQuery, type GapChoice, type TerritoryLevel } from '../contract.ts';
import { dimensionsOf } from '../dimension.ts';
import { unknownParameter, unknownWord } from '../fault.ts';

export type ReadGap = Required<Pick<GapQuery, 'survey' | 'place' | 'group' | 'member' | 'skills'>> & {
  readonly level: TerritoryLevel | '';
  /** 0 to 1 */
  readonly takeUp: number;
  readonly from: string;
};

/** Surveys of a programme that tell places wanted, and whose answers may be published. */
export function tellingSurveys(registry: Pick<Registry, 'entries' | 'programme'>, programme: string): SurveyEntry[] {
  registry.programme(programme);
  return registry
    .entries()
    .filter(({ compiled, life }) => compiled.programme === programme && !['draft', 'pilot'].includes(life.state))
    .filter(({ compiled }) => compiled.variables.get('demand')?.role === 'demand');
}

/** @throws Problem unknown_parameter, missing_parameter, unknown_level, not_a_dimension, unknown_category */
export function readGap(surveys: readonly SurveyEntry[], input: unknown): ReadGap & { readonly entry: SurveyEntry } {
  const query = parsed(input, surveys);
  const entry = surveys.find(({ compiled }) => compiled.id === query.survey);
  if (entry === undefined) throw unknownParameter('survey', query.survey, surveys.map(idOf));
  const choice = choiceOf(entry);
  if (query.level !== '' && !choice.levels.includes(query.level)) {
    throw unknownWord('unknown_level', 'level', query.level, choice.levels);
  }
  if (query.group !== '' && !choice.groups.includes(query.group)) {
    throw unknownWord('not_a_dimension', 'group', query.group, choice.groups);
  }
  mustBeCode(entry, 'place', query.level, query.place);
  mustBeCode(entry, 'member', query.group, query.member);
  return { ...query, entry, takeUp: query.takeUp / 100 };
}

/** @param dimension  whose code it is, empty where nothing is divided */
function mustBeCode({ compiled }: SurveyEntry, parameter: string, dimension: string, code: string): void {
  if (code === '') return;
  const known =
    dimensionsOf(compiled)
      .get(dimension)
      ?.categories.map((one) => one.code) ?? [];
  if (!known.includes(code)) throw unknownWord('unknown_category', parameter, code, known, dimension);
}

function parsed(input: unknown, surveys: readonly SurveyEntry[]) {
  const result = GapQuery.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const names = Object.keys(GapQuery.shape);
  if (issue.code === 'unrecognized_keys') throw unknownParameter('query', issue.keys[0] ?? '', names);
  const name = String(issue.path[0]);
  const value = (input as Readonly<Record<string, unknown>>)[name];
  if (value === undefined)
    throw new Problem('missing_parameter', { parameter: name, known: surveys.map(idOf).join(', ') });
  throw unknownParameter(name, JSON.stringify(value), [accepted[name] ?? 'text']);
}

const accepted: Readonly<Record<string, string>> = { takeUp: '1–100', from: 'YYYY-MM-DD' };

const idOf = ({ compiled }: SurveyEntry) => compiled.id;

/** The levels of the programme's map that the survey's places have, and the dimensions of one group of people each. */
export function choiceOf({ compiled }: SurveyEntry): GapChoice {
  const dimensions = [...dimensionsOf(compiled).values()];
  return {
    survey: compiled.id,
    levels: dimensions.flatMap(({ level }) => level ?? []),
    groups: dimensions.flatMap(({ level, name }) => (level === null ? [name] : [])),
  };
}
