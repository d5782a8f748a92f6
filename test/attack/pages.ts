/** What pages carry with them: the data that a page is drawn from, read as a browser would. */
import { EstimateEnvelope, type Coverage } from '../../analytics/contract.ts';
import type { Field } from './field.ts';
import type { Figure } from './figure.ts';
import { coverageFigures, readFigures } from './reading.ts';

/** Fetches the data of a page and gives all the figures in it. */
export async function readPage(field: Field, path: string): Promise<Figure[]> {
  const [address, query] = path.split('?');
  const data = `${field.address}${address === '/' ? '' : address}/__data.json${query === undefined ? '' : `?${query}`}`;
  const response = await fetch(data);
  if (!response.ok) throw new Error(`${data}: ${response.status}`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.flatMap((line) => nodesOf(JSON.parse(line) as Line)).flatMap((node) => figuresIn(field, node));
}

interface Line {
  readonly nodes?: readonly ({ readonly data?: readonly unknown[] } | null)[];
  readonly data?: readonly unknown[];
}

const nodesOf = ({ nodes = [], data }: Line): unknown[] =>
  [...nodes.map((node) => node?.data), data].flatMap((flat) => (flat === undefined ? [] : [unflattened(flat)]));

/** Kit writes each value once and refers to it by its place. */
function unflattened(flat: readonly unknown[]): unknown {
  const made = new Map<number, unknown>();
  const at = (place: number): unknown => {
    if (place < 0) return undefined;
    if (made.has(place)) return made.get(place);
    const value = flat[place];
    if (typeof value !== 'object' || value === null) return value;
    const whole: unknown[] | Record<string, unknown> = Array.isArray(value) ? [] : {};
    made.set(place, whole);
    for (const [key, one] of Object.entries(value))
      Object.assign(whole, { [key]: typeof one === 'number' ? at(one) : one });
    return whole;
  };
  return at(0);
}

/** Looks for answers of the API anywhere in a value. */
function figuresIn(field: Field, value: unknown, seen = new Set<unknown>()): Figure[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const envelope = EstimateEnvelope.safeParse(value);
  if (envelope.success) return envelope.data.survey === field.survey ? readFigures(field, envelope.data) : [];
  if ('dimensions' in value && 'responses' in value) return coverageFigures(field, value as Coverage);
  return Object.values(value).flatMap((one) => figuresIn(field, one, seen));
}
