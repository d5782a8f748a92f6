/** The statements that fill the child tables: one row a skill, one row a repeated block. */
import type { CodebookVariable, CompiledCodebook, Source } from '../codebook/codebook.ts';
import { chosenIn, levelPlaces, type LevelPlace, type LevelSource } from '../codebook/level.ts';
import { missingColumnOf, placeKey, type TypedVariable } from './column.ts';
import * as sql from './expression.ts';
import { inStep, ofVersion, parsedStep } from './fill.ts';

const { identifier } = sql;
type Typed = ReadonlyMap<string, TypedVariable>;

/**
 * One row for each skill that a respondent chose, ranked or rated: `chosen`, `rank` (from 1), `now`, `wanted` (numbers
 * of the level's scale). Read from the wide table; skills are numbered as the categories of the variable `need`. The two
 * levels of a row are of one pair of questions: of those that tell both, the first in the order of `levelPlaces`.
 */
export function fillSkill(answer: string, skill: string, codebook: CompiledCodebook, typed: Typed): string[] {
  const need = codebook.variables.find(({ role }) => role === 'need');
  if (!need || need.sources.length === 0) return [];
  const parts = [
    chosenPart(typed.get(need.name)!),
    ...codebook.variables.flatMap((one) => rankedParts(one, need, typed)),
    ...levelPlaces(codebook).flatMap((place, at) => levelPart(place, at, need, codebook, typed)),
  ];
  const from = `FROM ${answer} WHERE ${ofVersion(codebook.version)} AND ${inStep}`;
  return [
    `INSERT INTO ${skill}
    SELECT seq, skill, bool_or(chosen), min(rank), arg_min_null(now, place), arg_min_null(wanted, place)
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
  readonly place?: string;
}

/** A place that tells one level comes after all that tell both, and one that tells none after these. */
const [half, none] = [10_000, 20_000];

function part(one: SkillPart): string {
  const { skill, chosen = 'false', rank = 'NULL', now = 'NULL', wanted = 'NULL', place = String(none) } = one;
  return `SELECT seq, (${skill})::SMALLINT AS skill, ${chosen} AS chosen, (${rank})::SMALLINT AS rank, (${now})::SMALLINT AS now, (${wanted})::SMALLINT AS wanted, (${place})::SMALLINT AS place`;
}

const chosenPart = ({ column }: TypedVariable) => part({ skill: `unnest(${identifier(column!)})`, chosen: 'true' });

function rankedParts(variable: CodebookVariable, need: CodebookVariable, typed: Typed): string[] {
  if (variable.role !== 'first') return [];
  return variable.sources
    .filter(({ repeat }) => repeat === null)
    .map((source) =>
      part({ skill: renumbered(variable, need, columnAt(typed, variable, source)), rank: String(source.rank ?? 1) }),
    );
}

function levelPart(
  { skill, now, wanted }: LevelPlace,
  at: number,
  need: CodebookVariable,
  codebook: CompiledCodebook,
  typed: Typed,
): string[] {
  const about = skillSql(skill, need, codebook, typed);
  if (about === null) return [];
  const told = (one: LevelSource | null) => {
    if (one === null) return 'NULL';
    const column = columnAt(typed, one.variable, one.source);
    return `CASE WHEN ${column} > 0 THEN ${column} END`;
  };
  const isTold = (one: LevelSource | null) => `(${told(one)}) IS NOT NULL`;
  const place = `CASE WHEN ${isTold(now)} AND ${isTold(wanted)} THEN ${at} ELSE ${half + at} END`;
  const asked = `CASE WHEN ${isTold(now)} OR ${isTold(wanted)} THEN ${about} END`;
  return [part({ skill: asked, now: told(now), wanted: told(wanted), place })];
}

const columnAt = (typed: Typed, { name }: CodebookVariable, source: Source) =>
  identifier(typed.get(name)!.places.get(placeKey(source))!);

/** The number of the skill that a level is about: a fixed one, or the answer to another question. */
function skillSql(skill: string, need: CodebookVariable, codebook: CompiledCodebook, typed: Typed): string | null {
  const question = chosenIn(skill);
  if (question === null) return need.categories.find(({ code }) => code === skill)?.number.toString() ?? null;
  for (const variable of codebook.variables) {
    const source = variable.sources.find((one) => one.question === question && one.repeat === null);
    const column = source && typed.get(variable.name)?.places.get(placeKey(source));
    if (column) return renumbered(variable, need, identifier(column));
  }
  return null;
}

/** From the numbers of one variable to those of another with the same codes; NULL for what the other lacks. */
export function renumbered(from: CodebookVariable, to: CodebookVariable, column: string): string {
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
