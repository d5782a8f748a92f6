import { compileCondition, compileExpression, Scope, type Condition, type Reference } from './condition.ts';
import type { Definition } from './definition-schema.ts';
import type { AnswerFault } from './validator-fault.ts';

type Values = Readonly<Record<string, unknown>>;

/** One validation under way: what may be read, and what was found. */
export class Run {
  readonly faults: AnswerFault[] = [];
  readonly skipped: string[] = [];
  readonly scope: Scope;
  /** results of conditions by number: 0 not yet known, 1 false, 2 true */
  readonly results: Uint8Array;
  /** a map, since objects of many shapes are slow to read, and it has no prototype to read by mistake */
  readonly #answers: Map<string, unknown>;

  constructor(answers: Values, calculators: Calculators, conditions: number) {
    this.#answers = new Map(Object.entries(answers));
    this.results = new Uint8Array(conditions);
    this.scope = new Scope(reader(calculators, this));
  }

  answer(name: string): unknown {
    return this.#answers.get(name);
  }

  /** A hidden answer is a fault, and nothing later may depend on it. */
  drop(name: string): void {
    this.#answers.delete(name);
  }

  fault(fault: AnswerFault): void {
    this.faults.push(fault);
  }
}

function reader(calculators: Calculators, run: Run): (name: string) => unknown {
  if (calculators.size === 0) return (name) => run.answer(name);
  const calculated = new Map<string, unknown>();
  return (name) => {
    const calculate = calculators.get(name);
    if (!calculate) return run.answer(name);
    if (!calculated.has(name)) calculated.set(name, calculate(run.scope));
    return calculated.get(name);
  };
}

export type Calculators = ReadonlyMap<string, (scope: Scope) => unknown>;

export function compileCalculators({ calculatedValues = [] }: Definition): Calculators {
  return new Map(calculatedValues.map(({ name, expression }) => [name, compileExpression(expression)]));
}

export type Test = (run: Run) => boolean;
export const always: Test = () => true;
export const never: Test = () => false;

/**
 * The conditions of a definition, each different part compiled once and run at most once a validation. A condition (and
 * a calculated value) reads only what was asked before it, so its result cannot change while the questions are walked
 * in their order.
 */
export class Conditions {
  readonly #known = new Map<string, Test>();
  readonly #leaves = new Map<string, Test>();

  /** how many results are kept */
  get count(): number {
    return this.#leaves.size;
  }

  /** @param text  the condition; undefined means `otherwise` */
  compile(text: string | undefined, otherwise: Test): Test {
    if (text === undefined) return otherwise;
    const known = this.#known.get(text);
    if (known) return known;
    const test = this.#compile(compileCondition(text));
    this.#known.set(text, test);
    return test;
  }

  #compile(condition: Condition): Test {
    if (condition.kind === 'leaf') return this.#leaf(condition);
    const [left, right] = [this.#compile(condition.left), this.#compile(condition.right)];
    return condition.kind === 'and' ? (run) => left(run) && right(run) : (run) => left(run) || right(run);
  }

  #leaf({ text, references, holds }: Extract<Condition, { kind: 'leaf' }>): Test {
    if (references.some(({ kind }) => kind !== 'answer')) return (run) => holds(run.scope);
    const known = this.#leaves.get(text);
    if (known) return known;
    const place = this.#leaves.size;
    const decide = remembered(references, holds);
    const test: Test = (run) => {
      const result = run.results[place];
      if (result) return result === 2;
      const now = decide(run);
      run.results[place] = now ? 2 : 1;
      return now;
    };
    this.#leaves.set(text, test);
    return test;
  }
}

const mostRemembered = 500;
const longestRemembered = 60;

/**
 * A condition on one answer decides the same for the same answer: it is remembered for answers met before. Only while
 * no fault was found, so that the answer is one of the listed codes: nobody fills the memory, or plants a result for
 * another answer, by what is refused.
 */
function remembered(references: readonly Reference[], holds: (scope: Scope) => boolean): Test {
  const [first, second] = references;
  if (!first || second) return (run) => holds(run.scope);
  const results = new Map<unknown, boolean>();
  return (run) => {
    const key = run.faults.length === 0 ? keyOf(run.scope.read(first.name)) : null;
    if (key === null) return holds(run.scope);
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = holds(run.scope);
    if (results.size < mostRemembered) results.set(key, result);
    return result;
  };
}

/** A key that no other answer has; null for what is not worth one. Listed codes have no control characters. */
function keyOf(value: unknown): string | number | boolean | undefined | null {
  if (Array.isArray(value)) return value.length <= 8 && value.every(isCode) ? `\0${value.join('\0')}` : null;
  if (typeof value === 'string') return isCode(value) ? value : null;
  return typeof value === 'object' ? null : (value as number | boolean | undefined);
}

const isCode = (value: unknown) => typeof value === 'string' && value.length <= longestRemembered;
