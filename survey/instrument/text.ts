/** Every text of an instrument that people read, with a key that stays the same when its neighbours move. */
import { z } from 'zod';
import { Text } from '../definition/question.ts';
import type { Definition } from '../definition/schema.ts';

/** One text: a string, or a string a language; `default` is Italian. */
export interface PlacedText {
  /** names and values in place of positions: `pages.about.elements.sex.choices.f.text` */
  readonly key: string;
  /** `pages[0].elements[2].choices[0].text` */
  readonly path: string;
  readonly text: Text;
  /** a label of the codebook, which planners read and respondents do not */
  readonly label: boolean;
}

const textKeys = new Set([
  ...['title', 'description', 'navigationTitle', 'text', 'noneText', 'refuseText', 'requiredErrorText', 'placeholder'],
  ...['labelTrue', 'labelFalse', 'minErrorText', 'maxErrorText', 'minRateDescription', 'maxRateDescription'],
  ...['templateTitle', 'templateDescription', 'addPanelText', 'removePanelText', 'confirmDeleteText', 'noEntriesText'],
  ...['completeText', 'pageNextText', 'pagePrevText'],
]);

/** In the order in which they stand in the definition. */
export function placedTexts(definition: Definition): PlacedText[] {
  const seen = new Map<string, number>();
  return inside(definition, '', '').map((one) => {
    const times = (seen.get(one.key) ?? 0) + 1;
    seen.set(one.key, times);
    return times === 1 ? one : { ...one, key: `${one.key}#${times}` };
  });
}

function inside(value: unknown, key: string, path: string): PlacedText[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) =>
      inside(item, `${key}.${nameOf(item) ?? index}`, `${path}[${index}]`),
    );
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
    const [innerKey, innerPath] = key === '' ? [name, name] : [`${key}.${name}`, `${path}.${name}`];
    const label = name === 'label' && /\bcodebook\b/.test(innerPath);
    const text = textKeys.has(name) || label ? Text.safeParse(item) : null;
    return text?.success
      ? [{ key: innerKey, path: innerPath, text: text.data, label }]
      : inside(item, innerKey, innerPath);
  });
}

const Named = z.object({ name: z.string() });
const Valued = z.object({ value: z.string() });

const nameOf = (item: unknown): string | null =>
  Named.safeParse(item).data?.name ?? Valued.safeParse(item).data?.value ?? null;

/** The text in a language, or nothing; a plain string is Italian. */
export function inLanguage(text: Text, language: string): string | undefined {
  if (typeof text === 'string') return language === 'it' ? text : undefined;
  return text[language] ?? (language === 'it' ? text['default'] : undefined);
}

/** Numbers and signs say the same in every language. */
export const isWords = (text: string): boolean => /\p{L}/u.test(text);
