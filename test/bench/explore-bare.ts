/** The same counts by bare DuckDB, from one row per response and skill. */
import type { Cell, Database } from '../../data/database.server.ts';
import type { CompiledSurvey } from '../../survey/registry.ts';
import type { View } from './explore-view.ts';

export interface Bare {
  readonly database: Database;
  readonly survey: CompiledSurvey;
}

/** Writes the table of one row per response and skill that it needs. */
export async function makeLongTable({ database, survey }: Bare): Promise<void> {
  await database.write((transaction) =>
    transaction.run(`CREATE TABLE bench_need AS
      SELECT seq, province, area, municipality, groups, unnest(need) AS skill FROM ${survey.tables.answer}`),
  );
}

/** Counts of one map, one ranking and one heat map with their bases, as arrays; the heat map last. */
export async function bareCounts({ database, survey }: Bare, view: View): Promise<Record<string, ArrayLike<Cell>>[]> {
  const number = (code: string | null, list: readonly { code: string; number: number }[]) =>
    list.find((one) => one.code === code)?.number ?? 0;
  const skill = number(view.skill, survey.variables.get('need')?.categories ?? []);
  const group = number(view.group, survey.variables.get('targetGroup')?.categories ?? []);
  const place = survey.territories.find((one) => one.code === view.place);
  const here = place ? `${place.level} = ${place.id}` : 'true';
  const among = group > 0 ? `groups & ${1 << (group - 1)} <> 0` : 'true';
  const answers = `${survey.tables.answer} WHERE need_missing IS NULL`;
  const numbers = survey.targetGroups.map((one) => one.number).join(', ');
  const inGroup = `unnest([${numbers}]) AS category(number) WHERE groups & (1 << (number - 1)) <> 0 AND ${here}`;
  const statements = [
    `SELECT municipality, count(*)::INTEGER AS y FROM bench_need WHERE skill = ${skill} AND ${among} GROUP BY ALL`,
    `SELECT municipality, count(*)::INTEGER AS n FROM ${answers} AND ${among} GROUP BY ALL`,
    `SELECT skill, count(*)::INTEGER AS y FROM bench_need WHERE ${here} AND ${among} GROUP BY ALL`,
    `SELECT count(*)::INTEGER AS n FROM ${answers} AND ${here} AND ${among}`,
    `SELECT number::INTEGER AS number, count(*)::INTEGER AS n FROM (SELECT * FROM ${answers}), ${inGroup} GROUP BY ALL`,
    `SELECT number::INTEGER AS number, skill, count(*)::INTEGER AS y FROM bench_need, ${inGroup} GROUP BY ALL`,
  ];
  const counts: Record<string, ArrayLike<Cell>>[] = [];
  for (const statement of statements) counts.push(await database.columns(statement));
  return counts;
}
