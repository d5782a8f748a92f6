/** The figures of a chart as a file. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';

/** A row of figures with the words for its codes, under the names of its columns with `Label`. */
export type LabelledRow = Readonly<Record<string, string | number | null>>;

/** The envelope as it came, with only these rows. */
export const asJson = (envelope: EstimateEnvelope, rows: readonly LabelledRow[]): string =>
  `${JSON.stringify({ ...envelope, rows }, null, 2)}\n`;

/** One line a row; survey, wave, snapshot and figure stand in each, so that a line keeps its origin wherever it goes. */
export function asCsv(envelope: EstimateEnvelope, rows: readonly LabelledRow[]): string {
  const { survey, wave, snapshot, figure, interval, sampleType } = envelope;
  const origin = {
    survey,
    wave,
    snapshot: snapshot?.id ?? null,
    takenOn: snapshot?.takenOn ?? null,
    figure,
    sampleType,
    interval,
  };
  const lines = rows.map((row) => ({ ...origin, ...row }));
  const columns = Object.keys(lines[0] ?? origin);
  const written = lines.map((line: LabelledRow) => columns.map((column) => field(line[column] ?? null)).join(','));
  return [columns.join(','), ...written, ''].join('\r\n');
}

/** RFC 4180; a text that a spreadsheet would run as a formula is made plain. */
function field(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
