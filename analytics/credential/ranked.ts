/** Published shares in their order, each with the places that it may have. */
import type { Localized } from '../../survey/contract.ts';
import type { CompiledVariable } from '../../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateRow, RankedShare, RankedShares } from '../contract.ts';
import { placeRanges } from '../compare/rank.ts';

/** @param area  of each category, where it has one */
export function rankedShares(
  { figure, n }: Pick<EstimateEnvelope, 'figure' | 'n'>,
  rows: readonly EstimateRow[],
  { categories }: Pick<CompiledVariable, 'categories'>,
  area: ReadonlyMap<string, Localized> = new Map(),
): RankedShares {
  const places = placeRanges(rows);
  const labels = new Map(categories.map(({ code, label }) => [code, label]));
  const told = rows.map((row, at): RankedShare => {
    const code = row.category ?? '';
    const place = places[at];
    return {
      ...{ code, label: labels.get(code) ?? { it: code, en: code }, area: area.get(code) ?? null, state: row.state },
      ...{ n: row.n, estimate: row.estimate, low: row.ciLow, high: row.ciHigh },
      places: place ? { from: place.from, to: place.to } : null,
    };
  });
  return { figure, n, rows: told.toSorted((one, other) => (other.estimate ?? -1) - (one.estimate ?? -1)) };
}
