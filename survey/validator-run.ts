import { compileCondition, compileExpression, inspectExpression, type Scope } from './condition.ts';
import type { Definition } from './definition-schema.ts';
import type { AnswerFault } from './validator-fault.ts';

type Values = Readonly<Record<string, unknown>>;

/** One validation under way: what may be read, and what was found. */
export class Run implements Scope {
  readonly faults: AnswerFault[] = [];
  readonly skipped: string[] = [];
  panel: Values | undefined = undefined;
  item: string | undefined = undefined;
  #answers: Values;
  readonly #calculators: Calculators;
  /** results of conditions by number: 0 not yet known, 1 false, 2 true */
  readonly results: Uint8Array;

  constructor(answers: Values, calculators: Calculators, conditions: number) {
    this.#answers = answers;
    this.#calculators = calculators;
    this.results = new Uint8Array(conditions);
  }

  /** The answer under a name; names of the allow-list never meet what a prototype lends. */
  answer(name: string): unknown {
    return this.#answers[name];
  }

  read(name: string): unknown {
    const calculate = this.#calculators.get(name);
    return calculate ? calculate(this) : this.#answers[name];
  }

  /** A hidden answer is a fault, and nothing later may depend on it. */
  drop(name: string): void {
    const { [name]: _, ...others } = this.#answers;
    this.#answers = others;
  }

  fault(fault: AnswerFault): void {
    this.faults.push(fault);
  }
}

export type Calculators = ReadonlyMap<string, (scope: Scope) => unknown>;

export function compileCalculators({ calculatedValues = [] }: Definition): Calculators {
  return new Map(calculatedValues.map(({ name, expression }) => [name, compileExpression(expression)]));
}

export type Test = (run: Run) => boolean;
export const always: Test = () => true;
export const never: Test = () => false;

/**
 * The conditions of a definition, each different one compiled once and run at most once a validation. An expression
 * reads only what was asked before it, so its result cannot change while the questions are walked in their order.
 */
export class Conditions {
  readonly #known = new Map<string, Test>();
  #kept = 0;

  get count(): number {
    return this.#kept;
  }

  /** @param text  the condition; undefined means `otherwise` */
  compile(text: string | undefined, otherwise: Test): Test {
    if (text === undefined) return otherwise;
    const known = this.#known.get(text);
    if (known) return known;
    const test = this.#compile(text);
    this.#known.set(text, test);
    return test;
  }

  #compile(text: string): Test {
    const condition = compileCondition(text);
    const shape = inspectExpression(text);
    if (shape.error !== null || shape.references.some(({ kind }) => kind !== 'answer')) return condition;
    const place = this.#kept++;
    return (run) => {
      const known = run.results[place];
      if (known) return known === 2;
      const result = condition(run);
      run.results[place] = result ? 2 : 1;
      return result;
    };
  }
}
