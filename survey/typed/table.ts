/**
 * The typed tables of a survey: DDL, and the INSERT … SELECT that fills them from `response.raw`. SQL alone, set by
 * set; made from the codebook and the programme's rules, so that they can be rebuilt from the raw answers at any time.
 */
import type { CompiledCodebook } from '../codebook/codebook.ts';
import { hashOf } from '../hash.ts';
import type { DemandSettings } from '../programme/schema.ts';
import type { HoursSettings } from '../programme/schema-laboratory.ts';
import type { CompiledTargetGroup, CompiledTerritory } from '../registry/registry.ts';
import type { RuleVariables } from '../target-group.ts';
import { fillProfile, fillSkill } from './child.ts';
import { fixedColumns, missingColumnOf, typedVariables, type TypedVariable } from './column.ts';
import { demandColumns } from './demand.ts';
import { hoursColumns } from './hours.ts';
import { identifier } from './expression.ts';
import { fillAnswer } from './fill.ts';

/** What the tables are made from. `versions` are the codebooks of the instrument, oldest first. */
export interface TypedTableSource {
  readonly survey: string;
  /** whose areas the rows are placed in */
  readonly programme: string;
  readonly versions: readonly CompiledCodebook[];
  readonly variables: RuleVariables;
  readonly targetGroups: readonly CompiledTargetGroup[];
  /** which place lies where: the rows hold the numbers of all levels */
  readonly territories: readonly CompiledTerritory[];
  /** number of `main_group` for who is in none of the groups */
  readonly noGroup: number;
  /** what makes a ranked need a place wanted; null: no demand is told */
  readonly demand: DemandSettings | null;
  /** what makes a ranked need hours of laboratory; null: none are told */
  readonly hours: HoursSettings | null;
}

export interface TableNames {
  readonly answer: string;
  readonly skill: string | null;
  readonly profile: string | null;
}

/** Statements of one survey. */
export interface TypedTables {
  readonly names: TableNames;
  readonly create: readonly string[];
  /** by version, to run in order; they fill the answers after < seq ≤ upto of the one row of `projection_step` */
  readonly fill: ReadonlyMap<number, readonly string[]>;
  /** changes when the tables would be filled differently: time to rebuild */
  readonly hash: string;
}

/** Names of the typed tables: `answer_basilicata_citizens_2026` … */
export function tableNames(survey: string, codebook: CompiledCodebook): TableNames {
  const suffix = survey.replace(/[^a-z0-9]/g, '_');
  const hasNeeds = codebook.variables.some(({ role }) => role === 'need');
  const hasBlocks = codebook.repeats.length > 0;
  return {
    answer: `answer_${suffix}`,
    skill: hasNeeds ? `skill_${suffix}` : null,
    profile: hasBlocks ? `profile_${suffix}` : null,
  };
}

/** Makes the statements of a survey. Pure: the same source gives the same text and hash. */
export function typedTables(source: TypedTableSource): TypedTables {
  const names = tableNames(source.survey, source.versions.at(-1)!);
  const typed = typedVariables(source.versions);
  const create = createStatements(
    names,
    [...typed.values()],
    [...(source.demand ? demandColumns : []), ...(source.hours ? hoursColumns : [])],
  );
  const fill = new Map(
    source.versions.map((codebook) => [
      codebook.version,
      [
        fillAnswer(source, names.answer, codebook, typed),
        ...(names.profile ? [fillProfile(source.survey, names.profile, codebook, typed)] : []),
        ...(names.skill ? fillSkill(names.answer, names.skill, codebook, typed) : []),
      ],
    ]),
  );
  const places = source.territories.map(({ id, province, area }) => [id, province, area]);
  const basis = [create, [...fill.values()], places];
  return { names, create, fill, hash: hashOf(basis).slice(0, 32) };
}

function createStatements(names: TableNames, typed: readonly TypedVariable[], derived: readonly string[]): string[] {
  const table = (name: string, columns: readonly string[]) => `CREATE TABLE ${name} (${columns.join(', ')})`;
  return [
    table(names.answer, [...fixedColumns, ...typed.flatMap(wideColumns), ...derived]),
    ...(names.profile ? [table(names.profile, [...profileKey, ...typed.flatMap(blockColumns)])] : []),
    ...(names.skill ? [table(names.skill, skillColumns)] : []),
  ];
}

const profileKey = ['seq INTEGER NOT NULL', 'item SMALLINT NOT NULL'];
const skillColumns = [
  'seq INTEGER NOT NULL',
  'skill SMALLINT NOT NULL',
  'chosen BOOLEAN NOT NULL',
  'rank SMALLINT',
  'now SMALLINT',
  'wanted SMALLINT',
];

function wideColumns({ variable, column, places }: TypedVariable): string[] {
  if (variable.type === 'multiple') return columnsOf('multiple', column!);
  return [...places.values()].flatMap((place) => columnsOf(variable.type, place));
}

const blockColumns = ({ variable, inner }: TypedVariable) => (inner ? columnsOf(variable.type, inner) : []);

/** Columns are filled by name: a version that lacks the question leaves the default, "not shown". */
function columnsOf(type: string, column: string): string[] {
  const missing = `${identifier(missingColumnOf(column))} SMALLINT DEFAULT -1`;
  if (type === 'multiple') return [`${identifier(column)} SMALLINT[]`, missing];
  if (type === 'number') return [`${identifier(column)} DOUBLE`, missing];
  return [`${identifier(column)} SMALLINT NOT NULL DEFAULT -1`];
}
