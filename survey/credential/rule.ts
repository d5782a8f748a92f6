/** Whether what a learner has meets the rule of a passport, and what is still lacking. */
import type { PassportRule, Resolution } from '../contract.ts';

/** @param held  keys of the microcredentials that the learner has */
export function resolveRule(rule: PassportRule, held: ReadonlySet<string>): Resolution {
  if ('credential' in rule) return resolveOne(rule, held);
  const parts = ('all' in rule ? rule.all : rule.of).map((part) => resolveRule(part, held));
  const needed = 'all' in rule ? parts.length : rule.some;
  const short = Math.max(0, needed - parts.filter(({ met }) => met).length);
  const lacking = short === 0 ? [] : [...new Set(parts.flatMap((part) => part.lacking))];
  return { rule, met: short === 0, short, lacking, parts };
}

function resolveOne(rule: { readonly credential: string }, held: ReadonlySet<string>): Resolution {
  const met = held.has(rule.credential);
  return { rule, met, short: met ? 0 : 1, lacking: met ? [] : [rule.credential], parts: [] };
}

/** Every microcredential that a rule speaks of, in its order, each once. */
export function keysOfRule(rule: PassportRule): string[] {
  if ('credential' in rule) return [rule.credential];
  return [...new Set(('all' in rule ? rule.all : rule.of).flatMap(keysOfRule))];
}

/**
 * The fewest microcredentials that a learner still has to earn: which ones, when each shorter way is taken first. One that
 * several parts ask for counts once in the list, but is weighed by each part alone.
 */
export function shortestWay(resolution: Resolution): string[] {
  if (resolution.met) return [];
  const { rule, parts, lacking } = resolution;
  if ('credential' in rule) return [...lacking];
  const ways = parts.filter(({ met }) => !met).map(shortestWay);
  const taken = ways.toSorted((one, other) => one.length - other.length).slice(0, resolution.short);
  return [...new Set(taken.flat())];
}
