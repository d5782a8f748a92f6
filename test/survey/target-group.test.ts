import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rule, ruleFaults, ruleHolds, ruleInWords, ruleSql } from '../../survey/target-group.ts';
import type { RuleRow, RuleVariable } from '../../survey/target-group.ts';
import { temporaryDatabase } from '../support/database.ts';
import type { TemporaryDatabase } from '../support/database.ts';

const category = (code: string, number: number, it: string, en: string) => ({ code, number, label: { it, en } });

const employment: RuleVariable = {
  name: 'employment',
  label: { it: 'Condizione', en: 'Employment' },
  type: 'single',
  column: 'employment',
  missingColumn: null,
  categories: [
    category('employed', 1, 'occupato', 'employed'),
    category('unemployed', 2, 'disoccupato', 'unemployed'),
    category('inactive', 3, 'inattivo', 'inactive'),
  ],
};
const sex: RuleVariable = {
  ...employment,
  name: 'sex',
  label: { it: 'Sesso', en: 'Sex' },
  column: 'sex',
  categories: [category('f', 1, 'donna', 'woman'), category('m', 2, 'uomo', 'man')],
};
const care: RuleVariable = {
  ...employment,
  name: 'careDuties',
  label: { it: 'Cura', en: 'Care' },
  type: 'multiple',
  column: 'care_duties',
  missingColumn: 'care_duties_missing',
  categories: [category('children', 1, 'figli', 'children'), category('elders', 2, 'anziani', 'elders')],
};
const remark: RuleVariable = { ...employment, name: 'remark', type: 'text', column: null, categories: [] };
const variables = new Map([employment, sex, care, remark].map((one) => [one.name, one]));

const comparison = fc.constantFrom(employment, sex, care).chain((variable) =>
  fc
    .subarray(
      variable.categories.map(({ code }) => code),
      { minLength: 1 },
    )
    .map((codes): Rule => ({ variable: variable.name, in: codes })),
);
const { rule: anyRule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all): Rule => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any): Rule => ({ any })),
    tie('rule').map((not): Rule => ({ not })),
  ),
}));
const single = (size: number) => fc.constantFrom(-4, -3, -2, -1, ...Array.from({ length: size }, (_, i) => i + 1));
const anyRow: fc.Arbitrary<RuleRow> = fc
  .record({ employment: single(3), sex: single(2), ticks: fc.subarray([1, 2]), missing: fc.constantFrom(null, -1, -3) })
  .map(({ employment, sex, ticks, missing }) => ({
    employment,
    sex,
    care_duties: missing === null ? ticks : null,
    care_duties_missing: missing,
  }));

describe('a target-group rule', () => {
  let temporary: TemporaryDatabase;
  beforeAll(async () => {
    temporary = await temporaryDatabase();
  });
  afterAll(() => temporary.remove());

  it('says the same in SQL and in TypeScript, whatever is missing', async () => {
    await fc.assert(
      fc.asyncProperty(anyRule, anyRow, async (rule, row) => {
        const [result] = await temporary.database.rows<{ member: boolean | null }>(
          `SELECT ${ruleSql(rule, variables)} AS member
           FROM (SELECT $employment::SMALLINT AS employment, $sex::SMALLINT AS sex,
                        from_json($ticks, '["SMALLINT"]') AS care_duties, $missing::SMALLINT AS care_duties_missing)`,
          {
            employment: row['employment'] as number,
            sex: row['sex'] as number,
            ticks: JSON.stringify(row['care_duties']),
            missing: row['care_duties_missing'] as number | null,
          },
        );
        expect(result?.member ?? null).toBe(ruleHolds(rule, variables, row));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('claims nobody whose answer is not known, not even by a "not"', () => {
    const notEmployed: Rule = { not: { variable: 'employment', in: ['employed'] } };
    expect(ruleHolds(notEmployed, variables, { employment: 3 })).toBe(true);
    expect(ruleHolds(notEmployed, variables, { employment: -3 })).toBeNull();
  });

  it('reads as a sentence in both languages', () => {
    const rule: Rule = {
      all: [
        { variable: 'sex', in: ['f'] },
        {
          any: [
            { variable: 'employment', in: ['unemployed', 'inactive'] },
            { not: { variable: 'careDuties', in: ['elders'] } },
          ],
        },
      ],
    };
    expect(ruleInWords(rule, variables, 'en')).toBe(
      'Sex: “woman”; and (Employment: “unemployed” or “inactive”; or not Care: “elders”)',
    );
    expect(ruleInWords(rule, variables, 'it')).toBe(
      'Sesso: «donna»; e (Condizione: «disoccupato» o «inattivo»; oppure non Cura: «anziani»)',
    );
  });

  it('names what has a name of its own, and lists what is ruled out', () => {
    const jobless: Rule = { variable: 'employment', in: ['unemployed'] };
    const women: Rule = { variable: 'sex', in: ['f'] };
    const others: Rule = { not: { any: [jobless, women] } };
    const nameOf = (part: Rule) => (part === jobless ? 'Disoccupati' : undefined);
    expect(ruleInWords(others, variables, 'it', nameOf)).toBe('nessuno di questi casi: «Disoccupati»; Sesso: «donna»');
    expect(ruleInWords(others, variables, 'en')).toBe('none of these: Employment: “unemployed”; Sex: “woman”');
  });

  it('names every variable and code that does not exist', () => {
    const rule: Rule = {
      any: [
        { variable: 'work', in: ['x'] },
        { variable: 'sex', in: ['f', 'x'] },
        { not: { variable: 'remark', in: ['a'] } },
      ],
    };
    expect(ruleFaults(rule, variables).map(({ en }) => en)).toEqual([
      'the rule names the variable "work", which does not exist',
      '"sex" has no code "x"',
      'the rule compares "remark", which is a text',
    ]);
  });

  it('is refused when it has a word too many', () => {
    expect(Rule.safeParse({ variable: 'sex', in: ['f'], not: 'x' }).success).toBe(false);
    expect(Rule.safeParse({ all: [] }).success).toBe(false);
  });
});
