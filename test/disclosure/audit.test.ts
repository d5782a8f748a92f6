import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastFollows, primes } from '../../analytics/disclosure/exact-rank.ts';
import { auditCells, type AuditCell } from '../../analytics/disclosure/index.ts';
import { exactRank } from './dense.ts';

const cell = (columns: readonly number[], extra: Partial<AuditCell> = {}): AuditCell => ({
  ...{ table: 't', columns, least: 1 },
  ...extra,
});
const columns = (counts: readonly number[], k = 5) => ({ counts, k: counts.map(() => k) });

describe('the audit', () => {
  const lists = fc.array(
    fc.uniqueArray(fc.nat(7), { minLength: 1 }).map((list) => list.toSorted()),
    { minLength: 2, maxLength: 8 },
  );
  const counts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 8, maxLength: 8 });

  it('releases what follows from the list, which changes no leverage', () => {
    fc.assert(
      fc.property(lists, counts, (sets, sizes) => {
        const cells = sets.map((set) => cell(set, { least: 5 }));
        const before = auditCells(columns(sizes), cells);
        const shown = sets.filter((_, place) => before.released[place]);
        const disjoint = shown.flatMap((a) =>
          shown.filter((b) => !a.some((one) => b.includes(one))).map((b) => [...a, ...b].toSorted()),
        );
        const unions = disjoint.map((set) => cell(set, { least: 5 }));
        const after = auditCells(columns(sizes), [...cells, ...unions]);
        expect(after.released).toEqual([...before.released, ...unions.map(() => true)]);
        expect(after.rows).toEqual(before.rows);
        expect(after.leverage).toBeCloseTo(before.leverage, 12);
      }),
    );
  });

  it('finds what follows from several cells with fractions', () => {
    // a + b, b + c and a + c give 2(a + b + c)
    const sets = [
      [0, 1],
      [1, 2],
      [0, 2],
      [0, 1, 2],
    ];
    const { released, rows } = auditCells(
      columns([40, 50, 60]),
      sets.map((set) => cell(set)),
    );
    expect(released).toEqual([true, true, true, true]);
    expect(rows).toEqual([0, 1, 2]);
  });

  it('keeps what was released before whatever it is, and judges the new beside it', () => {
    const { released } = auditCells(columns([3, 20]), [cell([0], { role: 'past', least: 5 }), cell([0, 1]), cell([1])]);
    expect(released).toEqual([true, true, true]);
    const first = auditCells(columns([3, 20]), [cell([0], { least: 5 }), cell([0, 1]), cell([1])]);
    expect(first.released).toEqual([false, true, false]);
  });

  it('takes no part of what is only watched, and asks the guard last', () => {
    const seen: number[] = [];
    const cells = [cell([0]), cell([1], { role: 'watched' }), cell([0, 1])];
    const audit = auditCells(columns([10, 10]), cells, () => ({
      allows: ({ cell: at }) => seen.push(at) < 2,
      added: () => undefined,
    }));
    expect(audit.released).toEqual([true, false, false]);
    expect(seen).toEqual([0, 2]);
  });

  it('keeps its exact sum: leverages of all respondents add up to the rank', () => {
    fc.assert(
      fc.property(lists, counts, (sets, sizes) => {
        expect(
          auditCells(
            columns(sizes),
            sets.map((set) => cell(set)),
          ).drift,
        ).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('the check in whole numbers', () => {
  it('has two primes whose products are exact', () => {
    for (const prime of primes) {
      expect(prime ** 2).toBeLessThan(2 ** 53);
      for (let divisor = 2; divisor ** 2 <= prime; divisor += 1) expect(prime % divisor).not.toBe(0);
    }
  });

  it('agrees with elimination without fractions', () => {
    const rows = fc.array(fc.array(fc.constantFrom(0, 0, 1, 1, 7, 9999), { minLength: 6, maxLength: 6 }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(rows, fc.boolean(), (some, combine) => {
        const free = some.filter((_, place) => exactRank(some.slice(0, place + 1)) > exactRank(some.slice(0, place)));
        fc.pre(free.length > 0);
        const last = combine ? free[0]!.map((value, at) => value + 2 * free.at(-1)![at]!) : some.at(-1)!;
        const all = [...free, last];
        const gram = all.map((row, at) =>
          Float64Array.from(all.slice(0, at + 1), (other) =>
            row.reduce((sum, value, place) => sum + value * other[place]!, 0),
          ),
        );
        expect(lastFollows(gram)).toBe(exactRank(all) === free.length);
      }),
    );
  });
});
