/** The rule of a passport as the fields of a form, and back: what is a must, and what is chosen among several. */
import type { PassportRule } from '../../../survey/contract.ts';

/** An option is a key, or several joined by `+` that count together as one. */
export interface Choice {
  /** how many of the options are enough; as it was typed */
  readonly some: string;
  readonly options: readonly string[];
}
export interface Stack {
  readonly must: readonly string[];
  readonly choices: readonly Choice[];
}

/** At most so many choices in one form. */
export const mostChoices = 8;
const together = '+';

/** null for a rule that is nested deeper than the form shows */
export function stackOf(rule: PassportRule): Stack | null {
  const parts = 'all' in rule ? rule.all : [rule];
  const must = parts.flatMap((part) => ('credential' in part ? part.credential : []));
  const choices = parts.flatMap((part) => ('some' in part ? choiceOf(part) : []));
  const isPlain = must.length + choices.length === parts.length && choices.length <= mostChoices;
  return isPlain && choices.every((choice) => choice !== null) ? { must, choices } : null;
}

function choiceOf({ some, of }: { readonly some: number; readonly of: readonly PassportRule[] }): Choice | null {
  const options = of.map(optionOf);
  return options.every((option) => option !== null) ? { some: String(some), options } : null;
}

function optionOf(rule: PassportRule): string | null {
  if ('credential' in rule) return rule.credential;
  if (!('all' in rule)) return null;
  const keys = rule.all.map((part) => ('credential' in part ? part.credential : null));
  return keys.every((key) => key !== null) ? keys.join(together) : null;
}

/** What stood in a form. A choice without any option is none. @param all  the values of a field */
export function stackIn(all: (name: string) => readonly string[]): Stack {
  const choices = Array.from({ length: mostChoices }, (_, at) => ({
    ...{ some: (all(`some.${at}`)[0] ?? '').trim(), options: all(`choice.${at}`) },
  }));
  return { must: all('must'), choices: choices.filter(({ options }) => options.length > 0) };
}

/** A number that is none becomes one that is refused. */
export function ruleOf({ must, choices }: Stack): PassportRule {
  const parts: PassportRule[] = [
    ...must.map((credential) => ({ credential })),
    ...choices.map(({ some, options }) => ({ some: Number(some) || 0, of: options.map(partOf) })),
  ];
  return parts.length === 1 ? parts[0]! : { all: parts };
}

function partOf(option: string): PassportRule {
  const keys = option.split(together);
  return keys.length === 1 ? { credential: option } : { all: keys.map((credential) => ({ credential })) };
}

/** Everything that may be ticked: the microcredentials, and what a rule counts together. */
export const optionsOf = (keys: readonly string[], { choices }: Stack): string[] => [
  ...new Set([...keys, ...choices.flatMap(({ options }) => options.filter((option) => option.includes(together)))]),
];

export const keysOfOption = (option: string): string[] => option.split(together);
