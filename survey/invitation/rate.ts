/** Response rates of codes: docs/method.md, "Response rates". */
import type { Database } from '../../data/database.server.ts';
import type { ResponseRate, ResponseRates } from '../contract.ts';

type Counts = Omit<ResponseRate, 'rr1' | 'rr2'>;

/**
 * AAPOR RR1 and RR2 (Standard Definitions, 10th edition, 2023, section "Response Rates"):
 * RR1 = I / ((I + P) + (R + NC + O) + (UH + UO)), RR2 = (I + P) / the same. `silent` and `unknown` stand together
 * in the denominator, so that it does not matter which of them a code without an answer is.
 * @returns null without a code
 */
export function ratesOf(counts: Counts): ResponseRate {
  const { completes, partials, refusals, unknown, silent } = counts;
  const all = completes + partials + refusals + unknown + silent;
  const share = (part: number) => (all === 0 ? null : part / all);
  return { ...counts, rr1: share(completes), rr2: share(completes + partials) };
}

/** Codes that were given to somebody: those of people who were not yet written to are left out. */
const select = `
  SELECT t.stratum, t.channel, count(*)::INTEGER AS codes, count(*) FILTER (t.used)::INTEGER AS completes,
    0::INTEGER AS partials, count(*) FILTER (NOT t.used AND i.state = 'stopped')::INTEGER AS refusals,
    count(*) FILTER (NOT t.used AND i.state = 'bounced')::INTEGER AS unknown,
    count(*) FILTER (NOT t.used AND coalesce(i.state, '') NOT IN ('stopped', 'bounced'))::INTEGER AS silent
  FROM token AS t LEFT JOIN invitee AS i ON i.survey = t.survey AND i.token_hmac = t.token_hmac
  WHERE t.survey = ? AND (t.used OR coalesce(i.state, '') <> 'listed')
  GROUP BY t.stratum, t.channel ORDER BY t.stratum NULLS LAST, t.channel NULLS LAST`;

export async function responseRates(reader: Pick<Database, 'rows'>, survey: string): Promise<ResponseRates> {
  const rows = (await reader.rows<Counts>(select, [survey])).map(ratesOf);
  const channels = await reader.rows<{ channel: string | null; responses: number }>(
    `SELECT channel, count(*)::INTEGER AS responses FROM response
     WHERE survey = ? AND erased_on IS NULL AND pilot IS NOT TRUE GROUP BY channel ORDER BY channel NULLS LAST`,
    [survey],
  );
  return { survey, view: 'exact', total: ratesOf(rows.reduce<Counts>(added, none)), rows, channels };
}

const none: Counts = {
  ...{ stratum: null, channel: null, codes: 0, completes: 0, partials: 0, refusals: 0, unknown: 0, silent: 0 },
};
const names = ['codes', 'completes', 'partials', 'refusals', 'unknown', 'silent'] as const;
const added = (sum: Counts, row: Counts): Counts => ({
  ...sum,
  ...(Object.fromEntries(names.map((name) => [name, sum[name] + row[name]])) as Pick<Counts, (typeof names)[number]>),
});
