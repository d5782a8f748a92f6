/** Codes that were given to the same statement. */
import type { CodePairs } from '../contract.ts';
import { heardIn, readCounted, tallied, type Bound, type Tally } from './base.ts';
import { inTreeOrder, readCodes } from './codes.ts';
import type { EvidenceContext } from './context.ts';

type Row = Tally & { readonly first: string; readonly second: string };

/** A code beside itself is how often it was given at all. */
const steps = `
  tally AS (
    SELECT said.code AS first, other.code AS second, said.speaker, count(*) AS n
    FROM said JOIN said other ON other.statement = said.statement AND other.code >= said.code GROUP BY ALL
  ),
  counted AS (SELECT first::VARCHAR AS first, second::VARCHAR AS second, ${tallied} FROM tally GROUP BY ALL)`;

/** Each pair once, the code that comes first in the tree first. */
export async function codePairs(context: EvidenceContext, programme: string, bound: Bound): Promise<CodePairs> {
  const [stored, { base, rows }] = await Promise.all([
    readCodes(context, programme),
    readCounted<Row>(context, steps, bound),
  ]);
  const whole = new Map(rows.filter(isAlone).map((row) => [row.first, heardIn(row)]));
  const codes = inTreeOrder(stored, whole);
  const place = new Map(codes.map(({ id }, at) => [id, at]));
  const pairs = rows
    .filter((row) => !isAlone(row))
    .map((row) => {
      const isTurned = (place.get(row.first) ?? 0) > (place.get(row.second) ?? 0);
      const [first, second] = isTurned ? [row.second, row.first] : [row.first, row.second];
      return { first, second, ...heardIn(row) };
    });
  return { base, codes, pairs };
}

const isAlone = ({ first, second }: Row): boolean => first === second;
