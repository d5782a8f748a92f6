import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auditRelease,
  versionColumns,
  type CellName,
  type History,
  type ReleasePlan,
} from '../../analytics/disclosure/index.ts';
import { hasCombinationAbout, subsets } from './dense.ts';

const dimensions = { area: ['a', 'a', 'b', 'b'], sex: ['f', 'm', 'f', 'm'] };
const tables = [[], ['area'], ['sex'], ['area', 'sex']];
const total: CellName = { table: '', codes: [] };

/** The names of what the last publication of some histories may release, after the earlier ones have. */
function publications(histories: readonly History[], k = 5, plan: Partial<ReleasePlan> = {}): CellName[][] {
  const count = histories[0]!.rows.length;
  return Array.from({ length: count }).reduce<CellName[][]>((past, _, at) => {
    const known = histories.map(({ rows, corrected = [], ...one }) => {
      return { ...one, rows: rows.slice(0, at + 1), corrected: corrected.filter((since) => since <= at) };
    });
    const { cells } = auditRelease({ dimensions, tables, k, histories: known, past, ...plan });
    const released = cells.filter((cell) => cell.released).map(({ table, codes }) => ({ table, codes }));
    return [...past, released];
  }, []);
}

const hasTotal = (cells: readonly CellName[]) => cells.some(({ table }) => table === '');
const twenty = { count: 20, rows: [0, 0] };
const totals = { tables: [[]] };

describe('a publication after others', () => {
  it('is the same as a first one when nobody was published before', () => {
    const rows = { area: ['a', 'b'], sex: ['f', 'f'] };
    const first = auditRelease({ dimensions: rows, tables, frequencies: [12, 9] });
    const histories = [
      { count: 12, rows: [0] },
      { count: 9, rows: [1] },
    ];
    expect(auditRelease({ dimensions: rows, tables, histories, past: [] })).toEqual(first);
  });

  it.each([
    ['four new people', { count: 4, rows: [-1, 1] }, false],
    ['five new people', { count: 5, rows: [-1, 1] }, true],
    ['four who erased their answers', { count: 4, rows: [1, -1] }, false],
    ['five who erased them', { count: 5, rows: [1, -1] }, true],
    ['one who corrected an answer', { count: 1, rows: [1, 1], corrected: [1] }, false],
    ['four who corrected one', { count: 4, rows: [1, 1], corrected: [1] }, false],
    ['one who changed the area', { count: 1, rows: [1, 3] }, false],
    ['nobody', { count: 3, rows: [1, 1] }, true],
  ])('tells by its total about %s: %#', (_, history, isReleased) => {
    const [first, second] = publications([twenty, history], 5, totals);
    expect(hasTotal(first!)).toBe(true);
    expect(hasTotal(second!)).toBe(isReleased);
  });

  it('counts an answer that comes back unchanged as the one it was', () => {
    const back = (corrected: number[]) =>
      publications(
        [
          { count: 20, rows: [0, 0, 0] },
          { count: 6, rows: [1, -1, 1], corrected },
          { count: 6, rows: [-1, 2, 2] },
        ],
        5,
        totals,
      );
    expect(versionColumns([{ count: 6, rows: [1, -1, 1] }]).rows).toHaveLength(1);
    expect(versionColumns([{ count: 6, rows: [1, -1, 1], corrected: [1] }]).rows).toHaveLength(2);
    expect(back([]).map(hasTotal)).toEqual([true, true, true]);
  });

  it('adds the leverages of the versions of one person', () => {
    // eight people: either publication alone takes an eighth of each, both together a quarter, which is the limit
    const columns = { dimensions: { sex: ['f'] }, tables: [[]], past: [[total]] };
    const apart = [
      { count: 8, rows: [0, -1] },
      { count: 8, rows: [-1, 0] },
    ];
    const corrected = [{ count: 8, rows: [0, 0], corrected: [1] }];
    expect(auditRelease({ ...columns, histories: apart }).cells[0]?.released).toBe(true);
    expect(auditRelease({ ...columns, histories: corrected }).cells[0]?.released).toBe(false);
    expect(auditRelease({ ...columns, histories: [{ ...corrected[0]!, count: 9 }] }).cells[0]?.released).toBe(true);
    expect(auditRelease({ ...columns, histories: [{ ...corrected[0]!, count: 9 }] }).leverage).toBeCloseTo(2 / 9);
  });

  it('keeps the leverages of what was published, whatever happened to it later', () => {
    const before = auditRelease({
      dimensions,
      tables: [],
      histories: [{ count: 20, rows: [0, -1] }],
      past: [[total], []],
    });
    const later = [
      { count: 5, rows: [0, 0, 3] },
      { count: 9, rows: [0, -1, -1] },
      { count: 6, rows: [0, 0, 0] },
    ];
    const after = auditRelease({ dimensions, tables: [], histories: later, past: [[total], []] });
    expect(after.leverage).toBeCloseTo(before.leverage, 12);
  });

  it('leaves no combination of figures of three publications about fewer than k persons', () => {
    const profile = fc.constantFrom(-1, 0, 1, 2, 3);
    const history = fc.record({
      count: fc.constantFrom(1, 1, 2, 4),
      rows: fc.oneof(
        profile.map((one) => [one, one, one]),
        fc.tuple(profile, profile, profile),
      ),
      corrected: fc.subarray([1, 2]),
    });
    fc.assert(
      fc.property(fc.array(history, { minLength: 4, maxLength: 7 }), fc.constantFrom(3, 4), (histories, k) => {
        const each = histories.flatMap((one) => new Array<History>(one.count).fill({ ...one, count: 1 }));
        const rows = versionRows(each, publications(histories, k));
        const columns = versionColumns(each);
        const sets = subsets([...each.keys()], k - 1).map((persons) => columnsOf(columns.persons, persons));
        expect(sets.some((set) => hasCombinationAbout(rows, set))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

const columnsOf = (persons: Int32Array, some: readonly number[]) =>
  new Set([...persons.keys()].filter((column) => some.includes(persons[column]!)));

/** The matrix of published cells × versions. */
function versionRows(histories: readonly History[], published: readonly (readonly CellName[])[]): number[][] {
  const { present, rows } = versionColumns(histories);
  return published.flatMap((cells, at) =>
    cells.map(({ table, codes }) => {
      const names = table === '' ? [] : (table.split('*') as (keyof typeof dimensions)[]);
      const holds = (row: number) => names.every((name, place) => dimensions[name][row] === codes[place]);
      return [...rows.keys()].map((column) => Number(present[at]!.includes(column) && holds(rows[column]!)));
    }),
  );
}
