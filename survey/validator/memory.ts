import type { Reference, Scope } from '../condition.ts';

/** An answer as a key that no other answer has; null for what is not worth one. */
export type Key = string | number | boolean | undefined | null;

const mostRemembered = 500;
const longestRemembered = 60;
const mostReferences = 3;

/** What may be remembered of a validation under way. */
export interface Remembering {
  readonly scope: Scope;
  /** the key of the answer (or calculated value) under a name; null once a fault was found */
  key(name: string): Key;
}

/**
 * An expression gives the same for the same answers: what it gave for answers met before is remembered. A listed code
 * comes back thousands of times a day; parsing its condition's meaning again each time is most of the work of a check.
 * Only while no fault was found, so that answers are listed codes: nobody fills the memory, or plants a result for other
 * answers, by what is refused.
 */
export function remembered<T>(references: readonly Reference[], compute: (scope: Scope) => T): (run: Remembering) => T {
  const names = [...new Set(references.map(({ name }) => name))];
  const [only] = names;
  const plain = references.every(({ kind }) => kind === 'answer');
  if (!plain || only === undefined || names.length > mostReferences) return (run) => compute(run.scope);
  const results = new Map<Key, T>();
  return (run) => {
    const key = names.length === 1 ? run.key(only) : keyOfAll(run, names);
    if (key === null) return compute(run.scope);
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = compute(run.scope);
    if (results.size < mostRemembered) results.set(key, result);
    return result;
  };
}

function keyOfAll(run: Remembering, names: readonly string[]): string | null {
  let all = '';
  for (const name of names) {
    const key = run.key(name);
    if (key === null) return null;
    all += `\u0001${typeof key}\u0001${String(key)}`;
  }
  return all;
}

/** Listed codes have no control characters, and a list is told from a code by one. */
export function keyOf(value: unknown): Key {
  if (typeof value === 'string') return isCode(value) ? value : null;
  if (Array.isArray(value)) return value.length <= 8 && value.every(isCode) ? `\0${value.join('\0')}` : null;
  return typeof value === 'object' ? null : (value as number | boolean | undefined);
}

const isCode = (value: unknown) => typeof value === 'string' && value.length <= longestRemembered;
