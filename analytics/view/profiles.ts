/** SQL of the audit: respondents grouped by who they are and by where they stood before. Answers are only counted. */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import type { Dimension } from '../dimension.ts';
import { profileFilterOf } from '../trainee.ts';
import { columnOf, isAnswered, placedStep, quoted } from './answers.ts';

/**
 * A kind: respondents alike in every dimension who stood in the same version (0: in none).
 * `d0`, `d1` … are numbers of categories, or a bitmask; `b0`, `b1` … how many of the kind answered each variable.
 */
export interface KindColumns {
  readonly version: ArrayLike<number>;
  readonly n: ArrayLike<number>;
  readonly [column: `${'d' | 'b'}${number}`]: ArrayLike<number>;
}

/** One entry a respondent: the place of its kind. */
export interface MemberColumns {
  readonly seq: ArrayLike<number>;
  readonly revision: ArrayLike<number>;
  readonly kind: ArrayLike<number>;
}

/** How many of a kind gave a value: a number, or a category (0 where they gave none). */
export interface ValueColumns {
  readonly kind: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly n: ArrayLike<number>;
}

type Dimensions = readonly Dimension[];

/** Rows of `KindColumns`, in the order that numbers the kinds. @param measures  the variables of `b0`, `b1` … */
export function kindsSql(
  survey: CompiledSurvey,
  dimensions: Dimensions,
  measures: readonly CompiledVariable[],
): string {
  const bases = measures.map((_, place) => `, (count(*) FILTER (WHERE b${place}))::INTEGER AS b${place}`);
  const asked = measures.map((one, place) => `(${isAnswered(one)}) AS b${place}`);
  return `${personStep(survey, dimensions, asked)}
SELECT ${keyOf(dimensions)}, count(*)::INTEGER AS n${bases.join('')}
FROM person GROUP BY ${keyOf(dimensions)} ORDER BY ${keyOf(dimensions)}`;
}

/** Rows of `MemberColumns`. */
export function membersSql(survey: CompiledSurvey, dimensions: Dimensions): string {
  return `${personStep(survey, dimensions, [])} SELECT seq, revision, ${kindOf(dimensions)} AS kind FROM person`;
}

/** Rows of `ValueColumns`: of a number the sum over the rows of a respondent, of a category its number. */
export function valuesSql(survey: CompiledSurvey, dimensions: Dimensions, variable: CompiledVariable): string {
  const value = variable.type === 'number' ? sumOf(survey, variable) : categoryOf(variable);
  return `${personStep(survey, dimensions, [`${value} AS value`])},
  valued AS (SELECT ${kindOf(dimensions)} AS kind, value FROM person)
SELECT kind, value::INTEGER AS value, count(*)::INTEGER AS n FROM valued WHERE value IS NOT NULL
GROUP BY kind, value ORDER BY kind, value`;
}

/** Numbers beyond are slips of the pen; the audit takes none. */
const largest = 1_000_000;

function sumOf({ tables }: CompiledSurvey, variable: CompiledVariable): string {
  const only = profileFilterOf(variable);
  const among = only ? ` AND ${quoted(only.column)} = ${only.number}` : '';
  const blocks = () =>
    `(SELECT sum(${quoted(variable.column)}) FROM ${quoted(tables.profile)} WHERE seq = answer.seq${among})`;
  const sum = `round(${variable.table === 'profile' ? blocks() : columnOf(variable)})`;
  return `CASE WHEN ${sum} BETWEEN 0 AND ${largest} THEN ${sum} END`;
}

const categoryOf = (variable: CompiledVariable) =>
  `CASE WHEN ${isAnswered(variable)} THEN ${columnOf(variable)} ELSE 0 END`;

/** One row a respondent who counts; tables filled without an answer behind a row have revision 1 throughout. */
function personStep(survey: CompiledSurvey, dimensions: Dimensions, more: readonly string[]): string {
  const values = dimensions.map((one, place) => `${columnOf(one)}::INTEGER AS d${place}`);
  return `WITH ${placedStep(survey)},
  person AS (
    SELECT ${[
      'answer.seq::INTEGER AS seq',
      'coalesce(response.revision, 1) AS revision',
      'coalesce(known.version, 0) AS version',
      ...values,
      ...more,
    ].join(', ')}
    FROM answer LEFT JOIN response ON response.seq = answer.seq AND response.survey = $survey
      LEFT JOIN release_answer AS known ON known.seq = answer.seq AND known.survey = $survey)`;
}

/** The steps up to `placed (seq, kind)`: the kind of each respondent. */
export const kindSteps = (survey: CompiledSurvey, dimensions: Dimensions): string =>
  `${personStep(survey, dimensions, [])},
  placed AS (SELECT seq, ${kindOf(dimensions)} AS kind FROM person)`;

const keyOf = (dimensions: Dimensions) => ['version', ...dimensions.map((_, place) => `d${place}`)].join(', ');
const kindOf = (dimensions: Dimensions) => `(dense_rank() OVER (ORDER BY ${keyOf(dimensions)}) - 1)::INTEGER`;
