import { describe, expect, it } from 'vitest';
import { optionsOf, ruleOf, stackIn, stackOf } from '../../dashboard/lib/credential/stack.ts';
import type { PassportRule } from '../../survey/contract.ts';

const one = (credential: string) => ({ credential });
const rule: PassportRule = {
  all: [
    one('a'),
    { some: 2, of: [one('b'), one('c'), one('d')] },
    { some: 1, of: [one('e'), { all: [one('f'), one('g')] }] },
  ],
};
const sent = (fields: Readonly<Record<string, readonly string[]>>) => stackIn((name) => fields[name] ?? []);

describe('the rule of a passport in a form', () => {
  it('is a must and choices, and the same rule again', () => {
    const stack = stackOf(rule)!;
    expect(stack.must).toEqual(['a']);
    expect(stack.choices).toEqual([
      { some: '2', options: ['b', 'c', 'd'] },
      { some: '1', options: ['e', 'f+g'] },
    ]);
    expect(ruleOf(stack)).toEqual(rule);
    expect(optionsOf(['a', 'e'], stack)).toEqual(['a', 'e', 'f+g']);
  });

  it.each<PassportRule>([one('a'), { some: 1, of: [one('a'), one('b')] }, { all: [one('a'), one('b')] }])(
    'comes back as it was: %j',
    (simple) => expect(ruleOf(stackOf(simple)!)).toEqual(simple),
  );

  it.each<PassportRule>([
    { all: [one('a'), { all: [one('b'), one('c')] }] },
    { some: 1, of: [one('a'), { some: 1, of: [one('b'), one('c')] }] },
    { some: 1, of: [one('a'), { all: [one('b'), { all: [one('c')] }] }] },
  ])('is not shown where a part of it would be lost: %j', (deep) => expect(stackOf(deep)).toBeNull());

  it('leaves a group without a tick out, and keeps a number that is none for the refusal', () => {
    const stack = sent({ must: ['a'], 'some.0': ['2'], 'some.1': ['x'], 'choice.1': ['b'] });
    expect(ruleOf(stack)).toEqual({ all: [one('a'), { some: 0, of: [one('b')] }] });
    expect(ruleOf(sent({}))).toEqual({ all: [] });
  });
});
