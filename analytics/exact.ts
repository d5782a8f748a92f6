/** The exact path: figures of the answers as they are now. For analysts and tests; never public. */
import type { Database } from '../data/database.server.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateQuery, EstimateRow } from './contract.ts';
import { domainsOf, type Domain } from './domain.ts';
import { envelope, shownRows, silentRows, type Counts } from './envelope.ts';
import { checkQuery, isAsked, type CheckedQuery } from './query.ts';
import { countStatement, sizeStatement, type Tally } from './view/count.ts';

type Reader = Pick<Database, 'rows'>;

/**
 * Computes a figure from the answers that have reached the typed tables; nothing is hidden, however small.
 * An empty base gives n = 0 and no share.
 * @throws Problem as `checkQuery`; query_too_slow
 */
export async function estimateExactly(
  database: Reader,
  survey: CompiledSurvey,
  input: EstimateQuery,
  k: number,
): Promise<EstimateEnvelope> {
  return exactFigures(database, survey, checkQuery(survey, { ...input, view: 'exact' }), k);
}

/** The same for a query that has been checked, and narrowed to what may be seen. */
export async function exactFigures(
  database: Reader,
  survey: CompiledSurvey,
  query: CheckedQuery,
  k: number,
): Promise<EstimateEnvelope> {
  const counts = await countExactly(database, survey, query);
  const rows = domainsOf(survey, query).flatMap((domain) => exactRows(survey, query, domain, counts));
  return envelope(survey, query, { snapshot: null, k, coverage: null, n: await sizeOf(database, survey, query) }, rows);
}

/** Counts by domain (see `domainKey`); a domain without anybody in the base is not there. */
export async function countExactly(
  database: Reader,
  survey: CompiledSurvey,
  query: CheckedQuery,
): Promise<ReadonlyMap<string, Counts>> {
  if (!isAsked(survey, query.variable)) return new Map();
  const { sql, parameters } = countStatement(survey, query);
  const tallies = await database.rows<Tally>(sql, parameters);
  const domains = Map.groupBy(tallies, ({ by1, by2 }) => `${by1}|${by2}`);
  return new Map([...domains].map(([key, list]) => [key, countsOf(list)]));
}

/** Numbers of the categories, two always: `3|0`. */
const domainKey = (domain: Domain): string => `${domain[0]?.number ?? 0}|${domain[1]?.number ?? 0}`;

function countsOf(tallies: readonly Tally[]): Counts {
  const byNumber = new Map(tallies.map(({ category, y }) => [category, y]));
  return { base: tallies[0]?.base ?? 0, of: (number) => byNumber.get(number) ?? 0 };
}

function exactRows(
  survey: CompiledSurvey,
  query: CheckedQuery,
  domain: Domain,
  counts: ReadonlyMap<string, Counts>,
): EstimateRow[] {
  if (!isAsked(survey, query.variable)) return silentRows(query, domain, 'not_asked');
  return shownRows(survey, query, domain, counts.get(domainKey(domain)) ?? nobody);
}

const nobody: Counts = { base: 0, of: () => 0 };

async function sizeOf(database: Reader, survey: CompiledSurvey, query: CheckedQuery): Promise<number> {
  const { sql, parameters } = sizeStatement(survey, query.where);
  const [row] = await database.rows<{ n: number }>(sql, parameters);
  return row?.n ?? 0;
}
