import { inspectExpression, type ExpressionShape } from '../condition.ts';
import type { DefinitionFault } from './fault.ts';
import type { ReferencesOf } from './reference.ts';
import { longestExpression } from './schema.ts';

const deepest = 16;
const mostNodes = 60_000;
const longestText = 5_000;
/** All different expressions together: parsing costs some microseconds a character. */
const mostExpressionText = 30_000;

const expressionKeys = new Set(['visibleIf', 'requiredIf', 'choicesVisibleIf', 'expression']);

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

/** Depth, number of values and lengths, without recursion; stops at the first limit that is passed. */
export function checkLimits(json: unknown): DefinitionFault[] {
  let nodes = 0;
  for (const { value, path, depth } of places(json)) {
    if (++nodes > mostNodes) return [{ path: '', code: 'too_many', limit: mostNodes }];
    if (depth > deepest) return [{ path, code: 'too_deep', limit: deepest }];
    if (typeof value !== 'string') continue;
    const limit = isExpression(path) ? longestExpression : longestText;
    if (value.length > limit) return [{ path, code: 'too_long', value: value.length, limit }];
  }
  return [];
}

/** Syntax and functions of every expression, each different one parsed once; and what each of them reads. */
export function checkExpressions(json: unknown): { faults: DefinitionFault[]; referencesOf: ReferencesOf } {
  const found = [...places(json)].filter(isExpressionPlace);
  const different = new Set(found.map(({ value }) => value));
  const length = [...different].reduce((sum, text) => sum + text.length, 0);
  if (length > mostExpressionText)
    return { faults: [{ path: '', code: 'expressions_too_long', limit: mostExpressionText }], referencesOf: () => [] };
  const shapes = new Map([...different].map((text) => [text, inspectExpression(text)]));
  return {
    faults: found.flatMap(({ value, path }) => expressionFaults(shapes.get(value), value, path)),
    referencesOf: (text) => {
      const shape = shapes.get(text);
      return shape?.error === null ? shape.references : [];
    },
  };
}

function expressionFaults(shape: ExpressionShape | undefined, text: string, path: string): DefinitionFault[] {
  if (!shape?.error) return [];
  if (shape.error === 'syntax') return [{ path, code: 'expression_syntax', value: text }];
  return [{ path, code: `expression_${shape.error}`, value: shape.value }];
}

const isExpressionPlace = (place: Place): place is Place & { value: string } =>
  typeof place.value === 'string' && isExpression(place.path);
const isExpression = (path: string) => expressionKeys.has(path.slice(path.lastIndexOf('.') + 1));

/** Every value of a JSON document with its path, first come first. */
function* places(json: unknown): Generator<Place> {
  const waiting: Place[] = [{ value: json, path: '', depth: 0 }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    yield place;
    waiting.push(...inside(place).reverse());
  }
}

function inside({ value, path, depth }: Place): Place[] {
  if (Array.isArray(value)) {
    const items: unknown[] = value.slice(0, mostNodes + 1);
    return items.map((item, index) => ({ value: item, path: `${path}[${index}]`, depth: depth + 1 }));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, item]) => ({
    value: item as unknown,
    path: path ? `${path}.${key}` : key,
    depth: depth + 1,
  }));
}
