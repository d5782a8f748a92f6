/** How two target groups lie to each other, by their published rules alone: no answer is looked at. */
import type { Rule } from '../../survey/target-group.ts';
import type { CompiledVariable } from '../../survey/registry/registry.ts';
import type { Relation } from './judge.ts';

/** Values that each variable may have; `''` stands for none. A variable that is not named may have any. */
type Case = ReadonlyMap<string, ReadonlySet<string>>;
type Variables = ReadonlyMap<string, Pick<CompiledVariable, 'type' | 'categories'>>;

/** What must hold of a rule: it may be true, false, or unknown where a value is missing. */
type Wanted = 'true' | 'false' | 'notTrue' | 'notFalse';
const opposite = { true: 'false', false: 'true', notTrue: 'notFalse', notFalse: 'notTrue' } as const;

/** Rules that fall into more cases than this are not followed to the end. */
const mostCases = 4000;

/** @returns `shared` also where the rules are too long to tell, or compare answers of several ticks */
export function groupRelation(a: Rule, b: Rule, variables: Variables): Relation {
  if (isImpossible(a, b, 'true', variables)) return 'apart';
  if (isImpossible(a, b, 'notTrue', variables)) return 'a_in_b';
  return isImpossible(b, a, 'notTrue', variables) ? 'b_in_a' : 'shared';
}

/** Whether nobody can be in the first group while that holds of the rule of the second. */
function isImpossible(first: Rule, second: Rule, wanted: Wanted, variables: Variables): boolean {
  const cases = meet([casesOf(first, 'true', variables), casesOf(second, wanted, variables)]);
  return cases !== null && cases.length === 0;
}

/** The cases in which it holds; null when there are too many. */
function casesOf(rule: Rule, wanted: Wanted, variables: Variables): Case[] | null {
  if ('not' in rule) return casesOf(rule.not, opposite[wanted], variables);
  if ('variable' in rule) return [valuesOf(rule, wanted, variables)];
  const parts = ('all' in rule ? rule.all : rule.any).map((part) => casesOf(part, wanted, variables));
  const isTogether = 'all' in rule === (wanted === 'true' || wanted === 'notFalse');
  return isTogether ? meet(parts) : joined(parts);
}

/** Of several ticks one value does not exclude another: such a comparison excludes nobody. */
function valuesOf(rule: { variable: string; in: readonly string[] }, wanted: Wanted, variables: Variables): Case {
  const variable = variables.get(rule.variable);
  if (!variable || variable.type === 'multiple') return new Map();
  const isNamed = (code: string) => rule.in.includes(code);
  const hasNamed = wanted === 'true' || wanted === 'notFalse';
  const codes = variable.categories.map(({ code }) => code).filter((code) => isNamed(code) === hasNamed);
  const mayLack = wanted === 'notTrue' || wanted === 'notFalse';
  return new Map([[rule.variable, new Set(mayLack ? [...codes, ''] : codes)]]);
}

function joined(parts: readonly (Case[] | null)[]): Case[] | null {
  const all = parts.flatMap((part) => part ?? []);
  return parts.includes(null) || all.length > mostCases ? null : all;
}

/** One case of each part at once, those without a value left out. */
function meet(parts: readonly (Case[] | null)[]): Case[] | null {
  return parts.reduce<Case[] | null>(
    (cases, part) => {
      if (cases === null || part === null || cases.length * part.length > mostCases) return null;
      return cases.flatMap((one) => part.flatMap((other) => both(one, other) ?? []));
    },
    [new Map()],
  );
}

function both(one: Case, other: Case): Case | null {
  const result = new Map(one);
  for (const [name, values] of other) {
    const before = result.get(name);
    const common = before ? new Set([...values].filter((value) => before.has(value))) : values;
    if (common.size === 0) return null;
    result.set(name, common);
  }
  return result;
}
