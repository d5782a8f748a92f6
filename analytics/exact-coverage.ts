/** How many answers there are now, by each dimension alone, by day, by mode and by language. */
import type { Database } from '../data/database.server.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { Coverage } from './contract.ts';
import { dimensionsOf, written, type Dimension } from './dimension.ts';
import type { Filter } from './domain-query.ts';
import { whereCodes } from './envelope.ts';
import { coverageStatement, factNames, type CoverageTally } from './view/coverage.ts';

/** @param where  the part that may be seen */
export async function exactCoverage(
  database: Pick<Database, 'rows'>,
  survey: CompiledSurvey,
  where: readonly Filter[],
  k: number,
): Promise<Coverage> {
  const { sql, parameters } = coverageStatement(survey, where);
  const tallies = Map.groupBy(await database.rows<CoverageTally>(sql, parameters), ({ part }) => part);
  const dimensions = [...dimensionsOf(survey).values()].map((dimension) => ({
    dimension: written(dimension),
    rows: rowsOf(dimension, tallies.get(dimension.name) ?? []),
  }));
  const facts = factNames.map((name) => ({ dimension: name, rows: (tallies.get(name) ?? []).map(shown) }));
  const responses = tallies.get('')?.[0]?.n ?? 0;
  const about = { survey: survey.id, view: 'exact', where: whereCodes({ where }), snapshot: null } as const;
  return { ...about, k, responses, dimensions: [...dimensions, ...facts] };
}

const shown = ({ code, n }: { code: string; n: number }) => ({ code, n, state: 'shown' as const });

function rowsOf({ categories }: Dimension, tallies: readonly CoverageTally[]) {
  const byNumber = new Map(tallies.map(({ code, n }) => [code, n]));
  return categories.map(({ code, number }) => shown({ code, n: byNumber.get(String(number)) ?? 0 }));
}
