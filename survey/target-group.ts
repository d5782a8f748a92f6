import { z } from 'zod';
import { missingCodes, type Language } from './contract.ts';

/**
 * A published rule: who belongs to a target group, from the variables of the codebook.
 * A comparison with a variable that has no value (not shown, skipped, refused, don't know) is unknown, as NULL is in
 * SQL; a person belongs to a group only where the rule is true.
 */
export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  | { readonly variable: string; readonly in: readonly string[] };

export const Rule: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Rule).min(1).max(20) }),
    z.strictObject({ any: z.array(Rule).min(1).max(20) }),
    z.strictObject({ not: Rule }),
    z.strictObject({ variable: z.string(), in: z.array(z.string()).min(1).max(60) }),
  ]),
);

/** What a rule needs to know of a variable. */
export interface RuleVariable {
  readonly name: string;
  readonly label: { readonly it: string; readonly en: string };
  readonly type: string;
  readonly column: string | null;
  readonly missingColumn: string | null;
  readonly categories: readonly {
    readonly code: string;
    readonly number: number;
    readonly label: { readonly it: string; readonly en: string };
  }[];
}
export type RuleVariables = ReadonlyMap<string, RuleVariable>;

/** The groups that may be somebody's main group: sensitive answers put nobody into a group that hides the others. */
export function mainGroups<T extends { readonly flagged: boolean }>(groups: readonly T[]): T[] {
  return groups.filter(({ flagged }) => !flagged);
}

/** The names of the variables that a rule compares, each once. */
export function ruleVariables(rule: Rule): string[] {
  if ('variable' in rule) return [rule.variable];
  const parts = 'not' in rule ? [rule.not] : 'all' in rule ? rule.all : rule.any;
  return [...new Set(parts.flatMap(ruleVariables))];
}

/** @returns one sentence for each variable or code that does not exist, or cannot be compared */
export function ruleFaults(rule: Rule, variables: RuleVariables): Readonly<Record<Language, string>>[] {
  if ('all' in rule) return rule.all.flatMap((part) => ruleFaults(part, variables));
  if ('any' in rule) return rule.any.flatMap((part) => ruleFaults(part, variables));
  if ('not' in rule) return ruleFaults(rule.not, variables);
  const variable = variables.get(rule.variable);
  const { variable: name } = rule;
  if (!variable)
    return [
      {
        it: `la regola nomina la variabile «${name}», che non esiste`,
        en: `the rule names the variable "${name}", which does not exist`,
      },
    ];
  if (!comparable(variable))
    return [
      {
        it: `la regola confronta «${name}», che è di tipo ${variable.type}`,
        en: `the rule compares "${name}", which is a ${variable.type}`,
      },
    ];
  const unknown = rule.in.filter((code) => !numberOf(variable, code));
  return unknown.map((code) => ({ it: `«${name}» non ha il codice «${code}»`, en: `"${name}" has no code "${code}"` }));
}

/**
 * The rule as SQL over the columns of the wide typed table: true, false, or NULL where it is unknown.
 * Holds numbers and column names of the codebook only, no text of the rule.
 */
export function ruleSql(rule: Rule, variables: RuleVariables): string {
  if ('all' in rule) return `(${rule.all.map((part) => ruleSql(part, variables)).join(' AND ')})`;
  if ('any' in rule) return `(${rule.any.map((part) => ruleSql(part, variables)).join(' OR ')})`;
  if ('not' in rule) return `(NOT ${ruleSql(rule.not, variables)})`;
  const { column, missingColumn, numbers } = comparison(rule, variables);
  if (missingColumn) return `(CASE WHEN "${missingColumn}" IS NULL THEN list_has_any("${column}", [${numbers}]) END)`;
  return `(${truthTable(existing(rule.variable, variables), numbers)})["${column}"]`;
}

/**
 * True or false for each number, as a list to look up in: one step where a comparison takes five. DuckDB counts
 * negative places from the end, and the last four are NULL: those of the missing codes.
 */
