import { compileCondition, compileExpression, Scope, type Condition } from '../condition.ts';
import type { Definition } from '../definition/schema.ts';
import type { AnswerFault } from './fault.ts';
import { keyOf, remembered, type Key, type Remembering } from './memory.ts';

type Values = Readonly<Record<string, unknown>>;

/** One validation under way: what may be read, and what was found. */
export class Run implements Remembering {
  readonly faults: AnswerFault[] = [];
  readonly skipped: string[] = [];
  readonly scope: Scope;
  /** a map, since objects of many shapes are slow to read, and it has no prototype to read by mistake */
  readonly #answers: Map<string, unknown>;
  readonly #keys = new Map<string, Key>();

  constructor(answers: Values, calculators: Calculators) {
    this.#answers = new Map(Object.entries(answers));
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

  key(name: string): Key {
    if (this.faults.length > 0) return null;
    const known = this.#keys.get(name);
    if (known !== undefined || this.#keys.has(name)) return known;
    const key = keyOf(this.scope.read(name));
    this.#keys.set(name, key);
    return key;
  }
}

function reader(calculators: Calculators, run: Run): (name: string) => unknown {
  if (calculators.size === 0) return (name) => run.answer(name);
  const calculated = new Map<string, unknown>();
  return (name) => {
    const calculate = calculators.get(name);
    if (!calculate) return run.answer(name);
    if (!calculated.has(name)) calculated.set(name, calculate(run));
    return calculated.get(name);
  };
}

export type Calculators = ReadonlyMap<string, (run: Run) => unknown>;

export function compileCalculators({ calculatedValues = [] }: Definition): Calculators {
  return new Map(
    calculatedValues.map(({ name, expression }) => {
      const { references, value } = compileExpression(expression);
      return [name, remembered(references, value)];
    }),
  );
}

export type Test = (run: Run) => boolean;
export const always: Test = () => true;
export const never: Test = () => false;

/**
 * The conditions of a definition, each different part compiled once. A condition (and a calculated value) reads only
 * what was asked before it, so its result cannot change while the questions are walked in their order.
 */
export class Conditions {
  readonly #known = new Map<string, Test>();

  /** @param text  the condition; undefined means `otherwise` */
  compile(text: string | undefined, otherwise: Test): Test {
    return text === undefined ? otherwise : this.#once(text, () => this.#compile(compileCondition(text)));
  }

  #compile(condition: Condition): Test {
    if (condition.kind === 'leaf')
      return this.#once(condition.text, () => remembered(condition.references, condition.holds));
    const [left, right] = [this.#compile(condition.left), this.#compile(condition.right)];
    return condition.kind === 'and' ? (run) => left(run) && right(run) : (run) => left(run) || right(run);
  }

  #once(text: string, make: () => Test): Test {
    const test = this.#known.get(text) ?? make();
    this.#known.set(text, test);
    return test;
  }
}
