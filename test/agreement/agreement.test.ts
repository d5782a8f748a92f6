import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fleissKappa } from '../../analytics/agreement/fleiss.ts';
import { krippendorffAlpha, type Scale } from '../../analytics/agreement/krippendorff.ts';
import { cohenKappa, kappaOfTable, percentAgreement } from '../../analytics/agreement/two-coders.ts';
import { fifteen, patients, twelve } from './printed.ts';

describe('Krippendorff’s alpha', () => {
  it.each<[Scale, number]>([
    ['nominal', 113 / 152],
    ['ordinal', 0.8153875037548813],
    ['interval', 951 / 1120],
    ['ratio', 0.797402774711612],
  ])('of the twelve units is the printed one, %s', (scale, value) => {
    expect(krippendorffAlpha(twelve, scale).value).toBeCloseTo(value, 10);
    const printed = { nominal: '0.743', ordinal: '0.815', interval: '0.849', ratio: '0.797' };
    expect(krippendorffAlpha(twelve, scale).value?.toFixed(3)).toBe(printed[scale]);
  });

  it('of the fifteen units is the printed one', () => {
    expect(krippendorffAlpha(fifteen).value).toBeCloseTo(56 / 81, 10);
    expect(krippendorffAlpha(fifteen).value?.toFixed(3)).toBe('0.691');
    expect(krippendorffAlpha(fifteen, 'interval').value?.toFixed(3)).toBe('0.811');
    expect(krippendorffAlpha(fifteen)).toMatchObject({ units: 12, judgements: 26 });
  });

  it('equals its definition by pairs of judgements', () => {
    const coder = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(coder, { minLength: 2, maxLength: 4 }),
        fc.constantFrom<Scale>('nominal', 'interval', 'ratio'),
        (coders, scale) => {
          const units = Array.from({ length: 6 }, (__, unit) => coders.flatMap((one) => one[unit] ?? [])).filter(
            (unit) => unit.length > 1,
          );
          fc.pre(units.length > 0);
          expect(krippendorffAlpha(coders, scale).value ?? 1).toBeCloseTo(byPairs(units, scale), 10);
        },
      ),
    );
  });

  it('is 1 when all agree, and none when nothing varies', () => {
    expect(
      krippendorffAlpha([
        ['a', 'b'],
        ['a', 'b'],
      ]).value,
    ).toBe(1);
    expect(
      krippendorffAlpha([
        ['a', 'a'],
        ['a', 'a'],
      ]).value,
    ).toBeNull();
  });

  it('refuses words as numbers, coders of different length, and nothing to compare', () => {
    expect(() =>
      krippendorffAlpha(
        [
          ['a', 'b'],
          ['a', 'b'],
        ],
        'interval',
      ),
    ).toThrow(expect.objectContaining({ code: 'value_not_allowed' }) as Error);
    expect(() => krippendorffAlpha([['a'], ['a', 'b']])).toThrow(
      expect.objectContaining({ code: 'columns_differ' }) as Error,
    );
    expect(() =>
      krippendorffAlpha([
        ['a', null],
        [null, 'b'],
      ]),
    ).toThrow(expect.objectContaining({ code: 'nothing_to_compare' }) as Error);
  });
});

describe('Fleiss’ kappa', () => {
  it('of the thirty patients is the printed one', () => {
    const { value, observed, byCategory } = fleissKappa(patients);
    expect(observed).toBeCloseTo(5 / 9, 10);
    expect(value).toBeCloseTo(0.430244520060141, 10);
    expect(byCategory.map((one) => one?.toFixed(3))).toEqual(['0.245', '0.245', '0.520', '0.471', '0.566']);
  });

  it('names the unit that was judged by another number', () => {
    expect(() =>
      fleissKappa([
        [2, 0],
        [1, 0],
      ]),
    ).toThrow(expect.objectContaining({ code: 'unequal_coders', values: { unit: 1, found: 1, expected: 2 } }) as Error);
  });
});

