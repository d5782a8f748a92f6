/** What marks do to the figures: counts of each mark, and the first need with and without the answers that they keep out. */
import type { Database } from '../data/database.server.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { MarkCounts } from './contract.ts';
import type { Filter } from './domain-query.ts';
import { whereCodes } from './envelope.ts';
import { exactFigures } from './exact.ts';
import { exactWeights } from './exact-weights.ts';
import { measuresOf } from './measure.ts';
import { checkQuery } from './query.ts';
import { marksStatement, type MarkTally } from './view/marks.ts';
import { withWeights } from './weight-kind.ts';

type Reader = Pick<Database, 'rows' | 'columns'>;

/** @param where  the part that may be seen */
export async function exactMarks(
  database: Reader,
  survey: CompiledSurvey,
  where: readonly Filter[],
  k: number,
): Promise<MarkCounts> {
  const { sql, parameters } = marksStatement(survey, where);
  const [all, ...marks] = await database.rows<MarkTally>(sql, parameters);
  return {
    ...{ survey: survey.id, where: whereCodes({ where }) },
    ...{ responses: all?.n ?? 0, excluded: all?.excluded ?? 0, marks },
    ...(await firstNeed(database, survey, where, k)),
  };
}

async function firstNeed(database: Reader, survey: CompiledSurvey, where: readonly Filter[], k: number) {
  const measures = measuresOf(survey);
  const variable = measures.find(({ role }) => role === 'need') ?? measures[0];
  if (variable === undefined) return { variable: null, shares: [] };
  const { name, label, categories } = variable;
  const weights = await exactWeights(database, survey);
  const ask = (marked: 'include' | 'exclude') => {
    const query = checkQuery(survey, { variable: name, weights: 'none', view: 'exact', marked });
    return exactFigures(database, survey, withWeights(survey, { ...query, where }, weights.known), k, weights);
  };
  const [without, including] = [await ask('exclude'), await ask('include')];
  const shares = categories.map((category, at) => ({
    ...{ category: category.code, label: category.label },
    ...{ without: without.rows[at]?.estimate ?? null, with: including.rows[at]?.estimate ?? null },
  }));
  return { variable: { name, label }, shares };
}
