/** Saturation: whether the next session still brings something that was not heard before. */
import type { Saturation } from '../contract.ts';
import { readCounted, type Bound } from './base.ts';
import type { EvidenceContext } from './context.ts';

interface Row {
  readonly place: number;
  readonly id: string;
  readonly title: string;
  readonly heldOn: string;
  readonly codes: number;
  readonly fresh: number;
}

const steps = `
  given AS (SELECT DISTINCT speaker // 64 AS place, code FROM said),
  numbered AS (SELECT place, place = min(place) OVER (PARTITION BY code) AS is_fresh FROM given),
  counted AS (
    SELECT place, id::VARCHAR AS id, title, held_on::VARCHAR AS "heldOn", count(*)::INTEGER AS codes,
           (count(*) FILTER (is_fresh))::INTEGER AS fresh
    FROM numbered JOIN heard USING (place) GROUP BY ALL
  )`;

/** Coded sessions in the order of their days. One in which nothing is coded yet tells nothing, and is left out. */
export async function saturationOf(context: EvidenceContext, bound: Bound): Promise<Saturation> {
  const { base, rows } = await readCounted<Row>(context, steps, bound);
  let cumulative = 0;
  const sessions = rows
    .toSorted((a, b) => a.place - b.place)
    .map(({ id, title, heldOn, codes, fresh }) => {
      cumulative += fresh;
      return { id, title, heldOn, codes, fresh, cumulative };
    });
  return { base, sessions };
}
