import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditRelease, type ReleaseCell } from '../../analytics/disclosure/index.ts';
import { denseLeverages, hasCombinationAbout, subsets } from './dense.ts';
import { isIn, planOf, rowsOf, somePlan } from './people.ts';

const shown = (cells: readonly ReleaseCell[]) => cells.filter((cell) => cell.released);
const named = (cells: readonly ReleaseCell[]) => cells.map(({ table, codes }) => `${table}: ${codes.join('|')}`);
const repeated = <T>(counts: readonly (readonly [T, number])[]) =>
  counts.flatMap(([value, count]) => new Array<T>(count).fill(value));

describe('the audited release', () => {
  it('leaves no combination of figures about fewer than k people', () => {
    fc.assert(
      fc.property(somePlan, ({ people, tables, k }) => {
        const rows = rowsOf(people, shown(auditRelease(planOf(people, { tables, k })).cells));
        const found = subsets([...people.keys()], k - 1).find((set) => hasCombinationAbout(rows, new Set(set)));
        expect(found).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('leaves none about fewer than ten people of a sensitive value, nor about fewer than k of all', () => {
    fc.assert(
      fc.property(somePlan, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), ({ people, tables }, seeds) => {
        const all = [...people, ...people, ...people.slice(0, 2)].map((one, place) => ({
          ...one,
          sex: seeds[place % 20]! % 3 === 0 ? 'f' : one.sex,
        }));
        const flagged = { group: ['x'], area: ['b'] };
        const rows = rowsOf(all, shown(auditRelease(planOf(all, { tables, k: 3, flagged })).cells));
        const marked = [...all.keys()].filter((place) => all[place]!.group.includes('x') || all[place]!.area === 'b');
        for (let start = 0; start < marked.length; start += 3) {
          const nine = Array.from({ length: 9 }, (_, step) => marked[(start + step) % marked.length]!);
          expect(hasCombinationAbout(rows, new Set(nine))).toBe(false);
        }
        expect(subsets([...all.keys()].slice(0, 12), 2).some((set) => hasCombinationAbout(rows, new Set(set)))).toBe(
          false,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('knows the leverage that a dense projection gives', () => {
    fc.assert(
      fc.property(somePlan, ({ people, tables, k }) => {
        const { cells, leverage } = auditRelease(planOf(people, { tables, k }));
        const dense = denseLeverages(rowsOf(people, shown(cells)));
        expect(leverage).toBeCloseTo(Math.max(0, ...dense), 9);
        expect(leverage).toBeLessThan(1 / (k - 1));
      }),
    );
  });

  it('does not depend on the order of respondents, nor on how rows are put together', () => {
    fc.assert(
      fc.property(somePlan, fc.nat(), ({ people, tables, k }, turn) => {
        const plan = planOf(people, { tables, k });
        const other = [...people.slice(turn % people.length), ...people.slice(0, turn % people.length)].reverse();
        const once = planOf([...new Map(people.map((one) => [JSON.stringify(one), one])).values()], { tables, k });
        const frequencies = rowsCounted(people);
        const expected = auditRelease(plan).cells;
        expect(auditRelease(planOf(other, { tables, k })).cells).toEqual(expected);
        expect(auditRelease({ ...once, frequencies }).cells).toEqual(expected);
      }),
    );
  });

  it('says for each cell how many stand in it, the larger first, and what each table covers', () => {
    const sex = repeated([
      ['f', 30],
      ['m', 6],
      ['x', 2],
    ]);
    const { cells, coverage, k } = auditRelease({ dimensions: { sex }, tables: [[], ['sex']] });
    expect(cells).toEqual([
      { table: '', codes: [], n: 38, released: true },
      { table: 'sex', codes: ['f'], n: 30, released: true },
      { table: 'sex', codes: ['m'], n: 6, released: false },
      { table: 'sex', codes: ['x'], n: 2, released: false },
    ]);
    expect(coverage).toEqual([
      { table: '', cells: 1, released: 1, share: 1 },
      { table: 'sex', cells: 3, released: 1, share: 30 / 38 },
    ]);
    expect(k).toBe(5);
  });

  it('hides the cell whose difference to others would be about fewer than k, not the others', () => {
    const area = repeated([
      ['a', 20],
      ['b', 20],
      [null, 4],
    ]);
    const verdict = auditRelease({ dimensions: { area }, tables: [[], ['area']] }).cells;
    expect(named(shown(verdict))).toEqual([': ', 'area: a']);
    const five = auditRelease({ dimensions: { area: [...area, null] }, tables: [[], ['area']] }).cells;
    expect(named(shown(five))).toEqual([': ', 'area: a', 'area: b']);
  });

  it('never goes below three, whatever the setting', () => {
    const sex = repeated([
      ['f', 3],
      ['m', 2],
    ]);
    const { cells, k } = auditRelease({ dimensions: { sex }, tables: [['sex']], k: 1 });
    expect([k, named(shown(cells))]).toEqual([3, ['sex: f']]);
  });

  it('releases a cell with a sensitive value from ten people on', () => {
    const citizenship = repeated([
      ['foreign', 9],
      ['italian', 9],
    ]);
    const plan = { dimensions: { citizenship }, tables: [['citizenship']], flagged: { citizenship: ['foreign'] } };
    expect(named(shown(auditRelease(plan).cells))).toEqual(['citizenship: italian']);
    const ten = { ...plan, dimensions: { citizenship: [...citizenship, 'foreign'] } };
    expect(shown(auditRelease(ten).cells)).toHaveLength(2);
    expect(shown(auditRelease({ ...ten, flagged: { citizenship: true } as const }).cells)).toHaveLength(1);
  });

  it('takes overlapping groups as lists or as a bitmask', () => {
    const group = repeated<readonly string[]>([
      [['young', 'jobless'], 8],
      [['young'], 8],
      [[], 9],
    ]);
    const names = ['jobless', 'young'];
    const bits = group.map((list) => list.reduce((mask, name) => mask | (1 << names.indexOf(name)), 0));
    const lists = auditRelease({ dimensions: { group }, tables: [[], ['group']] }).cells;
    expect(auditRelease({ dimensions: { group: { names, bits } }, tables: [[], ['group']] }).cells).toEqual(lists);
    expect(lists.map(({ codes, n }) => [codes[0], n])).toEqual([
      [undefined, 25],
      ['young', 16],
      ['jobless', 8],
    ]);
  });

  it('names a dimension that does not exist, and a column of another length', () => {
    const dimensions = { sex: ['f', 'm'] };
    expect(() => auditRelease({ dimensions, tables: [['age']] })).toThrow(
      expect.objectContaining({ code: 'not_a_dimension' }),
    );
    expect(() => auditRelease({ dimensions: { ...dimensions, area: ['a'] }, tables: [[]] })).toThrow(
      expect.objectContaining({ code: 'columns_differ' }),
    );
  });
});

/** Respondents of each kind, in the order in which kinds first occur. */
function rowsCounted(people: readonly object[]): number[] {
  const counts = new Map<string, number>();
  for (const one of people) counts.set(JSON.stringify(one), (counts.get(JSON.stringify(one)) ?? 0) + 1);
  return [...counts.values()];
}

describe('the people of the tests', () => {
  it('stand in the cells they say', () => {
    expect(isIn({ area: 'a', sex: 'f', group: ['x'] }, { table: 'area*group', codes: ['a', 'x'] })).toBe(true);
    expect(isIn({ area: null, sex: 'f', group: ['x'] }, { table: 'area', codes: ['a'] })).toBe(false);
  });
});