function truthTable({ categories }: RuleVariable, numbers: readonly number[]): string {
  const last = Math.max(0, ...categories.map(({ number }) => number));
  const places = Array.from({ length: last }, (_, place) => String(numbers.includes(place + 1)));
  return `[${[...places, ...Object.values(missingCodes).map(() => 'NULL')].join(', ')}]::BOOLEAN[]`;
}

/** A row of the wide table: a number or missing code a column, or the ticked numbers and their missing code. */
export type RuleRow = Readonly<Record<string, number | readonly number[] | null>>;

/** The same rule evaluated on one row: true, false, or null where it is unknown (Kleene's logic). */
export function ruleHolds(rule: Rule, variables: RuleVariables, row: RuleRow): boolean | null {
  if ('all' in rule) return conjunction(rule.all.map((part) => ruleHolds(part, variables, row)));
  if ('any' in rule) return negation(conjunction(rule.any.map((part) => negation(ruleHolds(part, variables, row)))));
  if ('not' in rule) return negation(ruleHolds(rule.not, variables, row));
  const { column, missingColumn, numbers } = comparison(rule, variables);
  const value = row[column] ?? null;
  if (typeof value === 'number') return value > 0 ? numbers.includes(value) : null;
  if (value === null || (missingColumn && (row[missingColumn] ?? null) !== null)) return null;
  return value.some((number) => numbers.includes(number));
}

const words = {
  it: { all: '; e ', any: '; oppure ', not: 'non ', none: 'nessuno di questi casi: ', or: ' o ', quote: ['«', '»'] },
  en: { all: '; and ', any: '; or ', not: 'not ', none: 'none of these: ', or: ' or ', quote: ['“', '”'] },
} as const;

/**
 * The rule in the codebook's labels: `Employment status: “unemployed” or “inactive”; and Sex: “woman”`.
 * @param nameOf  the name of a part that has one, such as another group's own rule
 */
export function ruleInWords(
  rule: Rule,
  variables: RuleVariables,
  language: Language,
  nameOf: (part: Rule) => string | undefined = () => undefined,
): string {
  const word = words[language];
  const quoted = (label: string) => word.quote.join(label);
  const part = (one: Rule) => {
    const name = nameOf(one);
    if (name !== undefined) return quoted(name);
    const text = ruleInWords(one, variables, language, nameOf);
    return 'all' in one || 'any' in one ? `(${text})` : text;
  };
  if ('all' in rule) return rule.all.map(part).join(word.all);
  if ('any' in rule) return rule.any.map(part).join(word.any);
  if ('not' in rule && 'any' in rule.not) return word.none + rule.not.any.map(part).join('; ');
  if ('not' in rule) return word.not + part(rule.not);
  const variable = existing(rule.variable, variables);
  const labels = rule.in.map((code) => variable.categories.find((one) => one.code === code)?.label[language] ?? code);
  return `${variable.label[language]}: ${labels.map(quoted).join(word.or)}`;
}

function comparison(rule: { readonly variable: string; readonly in: readonly string[] }, variables: RuleVariables) {
  const variable = existing(rule.variable, variables);
  const numbers = rule.in.flatMap((code) => numberOf(variable, code) ?? []);
  return { column: variable.column!, missingColumn: variable.missingColumn, numbers };
}

function existing(name: string, variables: RuleVariables): RuleVariable {
  const variable = variables.get(name);
  if (!variable || !comparable(variable)) throw new Error(`the rule names "${name}", which cannot be compared`);
  return variable;
}

const comparable = (variable: RuleVariable) =>
  variable.column !== null && ['single', 'scale', 'multiple'].includes(variable.type);

const numberOf = (variable: RuleVariable, code: string) =>
  variable.categories.find((category) => category.code === code)?.number;

const negation = (value: boolean | null) => (value === null ? null : !value);

function conjunction(values: readonly (boolean | null)[]): boolean | null {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}
