/** An element of a file with the place where it stands: what is wrong with it is told there, and reading goes on. */
import { z } from 'zod';
import { elementsOf, textOf, type XmlElement } from '../xml.ts';
import { says, tooLong, type FileFault } from './fault.ts';
import { variableTypes } from './shape.ts';

const guid = /^(\{[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i;
const plain = (value: string) => value.replace(/[{}]/g, '').toLowerCase();

/** The kinds of values of the standard's schema, as zod reads them. */
export const kinds = {
  guid: z.string().trim().regex(guid, { error: 'guid' }).transform(plain),
  number: z
    .string()
    .trim()
    .regex(/^\+?\d{1,9}$/, { error: 'number' })
    .transform(Number),
  truth: z
    .enum(['true', 'false', '1', '0'], { error: 'truth' })
    .transform((value) => value === 'true' || value === '1'),
  colour: z
    .string()
    .trim()
    .regex(/^#([\da-f]{3}|[\da-f]{6})$/i, { error: 'colour' })
    .transform(sixDigits),
  moment: z.iso.datetime({ offset: true, local: true, error: 'moment' }).transform(inUtc),
  type: z.enum(variableTypes, { error: 'type' }),
  text: z.string(),
} as const;
type Kind = keyof typeof kinds;

function sixDigits(colour: string): string {
  const digits = colour.slice(1);
  return `#${digits.length === 6 ? digits : [...digits].map((digit) => digit + digit).join('')}`.toUpperCase();
}

/** A moment without a zone is taken for UTC, which the standard asks for. */
function inUtc(moment: string): string {
  const zoned = /(Z|[+-]\d\d:\d\d)$/.test(moment) ? moment : `${moment}Z`;
  return new Date(zoned).toISOString();
}

export interface Placed {
  readonly element: XmlElement;
  readonly path: string;
  readonly faults: FileFault[];
}

/** Elements inside, each with its place. */
export function inside({ element, path, faults }: Placed, name: string): Placed[] {
  return elementsOf(element, name).map((one, index) => ({
    element: one,
    path: `${path}/${name}[${index + 1}]`,
    faults,
  }));
}

/** The elements of a list that may be left out: `Codes/Code`. */
export const listed = (placed: Placed, list: string, name: string): Placed[] =>
  inside(placed, list).flatMap((one) => inside({ ...one, path: `${placed.path}/${list}` }, name));

/** The text of an element inside; empty when there is none. */
export function words(placed: Placed, name: string, most: number): string {
  const [one] = inside(placed, name);
  const text = one === undefined ? '' : textOf(one.element);
  if (text.length > most) tell({ ...placed, path: `${placed.path}/${name}` }, 'too_long', tooLong(most));
  return text;
}

/** An attribute that may be left out; null also when it is faulty, which is then told. */
export function attribute<K extends Kind>(placed: Placed, name: string, kind: K): z.output<(typeof kinds)[K]> | null {
  const value = placed.element.attributes[name];
  if (value === undefined) return null;
  const parsed = kinds[kind].safeParse(value);
  if (parsed.success) return parsed.data as z.output<(typeof kinds)[K]>;
  tell({ ...placed, path: `${placed.path}@${name}` }, 'invalid', says[kind as keyof typeof says]);
  return null;
}

/** An attribute that must be there. @param stand  what stands in its place, so that reading goes on */
export function required<K extends Kind>(
  placed: Placed,
  name: string,
  kind: K,
  stand: z.output<(typeof kinds)[K]>,
): z.output<(typeof kinds)[K]> {
  if (placed.element.attributes[name] === undefined)
    tell({ ...placed, path: `${placed.path}@${name}` }, 'missing', says.missing);
  return attribute(placed, name, kind) ?? stand;
}

/** A name of at most so many characters. */
export function named(placed: Placed, most: number, stand: string): string {
  const name = (attribute(placed, 'name', 'text') ?? '').trim();
  if (name.length > most) tell({ ...placed, path: `${placed.path}@name` }, 'too_long', tooLong(most));
  return name === '' ? stand : name;
}

export function tell(
  { path, faults }: Pick<Placed, 'path' | 'faults'>,
  code: FileFault['code'],
  sentence: FileFault['says'],
) {
  faults.push({ path, code, says: sentence });
}
