/** Which rows of a figure somebody cites: in the address of its page, so that a sentence leads to them. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';

const name = 'value';

/** "?value=english", for one row or several. */
export const citedSearch = (keys: readonly string[]): string =>
  `?${new URLSearchParams(keys.map((key) => [name, key]))}`;

/** The keys that an address cites. */
export const citedIn = (address: URLSearchParams): string[] => [...new Set(address.getAll(name))];

/** The codes of a row as an address has them: the category, if there are several, then what the figure is divided by. */
export function citedKey({ by, rows }: Pick<EstimateEnvelope, 'by' | 'rows'>, row: EstimateRow): string {
  const codes = by.map((one) => String(row[one.split(':')[0] ?? one] ?? ''));
  const isSingle = codes.length > 0 && rows.every(({ category }) => category === row.category);
  return [...(isSingle || row.category === null ? [] : [row.category]), ...codes].join(' ');
}
