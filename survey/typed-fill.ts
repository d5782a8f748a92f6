/** The statement that fills the wide table of a survey from the raw answers of one version. */
import type { CodebookVariable, CompiledCodebook } from './codebook.ts';
import { ruleSql } from './target-group.ts';
import { isTerritory, missingColumnOf, placeKey, type TypedVariable } from './typed-column.ts';
import * as sql from './typed-expression.ts';
import type { TypedTableSource } from './typed-table.ts';

/** A column and the expression that gives it. */
type Given = readonly [column: string, expression: string];

const { identifier, literal } = sql;

/**
 * The step `parsed`: accepted answers of one version as a struct `a`, with the questions left empty.
 * Answers with $after < seq ≤ $upto; erased ones have no raw text.
 */
export function parsedStep(survey: string, codebook: CompiledCodebook): string {
  return `parsed AS (
    SELECT *, a."$skipped" AS skipped,
      list_transform(a."$skipped", lambda s: regexp_replace(s, '\\[\\d+\\]', '[]')) AS skipped_names
    FROM (
      SELECT seq::INTEGER AS seq, version, day, language, mode, coalesce(len(quality), 0)::SMALLINT AS marks,
        from_json(raw, ${sql.structureOf(codebook)}) AS a
      FROM response
      WHERE survey = ${literal(survey)} AND version = ${codebook.version}
        AND seq > $after AND seq <= $upto AND raw IS NOT NULL))`;
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
  const columns = [
    ...fixed,
    ...['region', 'province', 'area', 'municipality', 'groups'],
    ...simple.map(([column]) => column),
    ...multiple.flatMap((variable) => [columnOf(variable), missingColumnOf(columnOf(variable))]),
  ];
  return `INSERT INTO ${table} BY NAME
    WITH ${parsedStep(source.survey, codebook)},
    coded AS (SELECT ${select([
      ...fixed.map((column): Given => [column, column]),
      ...simple,
      ...multiple.flatMap((variable) => tickedColumns(variable, columnOf(variable))),
      ...placeColumns(asked.find(isTerritory)),
    ])} FROM parsed),
    explained AS (SELECT ${['*', ...multiple.map((variable) => missingColumn(columnOf(variable), gateOf(variable, multiple, columnOf)))].join(', ')} FROM coded),
    placed AS (SELECT explained.*, ${select([
      ...multiple.map((variable) => ticksColumn(columnOf(variable))),
      ...levelColumns,
    ])} FROM explained LEFT JOIN territory ON territory.level = 'municipality' AND territory.code = "place$"),
    grouped AS (SELECT *, ${maskSql(source)} AS groups FROM placed)
    SELECT ${columns.map(identifier).join(', ')}, ${mainGroupSql(source)} AS main_group FROM grouped`;
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
      [missingColumnOf(column), sql.numberMissingSql(source)],
    ];
  });
}

const tickedName = (column: string) => `${column}$`;
const skippedName = (column: string) => `${column}$skipped`;

function tickedColumns(variable: CodebookVariable, column: string): Given[] {
  return [
    [tickedName(column), sql.tickedSql(variable, sql.codesSql(variable.sources))],
    [skippedName(column), sql.anySkippedSql(variable.sources)],
  ];
}

function missingColumn(column: string, gate: string): string {
  const [ticked, skipped] = [identifier(tickedName(column)), identifier(skippedName(column))];
  return select([[missingColumnOf(column), sql.multipleMissingSql(ticked, skipped, gate)]]);
}

function ticksColumn(column: string): Given {
  const ticks = `list_filter(${identifier(tickedName(column))}, lambda x: x > 0)`;
  return [column, `CASE WHEN ${identifier(missingColumnOf(column))} IS NULL THEN ${ticks} END`];
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

/** The municipality's code, and what stands for it when it is none: a missing code, or 0 for outside the programme. */
function placeColumns(territory: CodebookVariable | undefined): Given[] {
  const source = territory?.sources.find(({ repeat }) => repeat === null);
  if (!source)
    return [
      ['place$', 'NULL::VARCHAR'],
      ['place$missing', '-1'],
    ];
  return [
    ['place$', sql.valueOf(source)],
    ['place$missing', sql.elsewhereSql(source)],
  ];
}

const levelColumns: Given[] = [
  ['municipality', 'id'],
  ['area', 'area_id'],
  ['province', 'province_id'],
  ['region', 'region_id'],
].map(([level, column]) => [
  level!,
  `CASE WHEN territory.id IS NULL THEN "place$missing" ELSE coalesce(territory.${column}, 0) END::INTEGER`,
]);

function maskSql({ targetGroups, variables }: TypedTableSource): string {
  const bits = targetGroups.map(
    ({ rule, number }) => `CASE WHEN ${ruleSql(rule, variables)} THEN ${2 ** (number - 1)} ELSE 0 END`,
  );
  return `(${['0', ...bits].join(' | ')})::INTEGER`;
}

function mainGroupSql({ targetGroups, noGroup }: TypedTableSource): string {
  const byPriority = targetGroups.toSorted((a, b) => a.priority - b.priority);
  const cases = byPriority.map(({ number }) => `WHEN groups & ${2 ** (number - 1)} <> 0 THEN ${number}`);
  return cases.length === 0 ? `${noGroup}::SMALLINT` : `CASE ${cases.join(' ')} ELSE ${noGroup} END::SMALLINT`;
}
