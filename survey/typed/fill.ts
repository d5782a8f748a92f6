/** The statement that fills the wide table of a survey from the raw answers of one version. */
import type { CodebookVariable, CompiledCodebook } from '../codebook/codebook.ts';
import { mainGroups, ruleSql } from '../target-group.ts';
import type { TerritoryLevel } from '../contract.ts';
import { demandSql } from './demand.ts';
import { hoursSql } from './hours.ts';
import { isTerritory, missingColumnOf, placeKey, placesAt, type TypedVariable } from './column.ts';
import * as sql from './expression.ts';
import type { TypedTableSource } from './table.ts';

/** A column and the expression that gives it. */
type Given = readonly [column: string, expression: string];

const { identifier, literal } = sql;

/**
 * The answers that a statement fills: those of the one row of `projection_step`. Not a parameter, since DuckDB plans a
 * prepared statement with parameters anew each time it runs (30 ms for an instrument of 60 questions, against 4).
 */
export const inStep = 'seq > (SELECT "after" FROM projection_step) AND seq <= (SELECT upto FROM projection_step)';

/**
 * Answers of one version; an erased one has none. Through `projection_step`, since a plan that is kept takes what the
 * table's statistics say when it is made (every answer is of version 1) for true of all answers to come, and would no
 * longer look.
 */
export const ofVersion = (version: number) => `version = (SELECT ${version} + 0 * upto FROM projection_step)`;

/**
 * The step `parsed`: accepted answers of one version as a struct `a`, with the questions left empty.
 * Erased ones have no raw text; those of a pilot are never read.
 */
export function parsedStep(survey: string, codebook: CompiledCodebook): string {
  return `parsed AS (
    SELECT *, a."$skipped" AS skipped
    FROM (
      SELECT seq::INTEGER AS seq, version, day, language, mode, coalesce(len(quality), 0)::SMALLINT AS marks,
        from_json(raw, ${sql.structureOf(codebook)}) AS a
      FROM response
      WHERE survey = ${literal(survey)} AND ${ofVersion(codebook.version)}
        AND ${inStep} AND raw IS NOT NULL AND pilot IS NOT TRUE))`;
}

export function fillAnswer(
  source: TypedTableSource,
  table: string,
  codebook: CompiledCodebook,
  typed: ReadonlyMap<string, TypedVariable>,
): string {
  const asked = codebook.variables.filter(({ sources }) => sources.length > 0);
  const multiple = asked.filter(({ type }) => type === 'multiple');
  const columnOf = ({ name }: CodebookVariable) => typed.get(name)!.column!;
  const simple = asked.flatMap((variable) => simpleColumns(variable, typed.get(variable.name)!));
  const fixed = ['seq', 'version', 'day', 'language', 'mode', 'marks'];
  return `INSERT INTO ${table} BY NAME
    WITH ${parsedStep(source.survey, codebook)},
    coded AS (SELECT ${select([
      ...fixed.map((column): Given => [column, column]),
      ...simple,
      ...multiple.map((variable): Given => [
        tickedName(columnOf(variable)),
        sql.tickedSql(variable, sql.codesSql(variable.sources)),
      ]),
      ...multiple.flatMap((variable) => skippedColumn(variable, columnOf(variable))),
      ...placeColumns(asked.find(isTerritory)),
    ])} FROM parsed)
    SELECT *, ${[`${mainGroupSql(source)} AS main_group`, ...demandSql(source, codebook, typed), ...hoursSql(source, codebook, typed)].join(', ')} FROM (SELECT ${[
      ...[...fixed, ...simple.map(([column]) => column)].map((column) => `coded.${identifier(column)}`),
      select([
        ...multiple.flatMap((variable) =>
          multipleColumns(variable, columnOf(variable), gateOf(variable, multiple, columnOf)),
        ),
        ...levelColumns,
        ['groups', maskSql(source)],
      ]),
    ].join(', ')}
    FROM coded LEFT JOIN (${placesOf(source.programme, placesAt(asked.find(isTerritory)))}) ON "place$code" = "place$")`;
}

