/**
 * SQL of the exact path: one pass over the answers as they are now. It counts respondents who are alike in weighting
 * class, domain and value; what a bitmask of target groups holds is told apart only afterwards.
 */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import { isBitmask, type Dimension } from '../dimension.ts';
import { asLevel } from '../level.ts';
import { profileFilterOf } from '../trainee.ts';
import { answerStep, columnOf, isAnswered, quoted } from './answers.ts';
import { isAmong, numbersOf, type Statement } from './count.ts';
import type { WeightedQuery } from '../weight-kind.ts';
import { levelSql, toldLevels } from './levels.ts';

/** What a row of the answer counts: all answers of a class; a base; who has a value; both of these at once. */
export const part = { all: 0, base: 1, value: 2, both: 3 } as const;

/**
 * Columns of the answer. `c0` …: the weighting class, as numbers of categories; `d0` …: the domain; `ticks`: how many
 * categories a respondent has, where mentions are the base, else 1; `value`: the number of a category (0: none of those
 * asked for), or what a number variable says; `n`: respondents.
 */
export interface TallyColumns {
  readonly part: ArrayLike<number>;
  readonly ticks: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly n: ArrayLike<number>;
  readonly [axis: `c${number}` | `d${number}`]: ArrayLike<number>;
}

/** @param classes  the dimensions of the weighting classes; null when all count one, and answers elsewhere are not needed */
export function tallyStatement(
  survey: CompiledSurvey,
  query: WeightedQuery,
  classes: readonly Dimension[] | null,
): Statement {
  const shape = shapeOf(query, classes);
  const steps = [
    answerStep(survey, query.marked),
    `placed AS NOT MATERIALIZED (SELECT answer.*${isBeside(query.variable) ? ', beside.number' : ''}, (${insideOf(query)}) AS inside
    FROM answer${besideOf(survey, query.variable)})`,
    `person AS MATERIALIZED (${personStep(query, shape, classes === null)})`,
    ...(hasList(query) ? [`tick AS (${tickStep(query, shape)})`] : []),
    ...membersOf(query, shape),
  ];
  const parts = [...(classes === null ? [] : [allPart(shape)]), ...insideParts(query, shape)];
  return { sql: `WITH ${steps.join(',\n  ')}\n${parts.join('\nUNION ALL\n')}`, parameters: numbersOf(query.where) };
}

interface Shape {
  /** `expression AS name` of the classes and of the domain as it stands in the table */
  readonly classes: readonly string[];
  readonly domain: readonly string[];
  /** place of the division by target groups, −1 where there is none */
  readonly groups: number;
  /** the column of how many ticks a respondent has; 1 where mentions are not the base */
  readonly ticks: 'ticks' | '1';
}

function shapeOf({ by, base }: WeightedQuery, classes: readonly Dimension[] | null): Shape {
  return {
    classes: (classes ?? []).map((one) => placed(one)),
    domain: by.map((one) => placed(one)),
    groups: by.findIndex((one) => one.overlapping),
    ticks: base === 'mentions' ? 'ticks' : '1',
  };
}

const placed = ({ column }: { readonly column: string | null }) => `placed.${quoted(column)}`;
const named = (letter: string, columns: readonly string[]) => columns.map((one, at) => `${one} AS ${letter}${at}`);
const listed = (items: readonly string[]) => items.map((one) => `${one}, `).join('');
const names = (letter: string, columns: readonly unknown[]) => columns.map((_, at) => `${letter}${at}`);

/** What stands in a table beside the answers: a number of a firm, summed over its job profiles, and the level of a skill. */
const isBeside = (variable: CompiledVariable) => isOfBlocks(variable) || asLevel(variable) !== null;
const isOfBlocks = ({ table, type }: CompiledVariable) => type === 'number' && table === 'profile';

function besideOf(survey: CompiledSurvey, variable: CompiledVariable): string {
  if (!isBeside(variable)) return '';
  return `\n    LEFT JOIN (${asideSql(survey, variable)}) AS beside ON beside.seq = answer.seq`;
}

/** One row (seq, number) a respondent who has one. */
function asideSql(survey: CompiledSurvey, variable: CompiledVariable): string {
  const level = asLevel(variable);
  if (level)
    return `SELECT seq, ${levelSql(level)} AS number FROM (${toldLevels(survey)}) WHERE skill = ${level.skill}`;
  const column = quoted(variable.column);
  const only = profileFilterOf(variable);
  const among = only ? ` AND ${quoted(only.column)} = ${only.number}` : '';
  return `SELECT seq, sum(${column}) AS number FROM ${quoted(survey.tables.profile)} WHERE ${column} IS NOT NULL${among} GROUP BY seq`;
}

/** Whether a row of `answer` is in the base of some domain of the query. */
function insideOf({ variable, by, where }: WeightedQuery): string {
  const known = by.filter((one) => !one.overlapping).map((one) => `${columnOf(one)} > 0`);
  const answered = isBeside(variable) ? 'beside.number IS NOT NULL' : isAnswered(variable);
  return [answered, ...known, ...where.map(isAmong)].join(' AND ');
}

