/** What in a text seems to tell who somebody is. Nothing is changed by itself: a person looks at it. */
import type { Hint, RespondentLanguage } from '../contract.ts';
import { fiscalCodes, ibans } from './hint-code.ts';
import { emails, phones } from './hint-contact.ts';
import { namesAlone, namesAt, namesIn } from './hint-name.ts';

/** A stretch of a text, in the units of JavaScript's strings. */
export interface Span {
  readonly start: number;
  readonly stop: number;
}

/** Words of the programme and of places, in lower case: they begin with a capital and name nobody. */
export type KnownWords = ReadonlySet<string>;

export type Found = Omit<Hint, 'of'>;

/** Hints in the order of the text, none within another; offsets in code points. */
export function hintsIn(text: string, language: RespondentLanguage, known: KnownWords): Found[] {
  return inPoints(text, [...codesIn(text), ...ofKind('name', namesIn(text, language, known))]);
}

/** For a word of the staff that nobody wrote as a sentence, such as a role: capitals alone tell nothing there. */
export function plainHints(text: string): Found[] {
  return inPoints(text, [...codesIn(text), ...ofKind('name', namesAlone(text))]);
}

/** For a room, which may be called after somebody. */
export function placeHints(text: string): Found[] {
  return inPoints(text, [...codesIn(text), ...ofKind('name', namesAt(text))]);
}

const codesIn = (text: string): Found[] => [
  ...ofKind('email', emails(text)),
  ...ofKind('fiscal_code', fiscalCodes(text)),
  ...ofKind('iban', ibans(text)),
  ...ofKind('phone', phones(text)),
];

const ofKind = (kind: Hint['kind'], spans: readonly Span[]): Found[] => spans.map((span) => ({ kind, ...span }));

/** What comes first in the list wins where two overlap. */
function inPoints(text: string, found: readonly Found[]): Found[] {
  const apart: Found[] = [];
  for (const one of found) if (!apart.some(({ start, stop }) => one.start < stop && start < one.stop)) apart.push(one);
  return apart
    .sort((one, other) => one.start - other.start)
    .map(({ kind, start, stop }) => ({ kind, start: pointsBefore(text, start), stop: pointsBefore(text, stop) }));
}

/** How many code points stand before a place of the string. */
function pointsBefore(text: string, place: number): number {
  let points = 0;
  for (let at = 0; at < place; points++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return points;
}
