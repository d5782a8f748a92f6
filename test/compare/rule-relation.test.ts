import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupRelation } from '../../analytics/compare/rule-relation.ts';
import { ruleHolds, type Rule, type RuleVariable } from '../../survey/target-group.ts';

const variable = (name: string, codes: readonly string[], type = 'single'): RuleVariable => ({
  ...{ name, type, column: name, missingColumn: type === 'multiple' ? `${name}_missing` : null },
  label: { it: name, en: name },
  categories: codes.map((code, at) => ({ code, number: at + 1, label: { it: code, en: code } })),
});
const variables = new Map(
  [
    variable('age', ['young', 'middle', 'old']),
    variable('sex', ['f', 'm']),
    variable('work', ['yes', 'no', 'school']),
    variable('tools', ['pc', 'phone'], 'multiple'),
  ].map((one) => [one.name, one]),
);
const typed = variables as unknown as Parameters<typeof groupRelation>[2];
const is = (name: string, ...codes: string[]): Rule => ({ variable: name, in: codes });
const relation = (a: Rule, b: Rule) => groupRelation(a, b, typed);

describe('two target groups by their rules', () => {
  it('are apart, one in the other, or share people', () => {
    expect(relation(is('age', 'young'), is('age', 'old'))).toBe('apart');
    expect(relation({ all: [is('age', 'young'), is('sex', 'f')] }, is('age', 'young', 'middle'))).toBe('a_in_b');
    expect(relation(is('age', 'young', 'middle'), { all: [is('age', 'young'), is('sex', 'f')] })).toBe('b_in_a');
    expect(relation(is('age', 'young'), is('sex', 'f'))).toBe('shared');
    // who did not tell the sex is in neither
    expect(relation({ all: [is('age', 'young'), { not: is('sex', 'f') }] }, is('sex', 'f'))).toBe('apart');
    expect(relation(is('age', 'young'), { any: [is('sex', 'f'), is('sex', 'm')] })).toBe('shared');
  });

  it('are not called apart by answers of several ticks', () => {
    expect(relation(is('tools', 'pc'), is('tools', 'phone'))).toBe('shared');
  });

  it('agree with the rules on every person there can be', () => {
    const leaf = fc.oneof(
      fc.subarray(['young', 'middle', 'old'], { minLength: 1 }).map((codes) => is('age', ...codes)),
      fc.subarray(['f', 'm'], { minLength: 1 }).map((codes) => is('sex', ...codes)),
      fc.subarray(['yes', 'no', 'school'], { minLength: 1 }).map((codes) => is('work', ...codes)),
    );
    const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
      rule: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all): Rule => ({ all })),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any): Rule => ({ any })),
        tie('rule').map((not): Rule => ({ not })),
      ),
    }));
    // a missing answer is −2
    const people = [1, 2, 3, -2].flatMap((age) =>
      [1, 2, -2].flatMap((sex) => [1, 2, 3, -2].map((work) => ({ age, sex, work }))),
    );
    fc.assert(
      fc.property(rule, rule, (a, b) => {
        const inA = people.filter((row) => ruleHolds(a, variables, row));
        const inB = people.filter((row) => ruleHolds(b, variables, row));
        const common = inA.filter((row) => inB.includes(row)).length;
        const found = relation(a, b);
        if (found === 'apart') expect(common).toBe(0);
        else if (found === 'a_in_b') expect(common).toBe(inA.length);
        else if (found === 'b_in_a') expect(common).toBe(inB.length);
        else expect([common > 0, common < inA.length, common < inB.length]).toEqual([true, true, true]);
      }),
      { numRuns: 500 },
    );
  });
});