describe('Cohen’s kappa', () => {
  const { table, expected } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../reference/agreement.example.json'), 'utf8'),
  ) as { table: number[][]; expected: { percent_agreement: number; cohen_kappa: number; scott_pi: number } };
  const [first, second] = listed(table, ['yes', 'no']);

  it('equals the worked example, from the table and from the coders', () => {
    for (const kappa of [kappaOfTable(table), cohenKappa(first, second)]) {
      expect(kappa.value).toBeCloseTo(expected.cohen_kappa, 10);
      expect(kappa.observed).toBeCloseTo(expected.percent_agreement, 10);
    }
    expect(percentAgreement(first, second)).toBeCloseTo(expected.percent_agreement, 10);
  });

  it('with equal margins of both coders is Scott’s pi, which is Fleiss’ kappa of two', () => {
    const counts = first.map((one, unit) =>
      [one, second[unit]].reduce(
        (sums, code) => sums.with(Number(code === 'no'), (sums[Number(code === 'no')] ?? 0) + 1),
        [0, 0],
      ),
    );
    expect(fleissKappa(counts).value).toBeCloseTo(expected.scott_pi, 10);
  });

  it('with squared weights and equal margins comes to the correlation of the two', () => {
    const kappa = kappaOfTable(
      [
        [10, 4, 1],
        [4, 12, 3],
        [1, 3, 8],
      ],
      'quadratic',
    );
    expect(kappa.value).toBeCloseTo(
      correlation([
        [10, 4, 1],
        [4, 12, 3],
        [1, 3, 8],
      ]),
      10,
    );
  });

  it('has the printed error of Fleiss, Cohen and Everitt 1969', () => {
    // their table of shares, 200 units
    const units = [
      [106, 10, 4],
      [22, 28, 10],
      [2, 12, 6],
    ];
    expect(kappaOfTable(units).value).toBeCloseTo(0.429, 3);
    expect(kappaOfTable(units).se).toBeCloseTo(0.0534, 3);
  });

  it('counts only what both have judged, and knows a fixed order of levels', () => {
    expect(
      cohenKappa(['low', 'high', null], ['low', 'mid', 'low'], { weights: 'linear', levels: ['low', 'mid', 'high'] }),
    ).toMatchObject({ units: 2, observed: 0.75 });
    expect(() => cohenKappa(['low'], ['other'], { levels: ['low'] })).toThrow(
      expect.objectContaining({ code: 'value_not_allowed' }) as Error,
    );
    expect(cohenKappa(['a', 'a'], ['a', 'a'])).toMatchObject({ value: null, se: null, observed: 1 });
  });
});

function listed(table: number[][], codes: string[]): [string[], string[]] {
  const pairs = table.flatMap((row, a) =>
    row.flatMap((count, b) => Array.from({ length: count }, () => [codes[a] ?? '', codes[b] ?? ''] as const)),
  );
  return [pairs.map((one) => one[0]), pairs.map((one) => one[1])];
}

/** Mean squared difference of the pairs inside units, against that of all pairs. */
function byPairs(units: number[][], scale: Scale): number {
  const d = (a: number, b: number) =>
    scale === 'nominal' ? Number(a !== b) : scale === 'interval' ? (a - b) ** 2 : ((a - b) / (a + b)) ** 2;
  const pairs = (values: number[]) =>
    values.flatMap((a, i) => values.flatMap((b, j) => (i === j ? [] : [d(a, b)]))).reduce((sum, one) => sum + one, 0);
  const all = units.flat();
  const observed = units.reduce((sum, unit) => sum + pairs(unit) / (unit.length - 1), 0) / all.length;
  const expected = pairs(all) / (all.length * (all.length - 1));
  return expected === 0 ? 1 : 1 - observed / expected;
}

function correlation(table: number[][]): number {
  const cells = table.flatMap((row, a) => row.map((n, b) => ({ a, b, n })));
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const mean = (value: (cell: { a: number; b: number }) => number) =>
    cells.reduce((sum, cell) => sum + cell.n * value(cell), 0) / n;
  const [ma, mb] = [mean(({ a }) => a), mean(({ b }) => b)];
  return (
    mean(({ a, b }) => (a - ma) * (b - mb)) / Math.sqrt(mean(({ a }) => (a - ma) ** 2) * mean(({ b }) => (b - mb) ** 2))
  );
}
