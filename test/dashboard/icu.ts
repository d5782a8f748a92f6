import { IntlMessageFormat } from 'intl-messageformat';

interface Node {
  /** 1 to 4 show a value; 5 and 6 choose words by one, which a language may not need; 7 is the `#` that shows it */
  type: number;
  value?: string;
  options?: Record<string, { value: Node[] }>;
}

const parsed = (text: string, locale: string) => new IntlMessageFormat(text, locale).getAst() as Node[];

/** Names of the values that a text shows, at any depth. */
export function places(text: string, locale: string): string[] {
  const inside = (nodes: Node[], chosenBy = ''): string[] =>
    nodes.flatMap(({ type, value, options }) => [
      ...(type >= 1 && type <= 4 && value ? [value] : []),
      ...(type === 7 ? [chosenBy] : []),
      ...Object.values(options ?? {}).flatMap((option) => inside(option.value, value)),
    ]);
  return [...new Set(inside(parsed(text, locale)))].toSorted();
}

/** The forms of number that each plural of a text has, at any depth, without those of one exact number. */
export function pluralForms(text: string, locale: string): string[][] {
  const inside = (nodes: Node[]): string[][] =>
    nodes.flatMap(({ type, options = {} }) => [
      ...(type === 6 ? [Object.keys(options).filter((form) => !form.startsWith('='))] : []),
      ...Object.values(options).flatMap(({ value }) => inside(value)),
    ]);
  return inside(parsed(text, locale)).map((forms) => forms.toSorted());
}
