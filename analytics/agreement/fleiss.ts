/** Agreement of many coders, the same number for each unit, not necessarily the same people. */
import { Problem } from '../../problem.ts';
import { beyondChance, refuseEmpty, sum, type Agreement } from './ratings.ts';

export interface FleissKappa extends Agreement {
  /** for the hypothesis of agreement by chance only (Fleiss, Nee and Landis 1979, Psychological Bulletin 86, 974–977) */
  readonly se: number | null;
  /** for each category, how well it is told from all others */
  readonly byCategory: readonly (number | null)[];
}

/**
 * Fleiss' kappa (Fleiss 1971, Psychological Bulletin 76, 378–382).
 * @param counts  `counts[unit][category]`: how many coders chose it; each unit judged by the same number, at least 2
 * @example fleissKappa([[0, 0, 6], [2, 4, 0]])
 * @throws Problem unequal_coders, which names the unit; nothing_to_compare
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa {
  const units = counts.length;
  refuseEmpty(units);
  const coders = codersOf(counts);
  const shares = (counts[0] ?? []).map(
    (_, category) => sum(counts.map((unit) => unit[category] ?? 0)) / (units * coders),
  );
  const agreeing = counts.map((unit) => (sum(unit.map((count) => count * count)) - coders) / (coders * (coders - 1)));
  const agreement = beyondChance(sum(agreeing) / units, sum(shares.map((share) => share ** 2)), units);
  const byCategory = shares.map((share, category) => categoryKappa(counts, coders, category, share));
  return { ...agreement, se: chanceError(shares, units, coders), byCategory };
}

function codersOf(counts: readonly (readonly number[])[]): number {
  const coders = sum(counts[0] ?? []);
  const unit = counts.findIndex((one) => sum(one) !== coders);
  if (unit >= 0) throw new Problem('unequal_coders', { unit, found: sum(counts[unit] ?? []), expected: coders });
  if (coders < 2) throw new Problem('unequal_coders', { unit: 0, found: coders, expected: '≥ 2' });
  return coders;
}

/** 1 − Σ x (m − x) / (n m (m − 1) p q) */
function categoryKappa(
  counts: readonly (readonly number[])[],
  coders: number,
  category: number,
  p: number,
): number | null {
  if (p === 0 || p === 1) return null;
  const against = sum(counts.map((unit) => (unit[category] ?? 0) * (coders - (unit[category] ?? 0))));
  return 1 - against / (counts.length * coders * (coders - 1) * p * (1 - p));
}

/** √2 / (Σ pq √(n m (m − 1))) · √((Σ pq)² − Σ pq (q − p)) */
function chanceError(shares: readonly number[], units: number, coders: number): number | null {
  const spread = sum(shares.map((p) => p * (1 - p)));
  if (spread === 0) return null;
  const skew = sum(shares.map((p) => p * (1 - p) * (1 - 2 * p)));
  return (
    (Math.SQRT2 / (spread * Math.sqrt(units * coders * (coders - 1)))) * Math.sqrt(Math.max(0, spread ** 2 - skew))
  );
}
