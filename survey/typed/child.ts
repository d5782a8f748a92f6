/** The statements that fill the child tables: one row a skill, one row a repeated block. */
import type { CodebookVariable, CompiledCodebook, Source } from '../codebook/codebook.ts';
import { missingColumnOf, placeKey, type TypedVariable } from './column.ts';
import * as sql from './expression.ts';
import { inStep, ofVersion, parsedStep } from './fill.ts';

const { identifier } = sql;
type Typed = ReadonlyMap<string, TypedVariable>;

/**
 * One row for each skill that a respondent chose, ranked or rated: `chosen`, `rank` (from 1), `now`, `wanted` (numbers
 * of the level's scale). Read from the wide table; skills are numbered as the categories of the variable `need`.
 */
export function fillSkill(answer: string, skill: string, codebook: CompiledCodebook, typed: Typed): string[] {
  const need = codebook.variables.find(({ role }) => role === 'need');
  if (!need || need.sources.length === 0) return [];
  const parts = [
    chosenPart(typed.get(need.name)!),
    ...codebook.variables.flatMap((one) => ratedParts(one, need, codebook, typed)),
  ];
  const from = `FROM ${answer} WHERE ${ofVersion(codebook.version)} AND ${inStep}`;
  return [
    `INSERT INTO ${skill}
    SELECT seq, skill, bool_or(chosen), min(rank), max(now), max(wanted)
    FROM (${parts.map((part) => `${part} ${from}`).join(' UNION ALL ')})
    WHERE skill > 0 GROUP BY seq, skill`,
  ];
}

interface SkillPart {
  readonly skill: string;
  readonly chosen?: string;
  readonly rank?: string;
  readonly now?: string;
  readonly wanted?: string;
}

function part({ skill, chosen = 'false', rank = 'NULL', now = 'NULL', wanted = 'NULL' }: SkillPart): string {
  return `SELECT seq, (${skill})::SMALLINT AS skill, ${chosen} AS chosen, (${rank})::SMALLINT AS rank, (${now})::SMALLINT AS now, (${wanted})::SMALLINT AS wanted`;
}

const chosenPart = ({ column }: TypedVariable) => part({ skill: `unnest(${identifier(column!)})`, chosen: 'true' });

function ratedParts(
  variable: CodebookVariable,
  need: CodebookVariable,
  codebook: CompiledCodebook,
  typed: Typed,
): string[] {
  const outer = variable.sources.filter(({ repeat }) => repeat === null);
  const columnOf = (source: Source) => identifier(typed.get(variable.name)!.places.get(placeKey(source))!);
  if (variable.role === 'first')
    return outer.map((source) =>
      part({ skill: renumbered(variable, need, columnOf(source)), rank: String(source.rank ?? 1) }),
    );
  const level = ({ levelNow: 'now', levelWanted: 'wanted' } as const)[variable.role as string];
  if (!level) return [];
  return outer.flatMap((source) => {
    const skill = skillSql(source, need, codebook, typed);
    const value = columnOf(source);
    return skill ? [part({ skill: `CASE WHEN ${value} > 0 THEN ${skill} END`, [level]: value })] : [];
  });
}

/** The number of the skill that a level is about: a fixed one, or the answer to another question. */
function skillSql({ skill }: Source, need: CodebookVariable, codebook: CompiledCodebook, typed: Typed): string | null {
  const question = /^\{(.+)\}$/.exec(skill ?? '')?.[1];
  if (!question) return need.categories.find(({ code }) => code === skill)?.number.toString() ?? null;
  for (const variable of codebook.variables) {
    const source = variable.sources.find((one) => one.question === question && one.repeat === null);
    const column = source && typed.get(variable.name)?.places.get(placeKey(source));
    if (column) return renumbered(variable, need, identifier(column));
  }
  return null;
}

/** From the numbers of one variable to those of another with the same codes; NULL for what the other lacks. */
function renumbered(from: CodebookVariable, to: CodebookVariable, column: string): string {
  const numbers = new Map(to.categories.map(({ code, number }) => [code, number]));
  const byNumber = new Map(from.categories.map(({ code, number }) => [number, numbers.get(code)]));
  const list = Array.from({ length: Math.max(0, ...byNumber.keys()) }, (_, index) => byNumber.get(index + 1) ?? 'NULL');
  return `CASE WHEN ${column} > 0 THEN ([${list.join(', ')}]::SMALLINT[])[${column}] END`;
}

/** One row for each repeated block, counted from 1 in `item`. */
export function fillProfile(survey: string, profile: string, codebook: CompiledCodebook, typed: Typed): string {
  const question = codebook.repeats[0]?.question;
  const inside = codebook.variables.flatMap((variable) => {
    const sources = variable.sources.filter(({ repeat }) => repeat !== null);
    const column = typed.get(variable.name)?.inner;
    return sources.length > 0 && column ? blockColumns(variable, sources, column) : [];
  });
  const multiple = inside.flatMap(({ ticked, column }) => (ticked ? [`${ticked} AS ${identifier(`${column}$`)}`] : []));
  const columns = inside.flatMap(({ given }) => given);
  return `INSERT INTO ${profile} BY NAME
    WITH ${parsedStep(survey, codebook)},
    block AS (
      SELECT seq, skipped, unnest(a.${identifier(question ?? '')}) AS b,
        generate_subscripts(a.${identifier(question ?? '')}, 1)::SMALLINT AS item
      FROM parsed),
    ticked AS (SELECT ${['*', ...multiple].join(', ')} FROM block)
    SELECT ${['seq', 'item', ...columns].join(', ')} FROM ticked`;
}

interface BlockColumn {
  readonly column: string;
  readonly ticked?: string;
  readonly given: readonly string[];
}

function blockColumns(variable: CodebookVariable, sources: readonly Source[], column: string): BlockColumn[] {
  const as = (expression: string, name: string) => `${expression} AS ${identifier(name)}`;
  const [source] = sources;
  if (!source) return [];
  if (variable.type === 'number')
    return [
      {
        column,
        given: [as(sql.numberSql(source), column), as(sql.numberMissingSql(variable, source), missingColumnOf(column))],
      },
    ];
  if (variable.type !== 'multiple') return [{ column, given: [as(sql.singleSql(variable, source), column)] }];
  const numbers = identifier(`${column}$`);
  const skipped = variable.missing.includes('skipped') ? sql.anySkippedInBlockSql(sources) : 'false';
  const missing = sql.multipleMissingSql(numbers, skipped, 'false');
  const ticks = `CASE WHEN (${missing}) IS NULL THEN list_filter(${numbers}, lambda x: x > 0) END`;
  return [
    {
      column,
      ticked: sql.tickedSql(variable, sql.codesInBlockSql(sources)),
      given: [as(ticks, column), as(missing, missingColumnOf(column))],
    },
  ];
}
