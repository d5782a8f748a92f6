import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAll, mostModeMix, rate, type SideTerms, type Terms } from '../../analytics/compare/judge.ts';
import { fewest } from '../../analytics/compare/order.ts';
import type { ComparedFigure, Judgement } from '../../analytics/contract.ts';
import { proportion } from '../../analytics/estimate/proportion.ts';
import { fewest as fewestInTitles } from '../../dashboard/lib/chart/scale.ts';

const drawnSide: SideTerms = { sampleType: 'probability', base: 'person', scale: null, tested: true, assisted: null };
const terms = (more: Partial<Terms> = {}): Terms => ({
  ...{ a: drawnSide, b: drawnSide, relation: 'apart', sameWording: true },
  ...more,
});
function shown(y: number, n: number, weights = 'none'): ComparedFigure {
  const { nEff, estimate, se, ciLow, ciHigh } = proportion(y, n, true, weights === 'none' ? null : 1.5);
  return { state: 'shown', n, nEff, estimate, se, ciLow, ciHigh, weights };
}
const absent = (state: 'not_asked' | 'not_published'): ComparedFigure => ({
  ...{ state, n: null, nEff: null, estimate: null, se: null, ciLow: null, ciHigh: null, weights: null },
});
const one = (a: ComparedFigure, b: ComparedFigure, more: Partial<Terms> = {}): Judgement =>
  judgeAll([{ a, b, terms: terms(more) }])[0]!;
const [high, low] = [shown(200, 400), shown(120, 400)];
const side = (more: Partial<SideTerms>) => ({ ...drawnSide, ...more });

describe('what is said of two figures', () => {
  it('is which is higher, or that nothing tells them apart', () => {
    expect([one(high, low), one(low, high), one(high, shown(198, 400))].map(({ verdict }) => verdict)).toEqual([
      ...['higher', 'lower', 'alike'],
    ]);
    expect(one(high, low).difference).toBeCloseTo(0.2, 12);
  });

  it.each<[string, string[], ComparedFigure, ComparedFigure, Partial<Terms>]>([
    ['one is not published', ['not_published'], high, absent('not_published'), {}],
    ['one was not asked, the other not published', ['not_asked'], absent('not_asked'), absent('not_published'), {}],
    ['firms stand against persons', ['other_base'], high, low, { b: side({ base: 'firm' }) }],
    ['scales differ', ['scale'], high, low, { b: side({ scale: 'level4' }) }],
    ['words differ', ['wording'], high, low, { sameWording: false }],
    ['groups share people', ['same_people'], high, low, { relation: 'shared' }],
    [
      'a weighted part stands in its whole',
      ['same_people'],
      shown(90, 200, 'calibrated'),
      high,
      { relation: 'a_in_b' },
    ],
    ['the part is the whole', ['same_people'], high, high, { relation: 'a_in_b' }],
    ['one has 29 respondents', ['too_few'], shown(10, fewest - 1), high, {}],
    ['one counts for fewer than 30', ['too_few'], { ...shown(10, 40), nEff: 29.9 }, high, {}],
    ['the rest of the whole is 20 people', ['too_few'], shown(190, 380), high, { relation: 'a_in_b' }],
    [
      'more are helped on one side',
      ['mode_mix'],
      high,
      low,
      { a: side({ assisted: 0 }), b: side({ assisted: mostModeMix + 0.01 }) },
    ],
    ['whoever wished answered', ['volunteers'], high, low, { a: side({ sampleType: 'open', tested: false }) }],
    ['the weights are not on this row', ['volunteers'], high, low, { a: side({ sampleType: 'open', tested: true }) }],
  ])('is nothing where %s', (_, reasons, a, b, more) => {
    expect(one(a, b, more)).toMatchObject({ verdict: 'withheld', reasons, difference: null, p: null });
  });

  it('has 30 respondents as its floor, as titles have', () => {
    expect(fewest).toBe(fewestInTitles);
    expect(one(shown(10, fewest), high).verdict).not.toBe('withheld');
  });

  it('is tested of volunteers whose weights know their education', () => {
    const open = { a: side({ sampleType: 'open' }), b: side({ sampleType: 'open' }) };
    expect(one(shown(200, 400, 'calibrated'), shown(100, 400, 'calibrated'), open).verdict).toBe('higher');
  });

  it('tells of volunteers whether their ranges have a point in common, and no more', () => {
    const open = { a: side({ sampleType: 'open', tested: false }), b: side({ sampleType: 'open', tested: false }) };
    expect([one(high, low, open), one(high, shown(190, 400), open)].map(({ ranges }) => ranges)).toEqual([
      ...['apart', 'overlap'],
    ]);
    expect(one(high, low, { ...open, b: side({ base: 'firm' }) }).ranges).toBeNull();
  });

  it('tells apart by ranges also who has people in common, which needs no count of them', () => {
    expect(one(high, low, { relation: 'shared' })).toMatchObject({ verdict: 'withheld', ranges: 'apart' });
    expect(one(high, high, { relation: 'a_in_b' }).ranges).toBeNull();
  });

  it('may tell apart what ranges do not, and never takes back what they tell', () => {
    expect(one(shown(150, 400), shown(121, 400))).toMatchObject({ verdict: 'higher', ranges: 'overlap' });
    const near = { a: shown(150, 400), b: shown(100, 400), terms: terms() };
    const noise = Array.from({ length: 400 }, () => ({ a: shown(100, 400), b: shown(101, 400), terms: terms() }));
    const [first] = judgeAll([near, ...noise]);
    expect(first).toMatchObject({ verdict: 'higher', ranges: 'apart' });
    expect(first!.pAdjusted!).toBeGreaterThan(rate);
  });

  it('of a part and its whole is said by the rest of the whole', () => {
    const [part, whole] = [shown(90, 200), shown(250, 600)];
    expect(one(part, whole, { relation: 'a_in_b' }).difference).toBeCloseTo(0.0333333, 6);
    expect(one(whole, part, { relation: 'b_in_a' }).difference).toBeCloseTo(-0.0333333, 6);
  });

  it('of two censuses is any difference', () => {
    const census = side({ sampleType: 'census' });
    const fact = (y: number): ComparedFigure => ({ ...shown(y, 21), se: null, ciLow: null, ciHigh: null });
    expect(one(fact(9), fact(8), { a: census, b: census })).toMatchObject({ verdict: 'higher', p: null, se: 0 });
    expect(one(fact(8), fact(8), { a: census, b: census }).verdict).toBe('alike');
  });

  it('among many comparisons asks for more', () => {
    const near = { a: shown(150, 400), b: shown(121, 400), terms: terms() };
    expect(one(near.a, near.b).verdict).toBe('higher');
    const noise = Array.from({ length: 40 }, (_, at) => ({
      a: shown(100 + at, 400),
      b: shown(101 + at, 400),
      terms: terms(),
    }));
    const [first] = judgeAll([near, ...noise]);
    expect(first).toMatchObject({ verdict: 'alike' });
    expect(first!.pAdjusted!).toBeGreaterThan(rate);
  });
});