/** The places of one level by their code, each with the ids of itself and of what contains it. */
function placesOf(programme: string, level: TerritoryLevel): string {
  const own = ['country', 'region', 'province', 'municipality'].map((one) => {
    const parent = one === 'municipality' ? 'NULL' : `place.${one}_id`;
    return `${one === level ? 'place.id' : parent} AS "place$${one}"`;
  });
  return `SELECT place.code AS "place$code", place.id AS "place$id", member.area_id AS "place$area", ${own.join(', ')}
    FROM territory AS place LEFT JOIN programme_area AS member
      ON member.municipality_id = place.id AND member.programme = ${literal(programme)}
    WHERE place.level = ${literal(level)}`;
}

const select = (given: readonly Given[]) =>
  given.map(([column, expression]) => `${expression} AS ${identifier(column)}`).join(', ');

/** Single choices, scales and numbers: one column a place. */
function simpleColumns(variable: CodebookVariable, { places }: TypedVariable): Given[] {
  if (isTerritory(variable) || variable.type === 'multiple' || variable.type === 'text') return [];
  const outer = variable.sources.filter(({ repeat }) => repeat === null);
  return outer.flatMap((source): Given[] => {
    const column = places.get(placeKey(source))!;
    if (variable.type !== 'number') return [[column, sql.singleSql(variable, source)]];
    return [
      [column, sql.numberSql(source)],
      [missingColumnOf(column), sql.numberMissingSql(variable, source)],
    ];
  });
}

const tickedName = (column: string) => `${column}$`;
const skippedName = (column: string) => `${column}$skipped`;

/** Whether a question of the variable was left empty; not asked where all of them are required. */
function skippedColumn(variable: CodebookVariable, column: string): Given[] {
  return variable.missing.includes('skipped') ? [[skippedName(column), sql.anySkippedSql(variable.sources)]] : [];
}

function multipleColumns(variable: CodebookVariable, column: string, gate: string): Given[] {
  const ticked = identifier(tickedName(column));
  const skipped = variable.missing.includes('skipped') ? identifier(skippedName(column)) : 'false';
  const missing = sql.multipleMissingSql(ticked, skipped, gate);
  return [
    [missingColumnOf(column), missing],
    [
      column,
      `CASE WHEN ${identifier(missingColumnOf(column))} IS NULL THEN list_filter(${ticked}, lambda x: x > 0) END`,
    ],
  ];
}

/**
 * Who answered the areas of interest ("no training now" included) was asked about every skill: those of the areas not
 * chosen are not ticked, which is an answer.
 */
function gateOf(
  variable: CodebookVariable,
  multiple: readonly CodebookVariable[],
  columnOf: (variable: CodebookVariable) => string,
): string {
  const areas = variable.role === 'need' ? multiple.find(({ role }) => role === 'interestArea') : undefined;
  return areas ? `coalesce(${identifier(tickedName(columnOf(areas)))}[-1] >= 0, false)` : 'false';
}

/** The place's code, and what stands for it when it is none: a missing code, or 0 for outside the programme. */
function placeColumns(territory: CodebookVariable | undefined): Given[] {
  const source = territory?.sources.find(({ repeat }) => repeat === null);
  if (!territory || !source)
    return [
      ['place$', 'NULL::VARCHAR'],
      ['place$missing', '-1::INTEGER'],
    ];
  return [
    ['place$', sql.valueOf(source)],
    ['place$missing', `${sql.elsewhereSql(territory, source)}::INTEGER`],
  ];
}

const levelColumns = ['municipality', 'area', 'province', 'region', 'country'].map((level): Given => [
  level,
  `CASE WHEN "place$id" IS NULL THEN "place$missing" ELSE coalesce("place$${level}", 0) END`,
]);

function maskSql({ targetGroups, variables }: TypedTableSource): string {
  const bits = targetGroups.map(
    ({ rule, number }) => `CASE WHEN ${ruleSql(rule, variables)} THEN ${2 ** (number - 1)} ELSE 0 END`,
  );
  return `(${['0', ...bits].join(' | ')})::INTEGER`;
}

function mainGroupSql({ targetGroups, noGroup }: TypedTableSource): string {
  const byPriority = mainGroups(targetGroups).toSorted((a, b) => a.priority - b.priority);
  const cases = byPriority.map(({ number }) => `WHEN groups & ${2 ** (number - 1)} <> 0 THEN ${number}`);
  return cases.length === 0 ? `${noGroup}::SMALLINT` : `CASE ${cases.join(' ')} ELSE ${noGroup} END::SMALLINT`;
}
