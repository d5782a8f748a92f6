/** What a table of the administration shows: in columns, sorted by the address, and as CSV. */
export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  /** sorts the rows, and stands in the CSV */
  readonly value: (row: Row) => string | number;
  readonly numeric?: boolean;
  /** not to be sorted by */
  readonly fixed?: boolean;
}

export interface Order {
  readonly key: string;
  readonly down: boolean;
}

/** The order that the address asks for, `?sort=name`, `?sort=-name`; else by the column `start`. */
export function orderOf<Row>(
  search: Pick<URLSearchParams, 'get'>,
  columns: readonly Column<Row>[],
  start: string,
): Order {
  const asked = search.get('sort') ?? '';
  const found = columns.find(({ key, fixed }) => !fixed && key === asked.replace(/^-/, ''));
  return found ? { key: found.key, down: asked.startsWith('-') } : { key: start, down: false };
}

/** The address with this column on top; a second time, the other way round. */
export function sortedBy(search: Iterable<[string, string]>, order: Order, key: string): string {
  const changed = new URLSearchParams([...search]);
  changed.set('sort', order.key === key && !order.down ? `-${key}` : key);
  return `?${changed}`;
}

/** Rows in an order; equal ones stay as they were. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { key, down }: Order,
  language: string,
): Row[] {
  const column = columns.find((one) => one.key === key);
  if (!column) return [...rows];
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), language);
  return rows.toSorted((a, b) => compare(column.value(a), column.value(b)) * (down ? -1 : 1));
}

/** RFC 4180, one line a row; a text that a spreadsheet would run as a formula is made plain. */
export function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => columns.map(({ value }) => value(row)))];
  return lines.map((cells) => `${cells.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
