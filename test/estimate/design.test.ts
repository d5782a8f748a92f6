import { afterAll, describe, expect, it } from 'vitest';
import {
  degf,
  jackknife,
  subset,
  svyby,
  svychisq,
  svyciprop,
  svydesign,
  svymean,
  svyquantile,
  svyratio,
  svytotal,
  svyttest,
  type SurveyDesign,
} from '../../analytics/index.ts';
import { Deviations, type Row } from '../reference/deviation.ts';
import { readExpected, readTable } from '../reference/table.ts';

const { words, numbers, size } = readTable('estimates.csv');
type Results = Readonly<Record<string, Row[] | number>>;
const expected = readExpected('estimates.expected.json') as Record<'designs' | 'jackknife', Record<string, Results>>;
const deviations = new Deviations();
afterAll(() => deviations.print());

const [strata, ids, weights, fpc] = [words('stratum'), numbers('psu'), numbers('w'), numbers('N')];
const frequencies = numbers('times');
const designs: Record<string, SurveyDesign> = {
  clusters: svydesign({ strata, ids, weights, fpc }),
  endless: svydesign({ strata, ids, weights }),
  persons: svydesign({ strata, weights }),
  plain: svydesign({ weights: new Array<number>(size).fill(1) }),
  zeros: svydesign({ strata, ids, weights: numbers('zero'), fpc }),
  often: svydesign({ strata, weights, frequencies }),
  oftenClusters: svydesign({ strata, ids, weights, fpc, frequencies }),
};

const [x, y, parts, score] = [numbers('x'), numbers('y'), numbers('size'), numbers('score')];
const [kind, answer, area, group, yes] = [
  words('kind'),
  words('answer'),
  words('area'),
  words('group'),
  numbers('yes'),
];
const above = y.map((value) => (value === null ? null : Number(value > 50)));
const south = (design: SurveyDesign) =>
  subset(
    design,
    area.map((one) => one === 'south'),
  );

/** Our figures for a call of the script, in its order. */
type Ours = (design: SurveyDesign, rows: readonly Row[]) => readonly object[];

const quantiles =
  (column: (number | null)[], inside = (design: SurveyDesign) => design): Ours =>
  (design, rows) =>
    rows.flatMap(({ p, qrule, interval }) =>
      svyquantile(inside(design), column, [Number(p)], { qrule: qrule as 'math', interval: interval as 'mean' }),
    );
const shares =
  (column: (number | null)[], inside = (design: SurveyDesign) => design): Ours =>
  (design, rows) =>
    rows.map(({ method }) => svyciprop(inside(design), column, { method: method as 'logit' }));
const chisq =
  (a: (string | null)[], b: (string | null)[], inside = (design: SurveyDesign) => design): Ours =>
  (design, rows) =>
    rows.map(({ statistic }) => svychisq(inside(design), a, b, { statistic: statistic as 'F' }));

const calls: Record<string, Ours> = {
  mean: (d) => [svymean(d, x, { deff: true })],
  meanReplace: (d) => [svymean(d, x, { deff: 'replace' })],
  total: (d) => [svytotal(d, x, { deff: true })],
  totalReplace: (d) => [svytotal(d, x, { deff: 'replace' })],
  share: (d) => svymean(d, kind, { deff: true }),
  count: (d) => svytotal(d, kind, { deff: 'replace' }),
  meanMissing: (d) => [svymean(d, y, { deff: true })],
  totalMissing: (d) => [svytotal(d, y, { deff: true })],
  shareMissing: (d) => svymean(d, answer, { deff: true }),
  meanSubset: (d) => [svymean(south(d), x, { deff: true })],
  totalSubset: (d) => [svytotal(south(d), x, { deff: true })],
  meanSubsetMissing: (d) => [svymean(south(d), y)],
  ratio: (d) => [svyratio(d, x, parts, { deff: true })],
  ratioReplace: (d) => [svyratio(d, x, parts, { deff: 'replace' })],
  ratioMissing: (d) => [svyratio(d, y, parts)],
  ratioSubset: (d) => [svyratio(south(d), x, parts, { deff: true })],
  byArea: (d) => svyby(d, { area }, (domain) => svymean(domain, x, { df: degf(d) })),
  byAreaMissing: (d) => svyby(d, { area }, (domain) => svymean(domain, y, { df: degf(d) })),
  byAreaKind: (d) => svyby(d, { area, kind }, (domain) => svytotal(domain, x, { df: degf(d) })),
  byAreaRatio: (d) => svyby(d, { area }, (domain) => svyratio(domain, x, parts, { df: degf(d) })),
  shares: shares(yes),
  sharesSubset: shares(yes, south),
  sharesMissing: shares(above),
  all: shares(numbers('always')),
  none: shares(numbers('never')),
  quantiles: quantiles(x),
  quantilesKinds: quantiles(x),
  quantilesTies: quantiles(score),
  quantilesSubset: quantiles(x, south),
  quantilesMissing: quantiles(y),
  chisq: chisq(kind, area),
  chisqGroup: chisq(group, kind),
  chisqMissing: chisq(answer, group),
  chisqSubset: chisq(group, kind, south),
  ttest: (d) => [svyttest(d, x, group)],
  ttestMissing: (d) => [svyttest(d, y, group)],
  ttestSubset: (d) => [svyttest(south(d), x, group)],
  ttestOne: (d) => [svyttest(d, x)],
  ttestNumber: (d) => [svyttest(d, x, yes)],
};

describe.each(Object.keys(designs))('%s, as R has it', (name) => {
  const design = designs[name]!;
  const { degf: whole, degfSubset: inside, ...results } = expected.designs[name]!;

  it('degrees of freedom', () => {
    expect([degf(design), degf(south(design))]).toEqual([whole, inside]);
  });

  it.each(Object.entries(results))('%s', (call, rows) => {
    const theirs = rows as Row[];
    const ours = calls[call]!(design, theirs);
    expect(ours).toHaveLength(theirs.length);
    theirs.forEach((row, place) => {
      deviations.compare(
        call,
        `${name} ${place}`,
        ours[place]!,
        { ...row, p: 't' in row || 'ndf' in row ? row.p : undefined },
        boundsOf(row),
      );
    });
  });
});

describe.each(Object.keys(expected.jackknife))('the jackknife of %s', (name) => {
  const design = jackknife(designs[name]!);

  const { degf: freedom, meanSubset, ...results } = expected.jackknife[name]!;

  it('degrees of freedom', () => {
    expect(degf(design)).toBe(freedom);
  });

  it('a domain', () => {
    const [{ deff: _, df: __, ...row }] = meanSubset as [Row];
    const ours = svymean(south(design), x, { df: Number.POSITIVE_INFINITY });
    deviations.compare('jackknife meanSubset', name, ours, row);
  });

  it.each(Object.entries(results))('%s', (call, rows) => {
    const ours = call === 'chisq' ? chisq(group, kind)(design, rows as Row[]) : calls[call]!(design, rows as Row[]);
    (rows as Row[]).forEach(({ deff: _, ...row }, place) => {
      deviations.compare(`jackknife ${call}`, `${name} ${place}`, ours[place]!, row);
    });
  });
});

function boundsOf({ qrule, method }: Row): Record<string, number> {
  if (qrule === 'math') return { estimate: 0, ciLow: 1e-6, ciHigh: 1e-6 };
  if (qrule === 'hf7') return { ciLow: 1e-6, ciHigh: 1e-6 };
  return method === 'likelihood' ? { ciLow: 1e-4, ciHigh: 1e-4 } : {};
}
