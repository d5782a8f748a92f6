import fc from 'fast-check';
import { ConditionRunner } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { compileCondition, compileExpression, Scope, type Condition } from '../../survey/condition.ts';

type Answers = Record<string, unknown>;
const scopeOf = (answers: Answers) => new Scope((name) => (Object.hasOwn(answers, name) ? answers[name] : undefined));

function holds(condition: Condition, scope: Scope): boolean {
  if (condition.kind === 'leaf') return condition.holds(scope);
  const left = holds(condition.left, scope);
  if (condition.kind === 'and') return left && holds(condition.right, scope);
  return left || holds(condition.right, scope);
}
const decide = (text: string, answers: Answers) => holds(compileCondition(text), scopeOf(answers));

const name = fc.constantFrom('a', 'b', 'c');
const value = fc.oneof(
  fc.constantFrom('x', 'y', 'none', 'True', 'false', '3', '03', '3.5', ' ', 'xy'),
  fc.integer({ min: -3, max: 9 }),
  fc.boolean(),
  fc.array(fc.constantFrom('x', 'y', 'none', '3'), { minLength: 1, maxLength: 3 }),
);
const literal = fc.constantFrom("'x'", "'none'", '3', "'3'", 'true', "['x', 'y']", '0');
const sign = fc.constantFrom('=', '<>', '<', '>=', 'contains', 'notcontains', 'anyof', 'allof');
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(name, sign, literal).map(([left, operator, right]) => `{${left}} ${operator} ${right}`),
    fc.tuple(name, fc.constantFrom('empty', 'notempty')).map(([left, operator]) => `{${left}} ${operator}`),
    fc.tuple(name, name).map(([left, right]) => `{${left}} + {${right}.length} > 2`),
    fc.tuple(name, name).map(([left, right]) => `{${left}} and {${right}}`),
    tie('condition').map((inner) => `!(${inner})`),
    fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map(([l, o, r]) => `(${l}) ${o} (${r})`),
  ),
}));

describe('a condition', () => {
  it('gives what survey-core’s own runner gives on the same answers', () => {
    const answers = fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true });
    const same = fc.property(condition, answers, (text, given) => {
      expect(decide(text, given)).toBe(new ConditionRunner(text).runValues(given));
    });
    fc.assert(same, { numRuns: 3_000 });
  });

  it.each([
    ["{a.row} = 'x'", { a: { row: 'x' } }, true],
    ['{a[1].b} = 5', { a: [{ b: 1 }, { b: 5 }] }, true],
    ['{a.length} = 0', {}, true],
    ['{a.length} = 2', { a: ['x', 'y'] }, true],
    ['{a.constructor} notempty', { a: { row: 'x' } }, false],
    ['{constructor} notempty', {}, false],
  ])('%s of %j is %s', (text, answers, expected) => {
    expect(decide(text, answers)).toBe(expected);
  });

  it('reads the block and the choice in which it stands', () => {
    const scope = scopeOf({ a: 'x' });
    scope.panel = { a: 'y' };
    scope.item = 'z';
    expect(holds(compileCondition("{panel.a} = 'y' and {a} = 'x' and {item} = 'z' and {choice} = 'z'"), scope)).toBe(
      true,
    );
  });

  it('is an expression where a value is needed', () => {
    expect(compileExpression("{a.length} - ({a} contains 'none')").value(scopeOf({ a: ['x', 'none'] }))).toBe(1);
  });
});
