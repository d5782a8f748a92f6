/** The instrument's expressions for the generator: each result is kept by the values it was made from. */
import {
  compileCondition,
  compileExpression,
  inspectExpression,
  Scope,
  type Condition,
  type Reference,
} from '../condition.ts';
import type { Definition } from '../definition/definition.ts';
import type { Draft } from './draft.ts';

export type Test = (draft: Draft, item?: string) => boolean;
type Evaluate = (draft: Draft, item?: string) => unknown;

/** So many results of one expression are kept. A million responses meet the same few thousand values. */
const most = 20_000;

/** Expressions of one instrument, each compiled once. */
export class Expressions {
  readonly #tests = new Map<string, Test>();
  readonly #leaves = new Map<string, Test>();
  readonly #calculated = new Map<string, Evaluate>();

  constructor({ calculatedValues = [] }: Definition) {
    for (const { name, expression } of calculatedValues) {
      const { value, references } = compileExpression(expression);
      this.#calculated.set(name, this.#keep(value, references));
    }
  }

  /** Undefined is a condition that always holds. */
  condition(text: string | undefined): Test {
    if (text === undefined) return () => true;
    const known = this.#tests.get(text);
    if (known) return known;
    const test = this.#test(compileCondition(text));
    this.#tests.set(text, test);
    return test;
  }

  /** What an expression reads. */
  questionsOf(text: string): readonly Reference[] {
    const shape = inspectExpression(text);
    return shape.error === null ? shape.references : [];
  }

  #test(condition: Condition): Test {
    if (condition.kind === 'leaf') return this.#leaf(condition);
    const [left, right] = [this.#test(condition.left), this.#test(condition.right)];
    if (condition.kind === 'and') return (draft, item) => left(draft, item) && right(draft, item);
    return (draft, item) => left(draft, item) || right(draft, item);
  }

  #leaf({ text, references, holds }: Extract<Condition, { kind: 'leaf' }>): Test {
    const known = this.#leaves.get(text);
    if (known) return known;
    const test = this.#keep(holds, references);
    this.#leaves.set(text, test);
    return test;
  }

  /** Runs an expression once for each combination of the values it reads. */
  #keep<T>(run: (scope: Scope) => T, references: readonly Reference[]): (draft: Draft, item?: string) => T {
    const results = new Results<T>();
    const keep = (draft: Draft, item: string | undefined): T => {
      const values = references.map((one) => keyOfValue(this.#valueOf(draft, one, item)));
      return results.get(values) ?? results.set(values, run(this.#scope(draft, item)));
    };
    return references.some(({ kind }) => kind === 'item') ? keep : untilChange(keep);
  }

  #scope(draft: Draft, item: string | undefined): Scope {
    const scope = new Scope((name) => this.#valueOf(draft, { kind: 'answer', name }, item));
    return Object.assign(scope, { panel: draft.block, item });
  }

  #valueOf(draft: Draft, { kind, name }: Reference, item: string | undefined): unknown {
    if (kind === 'item') return item;
    if (kind === 'panel') return draft.block?.[name];
    const calculate = this.#calculated.get(name);
    return calculate ? calculate(draft) : draft.answers[name];
  }
}

/** A result stays the same until the next answer: ninety choices often ask the same question. */
function untilChange<T>(evaluate: (draft: Draft, item: string | undefined) => T): (draft: Draft) => T {
  const last: { draft: Draft | undefined; changes: number; value: T | undefined } = {
    draft: undefined,
    changes: 0,
    value: undefined,
  };
  return (draft) => {
    if (last.draft === draft && last.changes === draft.changes) return last.value as T;
    const value = evaluate(draft, undefined);
    last.draft = draft;
    last.changes = draft.changes;
    last.value = value;
    return value;
  };
}

/** A list as text; what is not a list stands for itself. */
function keyOfValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

/** Answers are made once and never changed, so neither does their text. */
const texts = new WeakMap<object, string>();

interface Branch<T> {
  readonly next: Map<unknown, Branch<T>>;
  value: T | undefined;
}

const newBranch = <T>(): Branch<T> => ({ next: new Map(), value: undefined });

/** Results by a list of values: a tree, since joining the values into one key would cost more than the expression. */
class Results<T> {
  #root = newBranch<T>();
  #size = 0;

  get(values: readonly unknown[]): T | undefined {
    let branch: Branch<T> | undefined = this.#root;
    for (const value of values) branch = branch?.next.get(value);
    return branch?.value;
  }

  set(values: readonly unknown[], result: T): T {
    if (++this.#size > most) [this.#root, this.#size] = [newBranch(), 1];
    let branch = this.#root;
    for (const value of values) {
      const next = branch.next.get(value) ?? newBranch<T>();
      branch.next.set(value, next);
      branch = next;
    }
    branch.value = result;
    return result;
  }
}
