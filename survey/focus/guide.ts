/** The sentences of a guide, in the languages of respondents. */
import { Localized } from '../contract.ts';
import type { Text } from '../definition/question.ts';

/** A text of a definition; what is not written in English is Italian. Null when there is none. */
export function localized(text: Text | undefined): Localized | null {
  if (text === undefined || text === '') return null;
  if (typeof text === 'string') return { it: text, en: text };
  const { default: italian = text['en'] ?? '', ...others } = text;
  const known = Object.entries(others).filter(([language]) => language in Localized.shape);
  return Localized.parse({ it: italian, en: italian, ...Object.fromEntries(known) });
}