/**
 * Every respondent once, those outside too when classes are wanted; theirs is no `value`. A list is looked into only for a
 * single category. Columns of the grouping are few, because each costs.
 */
function personStep(query: WeightedQuery, { classes, domain }: Shape, insideOnly: boolean): string {
  const inside = (expression: string, otherwise: string) =>
    insideOnly ? expression : `CASE WHEN inside THEN ${expression} ELSE ${otherwise} END`;
  const columns = [
    ...named('c', classes),
    ...named(
      'a',
      domain.map((one) => inside(one, '0')),
    ),
    ...(query.base === 'mentions' ? [`${inside(ticksOf(query), '0')} AS ticks`] : []),
    `${inside(valueOf(query), 'NULL')} AS value`,
  ];
  return `
    SELECT *, count(*) AS n
    FROM (SELECT ${columns.join(', ')} FROM placed ${insideOnly ? 'WHERE inside' : ''})
    GROUP BY ALL`;
}

const isList = (variable: CompiledVariable) => variable.type === 'multiple' && !isBitmask(variable);

/** Whether all ticks are counted, in a pass of their own. */
const hasList = ({ variable, categories }: WeightedQuery) => isList(variable) && categories.length > 1;

function valueOf({ variable, categories }: WeightedQuery): string {
  if (isBeside(variable)) return 'placed.number';
  if (!isList(variable)) return placed(variable);
  const [only, second] = categories;
  if (only === undefined || second !== undefined) return '0';
  return `(CASE WHEN list_contains(${placed(variable)}, ${only.number}) THEN ${only.number} ELSE 0 END)`;
}

function ticksOf({ variable }: WeightedQuery): string {
  return isBitmask(variable) ? `bit_count(${placed(variable)})` : `len(${placed(variable)})`;
}

/** One row for each category that a respondent has. */
function tickStep(query: WeightedQuery, { classes, domain }: Shape): string {
  const ticks = query.base === 'mentions' ? [`${ticksOf(query)} AS ticks`] : [];
  const columns = [...named('c', classes), ...named('a', domain), ...ticks];
  return `
    SELECT *, count(*) AS n
    FROM (SELECT ${[...columns, `unnest(${placed(query.variable)}) AS value`].join(', ')} FROM placed WHERE inside)
    GROUP BY ALL`;
}

/** `member`, `own` (mask, number): the groups in each bitmask in use, of the division and of the variable. */
function membersOf({ by, variable }: WeightedQuery, { groups }: Shape): string[] {
  const steps: string[] = [];
  const division = by[groups];
  if (division) steps.push(memberStep('member', `a${groups}`, division.categories));
  if (isBitmask(variable)) steps.push(memberStep('own', 'value', variable.categories));
  return steps;
}

function memberStep(name: string, column: string, categories: readonly { readonly number: number }[]): string {
  return `${name} AS (
    SELECT mask, number FROM (SELECT DISTINCT ${column} AS mask FROM person WHERE value IS NOT NULL),
      unnest([${categories.map((one) => one.number).join(', ')}]) AS category(number)
    WHERE (mask & (1 << (number - 1))) <> 0)`;
}

function allPart({ classes, domain }: Shape): string {
  const zeros = names('d', domain).map((name) => `0 AS ${name}`);
  return `SELECT ${part.all} AS part, ${listed(names('c', classes))}${listed(zeros)}1 AS ticks, 0::DOUBLE AS value, sum(n)::INTEGER AS n
FROM person GROUP BY ALL`;
}

function insideParts({ variable, ...query }: WeightedQuery, shape: Shape): string[] {
  if (isBitmask(variable))
    return [insidePart(part.base, 'person', '0', shape), insidePart(part.value, 'person', 'own.number', shape, true)];
  if (!hasList({ variable, ...query })) return [insidePart(part.both, 'person', 'value', shape)];
  return [insidePart(part.base, 'person', '0', shape), insidePart(part.value, 'tick', 'value', shape)];
}

function insidePart(
  which: number,
  from: string,
  value: string,
  { classes, domain, groups, ticks }: Shape,
  own = false,
): string {
  const divisions = domain.map((_, at) => `${at === groups ? 'member.number' : `a${at}`}::INTEGER AS d${at}`);
  const member = groups < 0 ? '' : `JOIN member ON member.mask = a${groups}`;
  const joined = `${from} ${member} ${own ? 'JOIN own ON own.mask = value' : ''}`;
  return `SELECT ${which} AS part, ${listed(names('c', classes))}${listed(divisions)}${ticks}::INTEGER AS ticks, ${value}::DOUBLE AS value, sum(n)::INTEGER AS n
FROM ${joined} ${from === 'person' ? 'WHERE value IS NOT NULL' : ''}
GROUP BY ALL`;
}
