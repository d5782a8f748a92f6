/** Places wanted on courses: the ranked needs of who would attend, by the kind of course that can serve them. */
import type { CodebookVariable, CompiledCodebook } from '../codebook/codebook.ts';
import { missingCodes } from '../contract.ts';
import { ruleSql, type Rule } from '../target-group.ts';
import { renumbered } from './child.ts';
import { missingColumnOf, placeKey, type TypedVariable } from './column.ts';
import { identifier } from './expression.ts';
import type { TypedTableSource } from './table.ts';

/**
 * Columns of the wide table: all places wanted, and these in three parts without a person in common. Who can follow
 * neither in person nor online is in none of the parts.
 */
export const demandColumnOf = {
  demand: 'demand',
  demandInPerson: 'demand_in_person',
  demandOnline: 'demand_online',
  demandEither: 'demand_either',
} as const;
export type DemandName = keyof typeof demandColumnOf;

export const demandMissing = missingColumnOf(demandColumnOf.demand);

export const demandColumns = [
  ...Object.values(demandColumnOf).map((column) => `${column} SMALLINT[]`),
  `${demandMissing} SMALLINT DEFAULT ${missingCodes.not_shown}`,
];

type Typed = ReadonlyMap<string, TypedVariable>;

/**
 * The expressions that fill these columns, on a row that has all other columns of the version.
 * Of a version that asks no need or no order of needs nothing is told: the columns keep their defaults.
 */
export function demandSql({ demand, variables }: TypedTableSource, codebook: CompiledCodebook, typed: Typed): string[] {
  const need = codebook.variables.find(({ role, sources }) => role === 'need' && sources.length > 0);
  const ranked = need ? rankedSql(codebook, need, typed) : [];
  if (demand === null || need === undefined || ranked.length === 0) return [];
  const missing = missingSql(typed.get(need.name)!, codebook, typed);
  const intends = isTrue(demand.intends);
  const inPerson = demand.inPerson ? `NOT ${isFalse(demand.inPerson)}` : 'true';
  const online = demand.online ? isTrue(demand.online) : 'false';
  const skills = `list_sort(list_distinct(list_filter([${ranked.join(', ')}], lambda skill: skill IS NOT NULL)))`;
  const told = (condition: string, name: DemandName) =>
    `CASE WHEN (${missing}) IS NULL THEN CASE WHEN ${condition} THEN ${skills} ELSE [] END END::SMALLINT[] AS ${demandColumnOf[name]}`;
  return [
    told(intends, 'demand'),
    told(`${intends} AND ${inPerson} AND NOT ${online}`, 'demandInPerson'),
    told(`${intends} AND ${online} AND NOT ${inPerson}`, 'demandOnline'),
    told(`${intends} AND ${online} AND ${inPerson}`, 'demandEither'),
    `${missing} AS ${demandMissing}`,
  ];

  function isTrue(rule: Rule): string {
    return `coalesce(${ruleSql(rule, variables)}, false)`;
  }

  function isFalse(rule: Rule): string {
    return `(NOT coalesce(${ruleSql(rule, variables)}, true))`;
  }
}

/** The skills that somebody put in order, as numbers of `need`; NULL where a place of the order is empty. */
export function rankedSql({ variables }: CompiledCodebook, need: CodebookVariable, typed: Typed): string[] {
  return variables
    .filter(({ role }) => role === 'first')
    .flatMap((variable) =>
      variable.sources
        .filter(({ repeat }) => repeat === null)
        .map((source) => identifier(typed.get(variable.name)!.places.get(placeKey(source))!))
        .map((column) => renumbered(variable, need, column)),
    );
}

/** Why nothing is known: the need or the intention was left open. Who does not know whether to attend wants no place. */
export function missingSql(need: TypedVariable, { variables }: CompiledCodebook, typed: Typed): string {
  const left = `${missingCodes.skipped}, ${missingCodes.refused}`;
  const intentions = variables
    .filter(({ role, sources }) => role === 'intention' && sources.length > 0)
    .flatMap(({ name }) => typed.get(name)?.column ?? [])
    .map((column) => `CASE WHEN ${identifier(column)} IN (${left}) THEN ${identifier(column)} END`);
  return `coalesce(${[identifier(need.missingColumn!), ...intentions, 'NULL'].join(', ')})::SMALLINT`;
}
