import type { Language, OpenAnswer, Territory, Variable } from '../../../survey/contract.ts';

/** Something known of a respondent, in words. */
export interface Attribute {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** What is known of a respondent, in words and in the order of the codebook; what is missing is left out. */
export const labelledBy = (
  variables: readonly Variable[],
  territories: readonly Territory[],
  attributes: OpenAnswer['attributes'],
  language: Language,
): Attribute[] =>
  variables.flatMap(({ name, label, role, categories }) => {
    const code = attributes[name] ?? null;
    if (code === null) return [];
    const place = role === 'territory' ? territories.find((one) => one.code === code) : undefined;
    const named = (one: string) =>
      (place?.name ?? categories.find((category) => category.code === one)?.label)?.[language] ?? one;
    return [{ name, label: label[language], value: code.split(';').map(named).join(', ') }];
  });
