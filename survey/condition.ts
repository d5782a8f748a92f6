/**
 * The only door to survey-core on the server: its expression language, parsed once and run on plain answers.
 * The model of a survey is never built here.
 */
import { ConditionRunner, ConditionsParser, ExpressionRunner, type Operand } from 'survey-core';

/** What an expression may read. Calculated values stand beside the answers under their own names. */
export interface Scope {
  /** the value under the name of a question or of a calculated value; undefined when there is none */
  read(name: string): unknown;
  /** the answers of the repeated block in which the expression stands: `{panel.name}` */
  readonly panel?: Readonly<Record<string, unknown>> | undefined;
  /** the choice under test: `{item}`, `{choice}` */
  readonly item?: string | undefined;
}

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
  /^#?(?:(panel)\.)?([A-Za-z][A-Za-z0-9_]*)(?:\.[A-Za-z0-9][A-Za-z0-9_-]*|\[\d{1,2}\](?:\.[a-z]\w*)?)?$/;

/** Parses an expression without running it. The caller has limited its length. */
export function inspectExpression(text: string): ExpressionShape {
  const operand = parse(text);
  if (!operand) return { error: 'syntax' };
  const operands: Operand[] = [];
  operand.addOperandsToList(operands);
  const unknown = operands.map(functionName).find((name) => name !== null && !functions.has(name));
  if (unknown) return { error: 'function', value: unknown };
  const names: string[] = [];
  operand.setVariables(names);
  const wrong = names.find((name) => !reference.test(name));
  if (wrong !== undefined) return { error: 'reference', value: wrong };
  return { error: null, references: names.map(referenceOf) };
}

/** Compiles a condition: true or false for a scope. */
export function compileCondition(text: string): (scope: Scope) => boolean {
  const runner = new ConditionRunner(text);
  return (scope) => runner.runContext(new ScopeContext(scope));
}

/** Compiles an expression: its value for a scope. */
export function compileExpression(text: string): (scope: Scope) => unknown {
  const runner = new ExpressionRunner(text);
  return (scope): unknown => runner.runContext(new ScopeContext(scope));
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

function referenceOf(text: string): Reference {
  const [, panel, name = ''] = reference.exec(text) ?? [];
  if (panel) return { kind: 'panel', name };
  return name === 'item' || name === 'choice' ? { kind: 'item', name } : { kind: 'answer', name };
}

interface Step {
  readonly name: string;
  readonly index?: number;
}
interface Found {
  readonly isFound: boolean;
  readonly value: unknown;
}

const nothing: Found = { isFound: false, value: undefined };

/** Gives survey-core the values it asks for, by exact name, without walking all keys as its own context does. */
class ScopeContext {
  readonly scope: Scope;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  getValue({ path }: { path: Step[] }): Found {
    const [first, second] = path;
    if (!first) return nothing;
    if (first.name === 'panel' && second) return follow(own(this.scope.panel, second.name), second.index, path, 2);
    if (this.scope.item !== undefined && (first.name === 'item' || first.name === 'choice'))
      return { isFound: true, value: this.scope.item };
    return follow(this.scope.read(first.name), first.index, path, 1);
  }
}

function follow(start: unknown, index: number | undefined, path: readonly Step[], from: number): Found {
  let value = index === undefined ? start : at(start, index);
  for (const step of path.slice(from)) {
    if (value === undefined || value === null) return nothing;
    const inner = step.name === 'length' && isSized(value) ? value.length : own(value, step.name);
    value = step.index === undefined ? inner : at(inner, step.index);
  }
  return path.length > from && value === undefined ? nothing : { isFound: true, value };
}

const isSized = (value: unknown): value is { length: number } => typeof value === 'string' || Array.isArray(value);
const at = (value: unknown, index: number): unknown => (Array.isArray(value) ? value[index] : undefined);

/** An own property, never one that the prototype lends. */
function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
