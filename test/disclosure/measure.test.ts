import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMeasure, auditRelease, categoriesFromCells, type CellName } from '../../analytics/disclosure/index.ts';
import { denseLeverages, hasCombinationAbout, subsets } from './dense.ts';
import { planOf, rowsOf, somePlan } from './people.ts';

const only = (cells: readonly CellName[], shown: readonly boolean[]) => cells.filter((_, place) => shown[place]);

describe('a measure with a base of its own', () => {
  it('is shown on released cells, where nothing about its base is about fewer than k people', () => {
    fc.assert(
      fc.property(
        somePlan,
        fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
        ({ people, tables, k }, asked) => {
          const plan = planOf(people, { tables, k });
          const base = people.map((_, place) => asked[place]!);
          const release = auditRelease(plan);
          const shown = auditMeasure(plan, release, { base });
          expect(shown.some((one, place) => one && !release.cells[place]!.released)).toBe(false);
          const inside = people.filter((_, place) => base[place]);
          const rows = rowsOf(inside, only(release.cells, shown));
          expect(subsets([...inside.keys()], k - 1).some((set) => hasCombinationAbout(rows, new Set(set)))).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is compared with where earlier publications showed it', () => {
    const total = { table: '', codes: [] };
    const verdict = (asked: number, past?: CellName[][]) => {
      const histories = [
        { count: 20, rows: [0, 0] },
        { count: asked, rows: [-1, 0] },
        { count: 9, rows: [-1, 1] },
      ];
      const plan = { dimensions: { sex: ['f', 'f'] }, tables: [[]], histories, past: [[total]] };
      return auditMeasure(plan, auditRelease(plan), { base: [true, false], ...(past && { past }) });
    };
    expect(verdict(4)).toEqual([false]);
    expect(verdict(5)).toEqual([true]);
    expect(verdict(4, [[]])).toEqual([true]);
  });

  it('is shown wherever cells are released when everybody is in the base', () => {
    fc.assert(
      fc.property(somePlan, ({ people, tables, k }) => {
        const plan = planOf(people, { tables, k });
        const release = auditRelease(plan);
        const shown = auditMeasure(plan, release, { base: people.map(() => true) });
        expect(shown).toEqual(release.cells.map((cell) => cell.released));
      }),
    );
  });
});

describe('magnitudes of firms', () => {
  const magnitudes = fc.array(fc.constantFrom(0, 1, 2, 3, 5, 8, 40, 300), { minLength: 14, maxLength: 14 });

  it('leave no combination that one or two firms dominate', () => {
    const firms = fc.record({
      ...{ plan: somePlan, magnitudes },
      seed: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 20, maxLength: 20 }),
    });
    fc.assert(
      fc.property(firms, ({ plan: { people, tables }, magnitudes: all, seed }) => {
        const [plan, sizes] = [planOf(people, { tables, k: 3 }), all.slice(0, people.length)];
        const release = auditRelease(plan);
        const cells = only(release.cells, auditMeasure(plan, release, { magnitudes: sizes }));
        const rows = rowsOf(people, cells).map((row) => row.map((one, place) => one * sizes[place]!));
        expect(Math.max(0, ...denseLeverages(rows))).toBeLessThan(0.18);
        const parts = people.map((_, firm) =>
          Math.abs(rows.reduce((sum, row, at) => sum + seed[at % 20]! * row[firm]!, 0)),
        );
        const [first = 0, second = 0, ...rest] = parts.toSorted((a, b) => b - a);
        const others = rest.reduce((sum, one) => sum + one, 0);
        if (first === 0) return;
        expect(first / (first + second + others)).toBeLessThan(0.75);
        expect((first + second) / (first + second + others)).toBeLessThan(0.85);
        expect(others / first).toBeGreaterThan(0.1);
      }),
      { numRuns: 200 },
    );
  });

  it('show twelve alike firms, and hide them beside a large one', () => {
    const plan = { dimensions: { sector: new Array<string>(12).fill('food') }, tables: [['sector']] };
    const release = auditRelease(plan);
    expect(auditMeasure(plan, release, { magnitudes: new Array<number>(12).fill(4) })).toEqual([true]);
    expect(auditMeasure(plan, release, { magnitudes: [60, ...new Array<number>(11).fill(4)] })).toEqual([false]);
    expect(auditMeasure(plan, release, { magnitudes: [null, ...new Array<number>(11).fill(4)] })).toEqual([true]);
  });

  it('are whole numbers', () => {
    const plan = { dimensions: { sector: ['food', 'food'] }, tables: [['sector']], magnitudes: [1, 1.5] };
    expect(() => auditRelease(plan)).toThrow(expect.objectContaining({ code: 'value_not_allowed' }));
  });
});

describe('a dimension read as a measure', () => {
  const area = [...new Array<string>(30).fill('a'), ...new Array<string>(24).fill('b')];
  const sex = area.map((one, place) => (one === 'a' ? (place % 2 ? 'f' : 'm') : place % 12 ? 'f' : 'm'));
  const released = (tables: string[][]) => auditRelease({ dimensions: { area, sex }, tables }).cells;
  const among = (tables: string[][], table: string, ...codes: string[]) =>
    categoriesFromCells(released(tables), { table, codes }, 'sex', ['f', 'm']);

  it('has the counts of the released cells, and none where one is not released', () => {
    const pairs = [['area', 'sex']];
    expect(among(pairs, 'area', 'a')).toEqual([15, 15]);
    expect(among(pairs, 'area', 'b')).toEqual([22, null]);
    expect(among(pairs, 'area', 'c')).toBeNull();
    expect(among(pairs, '')).toBeNull();
    expect(among([['sex']], '')).toEqual([37, 17]);
  });

  it('is known in a cell of its own, but says nothing about groups that overlap', () => {
    expect(among([['sex']], 'sex', 'f')).toEqual([37, 0]);
    const own = { table: 'sex', codes: ['f'] };
    expect(categoriesFromCells(released([['sex']]), own, 'sex', ['f', 'm'], true)).toEqual([37, null]);
  });
});
