import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alphaOfTable, cohenKappa, krippendorffAlpha } from '../../analytics/index.ts';
import { agreementOf, measuresOf } from '../../analytics/qualitative/agreement.ts';
import type { AgreementColumns } from '../../survey/contract.ts';
import { fifteen, patients, twelve } from './printed.ts';

const blind = { state: 'blind', sawOn: null } as const;

/** Columns of two coders who gave one code, or not, to so many statements. */
function columnsOf(table: readonly (readonly number[])[]): AgreementColumns {
  const [[both = 0, one = 0] = [], [two = 0, neither = 0] = []] = table;
  const first = [...Array<boolean>(both + one).fill(true), ...Array<boolean>(two + neither).fill(false)];
  const second = [both, one, two, neither].flatMap((count, at) => Array<boolean>(count).fill(at % 2 === 0));
  return {
    blind,
    statement: first.map((_, at) => String(at)),
    code: first.map(() => 'a'),
    ...{ first, second },
    characters: [{ code: 'a', both, first: one, second: two, neither }],
  };
}

describe('the measures of those who coded', () => {
  it('are the printed ones for many coders', () => {
    expect(measuresOf(twelve).alpha).toBeCloseTo(113 / 152, 10);
    expect(measuresOf(twelve)).toMatchObject({ units: 11, percent: null, kappa: null, fleiss: null });
    expect(measuresOf(fifteen).alpha).toBeCloseTo(56 / 81, 10);
    expect(measuresOf(fifteen).units).toBe(12);
    const coders = Array.from({ length: 6 }, (_, coder) =>
      patients.map((counts) => counts.flatMap((count, value) => Array<number>(count).fill(value))[coder]!),
    );
    expect(measuresOf(coders).fleiss).toBeCloseTo(0.430244520060141, 10);
    expect(measuresOf(coders).units).toBe(30);
  });

  it('are the worked example’s for two, by statements and by characters', () => {
    const { table, expected } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../reference/agreement.example.json'), 'utf8'),
    ) as { table: number[][]; expected: { percent_agreement: number; cohen_kappa: number } };
    const { statements, byStatement, byCharacter } = agreementOf(columnsOf(table));
    const units = table.flat().reduce((sum, count) => sum + count, 0);
    expect(statements).toBe(units);
    for (const told of [byStatement.overall, byCharacter.overall, byStatement.codes[0]!, byCharacter.codes[0]!]) {
      expect(told.percent).toBeCloseTo(expected.percent_agreement, 10);
      expect(told.kappa).toBeCloseTo(expected.cohen_kappa, 10);
      expect(told.units).toBe(units);
    }
    expect(byCharacter.overall.alpha).toBeCloseTo(byStatement.overall.alpha!, 10);
  });

  it('are the same from the table as from the coders written out', () => {
    const count = fc.nat(9);
    fc.assert(
      fc.property(fc.tuple(count, count, count, count), ([both, first, second, neither]) => {
        fc.pre(both + first + second + neither > 0);
        const columns = columnsOf([
          [both, first],
          [second, neither],
        ]);
        const [one, two] = [columns.first.map(String), columns.second.map(String)];
        const { overall } = agreementOf(columns).byCharacter;
        const alpha = krippendorffAlpha([one, two]);
        expect(
          alphaOfTable([
            [both, first],
            [second, neither],
          ]),
        ).toMatchObject({ units: alpha.units, judgements: alpha.judgements });
        expect(overall.alpha ?? 9).toBeCloseTo(alpha.value ?? 9, 10);
        expect(overall.kappa ?? 9).toBeCloseTo(cohenKappa(one, two).value ?? 9, 10);
      }),
    );
  });

  it('have a range of alpha, the same each time, around its value and closer with more statements', () => {
    const of = (times: number) =>
      agreementOf(
        columnsOf([
          [20 * times, 5 * times],
          [10 * times, 15 * times],
        ]),
      );
    const [few, many] = [of(1), of(100)];
    expect(of(1).alphaRange).toEqual(few.alphaRange);
    const widthOf = ({ low, high }: { low: number; high: number }) => high - low;
    for (const told of [few, many]) {
      const { low, high } = told.alphaRange!;
      expect(low).toBeLessThan(told.byStatement.overall.alpha!);
      expect(high).toBeGreaterThan(told.byStatement.overall.alpha!);
    }
    // the delta method's standard error of kappa for this table (Fleiss, Cohen & Everitt 1969) is 0.127
    expect(widthOf(few.alphaRange!) / (2 * 1.96 * 0.127)).toBeCloseTo(1, 1);
    expect(widthOf(few.alphaRange!) / widthOf(many.alphaRange!)).toBeCloseTo(10, -0.3);
    // one statement, or codes that hardly vary, tell nothing
    expect(agreementOf(columnsOf([[1]])).alphaRange).toBeNull();
    expect(agreementOf(columnsOf([[40, 1]])).alphaRange).toBeNull();
  });

  it('are none where there is nothing to compare', () => {
    const none = { units: 0, percent: null, kappa: null, fleiss: null, alpha: null };
    const empty = { blind, statement: [], code: [], first: [], second: [], characters: [] };
    const table = { overall: none, codes: [] };
    expect(agreementOf(empty)).toEqual({
      ...{ blind, statements: 0, byStatement: table, byCharacter: table, alphaRange: null },
    });
    expect(measuresOf([['a'], [null]])).toEqual(none);
  });
});