describe('any two sides', () => {
  const figure = fc.oneof(
    fc.integer({ min: 1, max: 900 }).chain((n) => fc.integer({ min: 0, max: n }).map((y) => shown(y, n))),
    fc.constantFrom(absent('not_asked'), absent('not_published')),
  );
  const anySide = fc.record<SideTerms>({
    sampleType: fc.constantFrom('probability', 'census', 'open'),
    base: fc.constantFrom('person', 'firm'),
    scale: fc.constantFrom(null, 'level4'),
    tested: fc.boolean(),
    assisted: fc.constantFrom(null, 0, 0.5),
  });
  const anyPair = fc.record({
    ...{ a: figure, b: figure },
    terms: fc.record({
      a: anySide,
      b: anySide,
      relation: fc.constantFrom('apart' as const, 'shared' as const),
      sameWording: fc.boolean(),
    }),
  });
  const turned = { higher: 'lower', lower: 'higher', alike: 'alike', withheld: 'withheld' } as const;

  it('are judged the other way round when they change places, for the same reasons', () => {
    fc.assert(
      fc.property(fc.array(anyPair, { minLength: 1, maxLength: 12 }), (pairs) => {
        const there = judgeAll(pairs);
        const back = judgeAll(
          pairs.map(({ a, b, terms: all }) => ({ a: b, b: a, terms: { ...all, a: all.b, b: all.a } })),
        );
        there.forEach((judged, at) => {
          const other = back[at]!;
          expect(other).toMatchObject({
            verdict: turned[judged.verdict],
            reasons: judged.reasons,
            ranges: judged.ranges,
          });
          expect(other.difference === null ? null : -other.difference + 0).toBe(
            judged.difference === null ? null : judged.difference + 0,
          );
        });
      }),
    );
  });

  it('tell no number where they are withheld, and a reason; and a number and no reason where they are not', () => {
    fc.assert(
      fc.property(fc.array(anyPair, { minLength: 1, maxLength: 12 }), (pairs) => {
        for (const { verdict, reasons, ranges, ...numbers } of judgeAll(pairs)) {
          const told = Object.values(numbers).filter((value) => value !== null);
          if (verdict === 'withheld') expect([told.length, reasons.length > 0]).toEqual([0, true]);
          else expect([reasons.length, ranges === null, numbers.difference === null]).toEqual([0, false, false]);
        }
      }),
    );
  });
});
