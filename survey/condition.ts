/**
 * The only door to survey-core on the server: its expression language, parsed once and run on plain answers.
 * The model of a survey is never built here.
 */
import { BinaryOperand, ConditionsParser, ProcessValue, type Operand } from 'survey-core';

/** One thing an expression reads: `{q}`, `{q.row}`, `{q[0]}`, `{q.length}`, `{panel.q}`, `{item}`. */
export interface Reference {
  readonly kind: 'answer' | 'panel' | 'item';
  readonly name: string;
}

/** What an expression is made of, or why it cannot be read. */
export type ExpressionShape =
  | { readonly error: 'syntax' }
  | { readonly error: 'function' | 'reference'; readonly value: string }
  | { readonly error: null; readonly references: readonly Reference[] };

/** Functions that give the same result on every machine and every day. */
const functions = new Set(['iif', 'sum', 'min', 'max', 'count', 'avg', 'round', 'trunc']);
const deepestBrackets = 20;
const reference =
  /^#?(?:(panel)\.)?([A-Za-z][A-Za-z0-9_]*)(?:\[(\d{1,2})\])?(?:\.([A-Za-z0-9][A-Za-z0-9_-]*)(?:\[(\d{1,2})\])?)?$/;

/** Parses an expression without running it. The caller has limited its length. */
export function inspectExpression(text: string): ExpressionShape {
  const operand = parse(text);
  if (!operand) return { error: 'syntax' };
  const operands: Operand[] = [];
  operand.addOperandsToList(operands);
  const unknown = operands.map(functionName).find((name) => name !== null && !functions.has(name));
  if (unknown) return { error: 'function', value: unknown };
  const wrong = variablesOf(operand).find((name) => !reference.test(name));
  if (wrong !== undefined) return { error: 'reference', value: wrong };
  return { error: null, references: referencesOf(operand) };
}

/** A condition as its parts: and, or, and what stands between them, which survey-core decides. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | {
      readonly kind: 'leaf';
      /** the same for leaves that mean the same */
      readonly text: string;
      readonly references: readonly Reference[];
      readonly holds: (scope: Scope) => boolean;
    };

/** Compiles an allowed condition. Its parts may be kept and skipped: they have no effect but their result. */
export function compileCondition(text: string): Condition {
  return conditionOf(allowed(text));
}

/** Compiles an allowed expression: what it reads, and its value for a scope. */
export function compileExpression(text: string): {
  readonly references: readonly Reference[];
  readonly value: (scope: Scope) => unknown;
} {
  const operand = allowed(text);
  return { references: referencesOf(operand), value: (scope): unknown => operand.evaluate(scope) };
}

function conditionOf(operand: Operand): Condition {
  if (operand instanceof BinaryOperand && operand.isConjunction && givesTruth(operand)) {
    const kind = operand.conjunction === 'and' ? 'and' : 'or';
    return { kind, left: conditionOf(operand.leftOperand), right: conditionOf(operand.rightOperand) };
  }
  // as survey-core's ConditionRunner: what equals true is true
  const holds = (scope: Scope) => operand.evaluate(scope) == true;
  return { kind: 'leaf', text: operand.toString(), references: referencesOf(operand), holds };
}

/** Whether both sides are comparisons: then `and` and `or` may stop at the first side that decides. */
function givesTruth(operand: Operand | null): boolean {
  if (!(operand instanceof BinaryOperand)) return operand?.getType() === 'unary';
  if (!operand.isConjunction) return !operand.isArithmetic;
  return givesTruth(operand.leftOperand) && givesTruth(operand.rightOperand);
}

function allowed(text: string): Operand {
  const operand = parse(text);
  if (!operand) throw new Error(`this expression was never allowed: ${text}`);
  return operand;
}

function parse(text: string): Operand | null {
  if (bracketDepth(text) > deepestBrackets) return null;
  try {
    return new ConditionsParser().parseExpression(text) ?? null;
  } catch {
    return null;
  }
}

function bracketDepth(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const sign of text) {
    if (sign === '(' || sign === '[') deepest = Math.max(deepest, ++depth);
    if (sign === ')' || sign === ']') depth--;
  }
  return deepest;
}

function functionName(operand: Operand): string | null {
  return operand.getType() === 'function' ? (operand as Operand & { functionName: string }).functionName : null;
}

function variablesOf(operand: Operand): string[] {
  const names: string[] = [];
  operand.setVariables(names);
  return names;
}

function referencesOf(operand: Operand): Reference[] {
  return variablesOf(operand).map((text) => {
    const { panel, name } = pathOf(text);
    if (panel) return { kind: 'panel', name };
    return name === 'item' || name === 'choice' ? { kind: 'item', name } : { kind: 'answer', name };
  });
}

/** `{panel.q[1].row}` taken apart. */
interface Path {
  readonly panel: boolean;
  readonly name: string;
  readonly index: number | null;
  readonly inner: string | null;
  readonly innerIndex: number | null;
}

function pathOf(text: string): Path {
  const [, panel, name = '', index, inner = null, innerIndex] = reference.exec(text) ?? [];
  const number = (digits: string | undefined) => (digits === undefined ? null : Number(digits));
  return { panel: panel !== undefined, name, index: number(index), inner, innerIndex: number(innerIndex) };
}

/** The paths of published instruments, taken apart once. */
const paths = new Map<string, Path>();

function knownPath(text: string): Path {
  const known = paths.get(text);
  if (known) return known;
  const path = pathOf(text);
  paths.set(text, path);
  return path;
}

interface Asked {
  name: string;
  value?: unknown;
  hasValue?: boolean;
  strictCompare?: boolean | undefined;
}

type Answers = Readonly<Record<string, unknown>>;

/**
 * What an expression may read, given to survey-core by exact name; its own way walks all keys at each reading.
 * A question without an answer is known and has no value, as in survey-core's model.
 */
export class Scope extends ProcessValue {
  /** the value under the name of a question or of a calculated value; undefined when there is none */
  readonly read: (name: string) => unknown;
  /** the answers of the repeated block in which the expression stands: `{panel.name}` */
  panel: Answers | undefined = undefined;
  /** the choice under test: `{item}`, `{choice}` */
  item: string | undefined = undefined;

  constructor(read: (name: string) => unknown) {
    super({ getValue: () => ({}) });
    this.read = read;
  }

  override getValueInfo(asked: Asked): { hasValue: boolean } {
    const path = knownPath(asked.name);
    asked.value = path.inner === null && path.index === null ? this.#start(path) : this.#inside(path);
    asked.hasValue = true;
    asked.strictCompare = undefined;
    return { hasValue: true };
  }

  #start({ panel, name }: Path): unknown {
    if (panel) return own(this.panel, name);
    if (this.item !== undefined && (name === 'item' || name === 'choice')) return this.item;
    return this.read(name);
  }

  #inside(path: Path): unknown {
    const { index, inner, innerIndex } = path;
    const start = at(this.#start(path), index);
    if (inner === 'length') return typeof start === 'string' || Array.isArray(start) ? start.length : 0;
    return inner === null ? start : at(own(start, inner), innerIndex);
  }
}

function at(value: unknown, index: number | null): unknown {
  if (index === null) return value;
  return Array.isArray(value) ? value[index] : undefined;
}

/** An own property, never one that the prototype lends. */
function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Answers)[name];
}
