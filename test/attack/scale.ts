/** Whether means and medians say more than the shares that they follow from. */
import type { EstimateEnvelope, EstimateRow } from '../../analytics/contract.ts';
import { boundsBetween, meanOfCounts, quantileOfCounts } from '../../analytics/disclosure/counted.ts';

interface Told {
  readonly scales: number;
  readonly telling: readonly string[];
}

const tolerance = 1e-9;
const isOfScale = ({ statistic }: EstimateEnvelope) => statistic === 'mean' || statistic === 'median';

/**
 * Holds each mean and median against the shares of its cell.
 * @returns how many were held, and those that the shares do not give: these would tell something of their own
 */
export function tellingScales(envelopes: readonly EstimateEnvelope[]): Told {
  const shares = new Map<string, EstimateRow[]>();
  for (const envelope of envelopes.filter(({ statistic }) => statistic === 'proportion'))
    for (const [key, rows] of Map.groupBy(envelope.rows, (row) => cellOf(envelope, row))) shares.set(key, rows);
  const held = envelopes.filter(isOfScale).flatMap((envelope) =>
    envelope.rows
      .filter(({ state }) => state === 'shown')
      .flatMap((row) => {
        const key = cellOf(envelope, row);
        const own = shares.get(key);
        return own ? [{ key: `${envelope.statistic} ${key}`, follows: follows(envelope, row, own) }] : [];
      }),
  );
  return { scales: held.length, telling: held.flatMap(({ key, follows: fine }) => (fine ? [] : [key])) };
}

function cellOf({ variable, snapshot, by, where }: EstimateEnvelope, row: EstimateRow): string {
  const place = by.map((name) => row[name.split(':')[0] ?? '']);
  return JSON.stringify([variable, row.weights, snapshot?.id, by, where, place]);
}

function follows({ statistic }: EstimateEnvelope, { estimate }: EstimateRow, shares: readonly EstimateRow[]): boolean {
  const sorted = shares.toSorted((a, b) => Number(a.category) - Number(b.category));
  if (estimate === null || sorted.some(({ state }) => state !== 'shown')) return false;
  const counts = sorted.map((one) => one.estimate ?? Number.NaN);
  const values = sorted.map(({ category }) => Number(category));
  const given =
    statistic === 'mean' ? meanOfCounts(counts, values) : quantileOfCounts(counts, boundsBetween(values), 0.5);
  return given !== null && Math.abs(given - estimate) < tolerance;
}
