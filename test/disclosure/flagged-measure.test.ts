import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellsAnAnswer, type AnswerClasses } from '../../analytics/disclosure/bounds.ts';
import {
  auditAnswers,
  auditFlaggedMeasure,
  auditRelease,
  type AuditCell,
  type ReleasePlan,
} from '../../analytics/disclosure/index.ts';
import { membershipOf, type ColumnSet } from '../../analytics/disclosure/membership.ts';
import { withPolytope } from '../../analytics/disclosure/solver.ts';
import { exactRank } from './dense.ts';

/** Rows of (in x, in y, answer), so many times each. */
function question(parts: readonly (readonly [readonly string[], string | null, number])[]) {
  const rows = parts.flatMap(([group, answer, count]) =>
    new Array<(typeof parts)[number]>(count).fill([group, answer, 1]),
  );
  const plan: ReleasePlan = { dimensions: { group: rows.map(([group]) => group) }, tables: [[], ['group']] };
  return { plan, answers: rows.map(([, answer]) => answer) };
}

async function shownOf({ plan, answers }: ReturnType<typeof question>): Promise<string[]> {
  const release = auditRelease(plan);
  const shown = await auditFlaggedMeasure(plan, release, { answers });
  return release.cells.filter((_, place) => shown[place]).map(({ codes }) => codes[0] ?? 'all');
}

describe('a sensitive question', () => {
  it('is shown where ten people gave each answer, and with nine nowhere', async () => {
    expect(
      await shownOf(
        question([
          [[], 'yes', 10],
          [[], 'no', 10],
        ]),
      ),
    ).toEqual(['all']);
    expect(
      await shownOf(
        question([
          [[], 'yes', 9],
          [[], 'no', 90],
        ]),
      ),
    ).toEqual([]);
    expect(
      await shownOf(
        question([
          [[], 'yes', 10],
          [[], 'no', 9],
          [[], null, 50],
        ]),
      ),
    ).toEqual([]);
  });

  it('is not shown in a cell from which another follows that has too few', async () => {
    // x and all are fine by themselves; all − x is the group of the others, of whom nine said yes
    const other = (count: number) =>
      question([
        [['x'], 'yes', 20],
        [['x'], 'no', 20],
        [['rest'], 'yes', count],
        [['rest'], 'no', 20],
      ]);
    expect(await shownOf(other(9))).toEqual(['all']);
    expect(await shownOf(other(10))).toEqual(['all', 'x', 'rest']);
  });

  it('drops the last cell while bounds tell an answer', async () => {
    // x and y overlap in twelve people who all said no, which the total, x and y tell together
    const overlap = (yes: number) =>
      question([
        [['x'], 'yes', 20],
        [['x'], 'no', 20],
        [['x', 'y'], 'yes', yes],
        [['x', 'y'], 'no', 12 - yes],
        [['y'], 'yes', 15],
        [['y'], 'no', 15],
      ]);
    expect(await shownOf(overlap(0))).toEqual(['all', 'x']);
    expect(await shownOf(overlap(2))).toEqual(['all', 'x', 'y']);
  });

  it('is shown nowhere when everybody gave the same answer, or nobody one that exists', async () => {
    const alike = question([[[], 'no', 50]]);
    expect(await shownOf(alike)).toEqual([]);
    const { plan, answers } = question([
      [[], 'some', 30],
      [[], 'no', 30],
    ]);
    const release = auditRelease(plan);
    expect(await auditFlaggedMeasure(plan, release, { answers })).toEqual([true]);
    const categories = ['severe', 'some', 'no'];
    expect(await auditFlaggedMeasure(plan, release, { answers, categories })).toEqual([false]);
  });

  it('counts what earlier publications showed of it', async () => {
    const dimensions = { sex: ['f', 'f', 'f'] };
    const answers = ['yes', 'no', 'no'];
    const verdict = async (added: number) => {
      const histories = [
        { count: 20, rows: [0, 0] },
        { count: 20, rows: [1, 1] },
        { count: 12, rows: [-1, 2] },
        { count: added, rows: [-1, 0] },
      ];
      const plan: ReleasePlan = { dimensions, tables: [[]], histories, past: [[{ table: '', codes: [] }]] };
      const release = auditRelease(plan);
      expect(release.cells[0]?.released).toBe(true);
      return auditFlaggedMeasure(plan, release, { answers });
    };
    // the difference of the two totals is about those who came between: all of them said no, or twelve said yes too
    expect(await verdict(0)).toEqual([false]);
    expect(await verdict(12)).toEqual([true]);
  });

  it('takes several categories, each of which needs its ten', async () => {
    const three = (some: number) =>
      question([
        [[], 'severe', some],
        [[], 'some', 20],
        [[], 'no', 60],
      ]);
    expect(await shownOf(three(10))).toEqual(['all']);
    expect(await shownOf(three(9))).toEqual([]);
  });
});

