/** The counts of a view by bare DuckDB, from one row per response and skill. */
import type { Cell, Database } from '../../data/database.server.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { Filtered } from './explore-view.ts';

export interface Bare {
  readonly database: Database;
  readonly survey: CompiledSurvey;
}

/** Writes the table that it reads: one row per response and chosen skill. */
export async function makeLongTable({ database, survey }: Bare): Promise<void> {
  await database.write((transaction) =>
    transaction.run(`CREATE TABLE bench_need AS
      SELECT seq, province, area, municipality, groups, sex, age_class, unnest(need) AS skill
      FROM ${survey.tables.answer}`),
  );
}

/**
 * Counts and bases of the map, the ranking and the heat map, as arrays. The page asks for a little more (the classes of
 * the colours, the whole, the wider levels); none of that is computed here.
 */
export async function bareCounts({ database, survey }: Bare, { view }: Filtered): Promise<ArrayLike<Cell>[]> {
  const among = [equals(survey, 'sex', 'sex', view.sex), equals(survey, 'ageClass', 'age_class', view.age)].join(
    ' AND ',
  );
  const group = numberOf(survey, 'targetGroup', view.group);
  const inGroup = group === null ? 'true' : `groups & ${1 << (group - 1)} <> 0`;
  const place = survey.territories.find((one) => one.code === view.area);
  const here = place ? `${place.level} = ${place.id}` : 'true';
  const base = `${survey.tables.answer} WHERE need_missing IS NULL AND ${among}`;
  const ticks = `bench_need WHERE ${among}`;
  const numbers = survey.targetGroups.map((one) => one.number).join(', ');
  const members = (rows: string) =>
    `(SELECT * FROM ${rows} AND ${here}), unnest([${numbers}]) AS own(number) WHERE groups & (1 << (number - 1)) <> 0`;
  const statements = [
    [`${view.level} AS place, `, `${ticks} AND ${inGroup} AND skill = ${numberOf(survey, 'need', view.skill)}`],
    [`${view.level} AS place, `, `${base} AND ${inGroup}`],
    ['skill, ', `${ticks} AND ${here} AND ${inGroup}`],
    ['', `${base} AND ${here} AND ${inGroup}`],
    ['number::INTEGER AS number, ', members(base)],
    ['number::INTEGER AS number, skill, ', members(ticks)],
  ];
  const counts: ArrayLike<Cell>[] = [];
  for (const [columns, rows] of statements) {
    const sql = `SELECT ${columns}count(*)::INTEGER AS n FROM ${rows} GROUP BY ALL`;
    counts.push(...Object.values(await database.columns(sql)));
  }
  return counts;
}

function numberOf(survey: CompiledSurvey, variable: string, code: string): number | null {
  return survey.variables.get(variable)?.categories.find((one) => one.code === code)?.number ?? null;
}

function equals(survey: CompiledSurvey, variable: string, column: string, code: string): string {
  const number = numberOf(survey, variable, code);
  return number === null ? 'true' : `${column} = ${number}`;
}
