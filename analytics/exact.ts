/** The exact path: figures of the answers as they are now. For analysts and tests; never public. */
import type { Database } from '../data/database.server.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateQuery, EstimateRow } from './contract.ts';
import { domainsOf } from './domain.ts';
import { envelope, shownRows, silentRows } from './envelope.ts';
import { figuresOf } from './exact-figure.ts';
import { domainKey, nobody, readTally, type Tally } from './exact-tally.ts';
import { exactWeights, type ExactWeights } from './exact-weights.ts';
import { checkQuery, isAsked, type CheckedQuery } from './query.ts';
import { sizeStatement } from './view/count.ts';
import { tallyStatement, type TallyColumns } from './view/tally.ts';
import { withWeights, type WeightedQuery } from './weight-kind.ts';

type Reader = Pick<Database, 'rows' | 'columns'>;

/**
 * Computes a figure from the answers that have reached the typed tables; nothing is hidden, however small.
 * An empty base gives n = 0 and no share.
 * @throws Problem as `checkQuery` and `withWeights`; query_too_slow
 */
export async function estimateExactly(
  database: Reader,
  survey: CompiledSurvey,
  input: EstimateQuery,
  k: number,
): Promise<EstimateEnvelope> {
  const weights = await exactWeights(database, survey);
  const query = withWeights(survey, checkQuery(survey, { ...input, view: 'exact' }), weights.known);
  return exactFigures(database, survey, query, k, weights);
}

/** The same for a query that has been checked, and narrowed to what may be seen. */
export async function exactFigures(
  database: Reader,
  survey: CompiledSurvey,
  query: WeightedQuery,
  k: number,
  weights: ExactWeights,
): Promise<EstimateEnvelope> {
  const rows = isAsked(survey, query.variable)
    ? await computedRows(database, survey, query, weights)
    : domainsOf(survey, query).flatMap((domain) => silentRows(query, domain, 'not_asked'));
  return envelope(survey, query, { snapshot: null, k, coverage: null, n: await sizeOf(database, survey, query) }, rows);
}

async function computedRows(
  database: Reader,
  survey: CompiledSurvey,
  query: WeightedQuery,
  { classesOf }: ExactWeights,
): Promise<EstimateRow[]> {
  const classes = classesOf(query.chosen.kind);
  const tally = await tallied(database, survey, query, classes);
  return domainsOf(survey, query).flatMap((domain) => {
    const found = tally.domains.get(domainKey(domain.map(({ number }) => number))) ?? nobody;
    return shownRows(query, domain, figuresOf(survey, query, tally, found, classes));
  });
}

async function tallied(
  database: Reader,
  survey: CompiledSurvey,
  query: WeightedQuery,
  classes: ReturnType<ExactWeights['classesOf']>,
): Promise<Tally> {
  const dimensions = classes?.dimensions ?? null;
  const { sql, parameters } = tallyStatement(survey, query, dimensions);
  const columns = await database.columns<TallyColumns>(sql, parameters);
  return readTally(columns, { depth: dimensions?.length ?? 0, width: query.by.length });
}

async function sizeOf(database: Reader, survey: CompiledSurvey, query: CheckedQuery): Promise<number> {
  const { sql, parameters } = sizeStatement(survey, query.where, query.marked);
  const [row] = await database.rows<{ n: number }>(sql, parameters);
  return row?.n ?? 0;
}
