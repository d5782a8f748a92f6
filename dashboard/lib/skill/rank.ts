/** The place of a skill among all that a survey asks about. */
import type { EstimateRow } from '../../../analytics/contract.ts';
import { tiesOf } from '../chart/ties.ts';
import { isShown, valueOf, type Shown } from '../chart/value.ts';

/** From the first to the last place of those that its range cannot be told from; `all` that have a place. */
export interface Rank {
  readonly from: number;
  readonly to: number;
  readonly all: number;
}

/** Null where the share of the skill is not published. @param rows  one a skill */
export function rankOf(rows: readonly EstimateRow[], skill: string): Rank | null {
  const ranked = rows
    .map((row) => ({ code: row.category, value: valueOf(row) }))
    .filter((one): one is { code: string | null; value: Shown } => isShown(one.value))
    .sort((a, b) => b.value.estimate - a.value.estimate);
  const place = ranked.findIndex(({ code }) => code === skill) + 1;
  const tie = tiesOf(ranked.map(({ value }) => value)).find(({ from, to }) => from <= place && place <= to);
  return place === 0 || tie === undefined ? null : { ...tie, all: ranked.length };
}