describe('the list of a sensitive question', () => {
  const people = fc.record({
    sizes: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 6, maxLength: 6 }),
    sets: fc.uniqueArray(
      fc.uniqueArray(fc.nat(5), { minLength: 1 }).map((set) => set.toSorted()),
      {
        ...{ minLength: 3, maxLength: 9 },
        selector: (set) => set.join(),
      },
    ),
    watched: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
  });

  it('lets no candidate follow that has too few of an answer, and tells nobody’s', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(people, async ({ sizes, sets, watched }) => {
        const [k, answers] = [3, [sizes.map(([yes]) => yes), sizes.map(([, no]) => no)]];
        const counts = sizes.map(([yes, no]) => yes + no);
        const cells = sets.map((columns, place): AuditCell => {
          return { table: 't', columns, least: k, ...(watched[place] && { role: 'watched' }) };
        });
        const released = await auditAnswers({ counts, k: counts.map(() => k), answers }, cells, k);
        const rows = (some: readonly (readonly number[])[]) =>
          some.map((set) => counts.map((count, column) => Number(count > 0 && set.includes(column))));
        const list = rows(sets.filter((_, place) => released[place]));
        shown += list.length;
        for (const set of sets) {
          const isKnown =
            exactRank([...list, ...rows([set])]) === exactRank(list) && set.some((one) => counts[one]! > 0);
          if (!isKnown) continue;
          for (const one of answers)
            expect(set.reduce((sum, column) => sum + one[column]!, 0)).toBeGreaterThanOrEqual(k);
        }
        const members = sets.filter((_, place) => released[place]);
        const classes = answerClasses(counts.length, independent(members, rows), answers);
        expect(await tellsAnAnswer(classes)).toBe(false);
      }),
      { numRuns: 100 },
    );
    expect(shown).toBeGreaterThan(30);
  });
});

type Rows = (some: readonly (readonly number[])[]) => number[][];

/** Without those that follow from earlier ones. */
const independent = (sets: readonly (readonly number[])[], rows: Rows) =>
  sets
    .filter((_, place) => exactRank(rows(sets.slice(0, place + 1))) > exactRank(rows(sets.slice(0, place))))
    .map((columns) => ({ table: 't', columns }));

function answerClasses(
  size: number,
  cells: readonly ColumnSet[],
  answers: readonly (readonly number[])[],
): AnswerClasses {
  const membership = membershipOf(size, cells);
  const sum = (counts: readonly number[], place: number) =>
    counts.reduce((so, count, column) => so + (membership.classOf[column] === place ? count : 0), 0);
  const byClass = (counts: readonly number[]) =>
    Float64Array.from({ length: membership.classes }, (_, place) => sum(counts, place));
  return { membership, answers: answers.map(byClass) };
}

describe('bounds', () => {
  it('are not found where no counts agree', async () => {
    const none = { most: [1, 1], sums: [{ terms: [0, 1], least: 3, most: 3 }] };
    await expect(withPolytope(none, (maximise) => maximise(Float64Array.of(1, 1)))).rejects.toThrow(
      expect.objectContaining({ code: 'bounds_not_found' }),
    );
  });

  const small = fc
    .record({
      sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 5 }),
      cells: fc.array(fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      yes: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
    })
    .map(({ sizes, cells, yes }): AnswerClasses => {
      const sets = cells.map((cell) => cell.filter((one) => one < sizes.length).toSorted());
      const asRows: Rows = (some) => some.map((set) => sizes.map((_, column) => Number(set.includes(column))));
      const first = sizes.map((size, at) => Math.min(size, yes[at]!));
      return answerClasses(sizes.length, independent(sets, asRows), [
        first,
        sizes.map((size, at) => size - first[at]!),
      ]);
    });

  it('say that an answer is told only when no other whole counts agree with the figures, and whenever they are exact', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(small, async (shown) => {
        const byBounds = await tellsAnAnswer(shown);
        const bySearch = searched(shown);
        told += Number(byBounds);
        if (byBounds) expect(bySearch).toBe(true);
        // one or two cells leave corners that are whole: nothing is missed
        if (shown.membership.cells <= 2) expect(byBounds).toBe(bySearch);
      }),
      { numRuns: 300 },
    );
    expect(told).toBeGreaterThan(20);
  });
});

/** Tries all whole counts that agree with the cells: whether some class has an answer that none of them gives it. */
function searched({ answers, membership }: AnswerClasses): boolean {
  const { classes, classesOf } = membership;
  const cells = Array.from({ length: membership.cells }, (_, cell) => classesOf(cell));
  const [yes, no] = [answers[0]!, answers[1]!];
  const sizes = Array.from(yes, (count, one) => count + no[one]!);
  const all = sizes.reduce<number[][]>(
    (lists, size) => lists.flatMap((list) => Array.from({ length: size + 1 }, (_, count) => [...list, count])),
    [[]],
  );
  const sum = (counts: ArrayLike<number>, cell: ArrayLike<number>) =>
    Array.from(cell).reduce((so, one) => so + counts[one]!, 0);
  const possible = all.filter((counts) => cells.every((cell) => sum(counts, cell) === sum(yes, cell)));
  return Array.from({ length: classes }).some(
    (_, one) =>
      possible.every((counts) => counts[one]! === 0) || possible.every((counts) => counts[one]! === sizes[one]!),
  );
}
