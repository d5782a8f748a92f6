import { afterAll, describe, expect, it } from 'vitest';
import {
  degf,
  jackknife,
  kishDeff,
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
  type ChisqStatistic,
  type IntervalMethod,
  type SurveyDesign,
} from '../../analytics/index.ts';
import { Deviations, type Row } from '../reference/deviation.ts';
import { readExpected, readTable } from '../reference/table.ts';

const { words, numbers } = readTable('apistrat.csv');
const { cases } = readExpected('apistrat.expected.json') as { cases: { id: string; results: Row[] }[] };
const deviations = new Deviations();
const covered = new Set<string>();
afterAll(() => deviations.print());

const stype = words('stype');
const des = svydesign({ weights: numbers('pw'), strata: stype, fpc: numbers('fpc') });
const endless = svydesign({ weights: numbers('pw'), strata: stype });
const [api00, enroll, tested] = [numbers('api00'), numbers('enroll'), numbers('api.stu')];
const [schWide, compImp, awards] = [words('sch.wide'), words('comp.imp'), words('awards')];

/** The rows of a case, under our names. */
function expected(id: string): Row[] {
  covered.add(id);
  const { results } = cases.find((one) => one.id === id)!;
  const rows: Row[] = Array.isArray(results) ? results : [results];
  return rows.map((row) => ({ ...row, ciLow: row.ci_t_low ?? row.ci_low, ciHigh: row.ci_t_high ?? row.ci_high }));
}

/** Compares t and normal intervals of what `figures` gives. */
function compare(name: string, id: string, figures: (df?: number) => object[]): void {
  const rows = expected(id);
  const [student, normal] = [figures(), figures(Number.POSITIVE_INFINITY)];
  expect(student).toHaveLength(rows.length);
  rows.forEach((row, place) => {
    deviations.compare(name, `${id} ${place}`, student[place]!, row);
    if ('ci_z_low' in row)
      deviations.compare(name, `${id} ${place} z`, normal[place]!, { ciLow: row.ci_z_low, ciHigh: row.ci_z_high });
  });
}

describe('apistrat, as R has it', () => {
  it('means and totals, with their design effects', () => {
    const means = (design: SurveyDesign, df?: number) =>
      [api00, enroll].map((column) => svymean(design, column, { deff: true, df }));
    compare('svymean', 'strat.mean', (df) => means(des, df));
    compare('svymean', 'strat.mean.nofpc', (df) => means(endless, df));
    compare('svytotal', 'strat.total', (df) => [enroll, tested].map((one) => svytotal(des, one, { deff: true, df })));
  });

  it('categories', () => {
    compare('svytotal', 'strat.total.factor', (df) => [stype, schWide].flatMap((one) => svytotal(des, one, { df })));
    compare('svymean', 'strat.prop', (df) => svymean(des, schWide, { deff: true, df }));
    compare('svymean', 'strat.prop.deffreplace', (df) => svymean(des, schWide, { deff: 'replace', df }));
    expect(svymean(des, schWide).map(({ level }) => level)).toEqual(['No', 'Yes']);
  });

  it('intervals of a share by every method', () => {
    for (const row of expected('strat.ciprop')) {
      const method = row.method as IntervalMethod;
      const [no] = svyciprop(des, schWide, { method });
      const bound = method === 'likelihood' ? 1e-4 : 1e-7;
      deviations.compare(`svyciprop ${method}`, method, no!, row, { ciLow: bound, ciHigh: bound });
    }
  });

  it('ratios', () => {
    compare('svyratio', 'strat.ratio', (df) => [svyratio(des, tested, enroll, { deff: true, df })]);
  });

  it('quantiles: math exactly, hf7 and intervals', () => {
    const kinds = { 'strat.quantile': ['math', api00], 'strat.quantile.hf7': ['hf7', enroll] } as const;
    for (const [id, [qrule, column]] of Object.entries(kinds)) {
      const rows = expected(id);
      const figures = svyquantile(
        des,
        column,
        rows.map(({ p }) => Number(p)),
        { qrule },
      );
      rows.forEach(({ p: _, ...row }, place) => {
        if (qrule === 'math') expect(figures[place]!.estimate).toBe(row.estimate);
        deviations.compare(`svyquantile ${qrule}`, id, figures[place]!, row, { ciLow: 1e-6, ciHigh: 1e-6 });
      });
    }
  });

  it('domains, with all strata in the design', () => {
    const full = degf(des);
    const kinds = {
      'strat.domain.mean': svyby(des, { stype }, (domain) => svymean(domain, api00, { df: full })),
      'strat.domain.mean.awards': svyby(des, { awards }, (domain) => svymean(domain, api00, { df: full })),
      'strat.domain.total.2way': svyby(des, { stype, awards }, (domain) => svytotal(domain, enroll, { df: full })),
    };
    for (const [id, figures] of Object.entries(kinds))
      expected(id).forEach((row, place) => {
        expect(figures[place]!.domain).toBe(row.domain);
        const interval = { ciLow: row.ci_tfull_low, ciHigh: row.ci_tfull_high };
        deviations.compare('svyby', `${id} ${String(row.domain)}`, figures[place]!, { ...row, ...interval });
      });
  });

  it('a subset has the degrees of freedom of the units it touches', () => {
    const both = subset(
      des,
      compImp.map((one, row) => one === 'Yes' && schWide[row] === 'Yes'),
    );
    compare('subset', 'strat.subset.mean', (df) => [svymean(both, api00, { deff: true, df })]);
    expect(svymean(both, api00).n).toBe(113);
  });

  it('tables: weighted counts and Rao–Scott and Wald tests', () => {
    const counts = svyby(des, { stype }, (domain) => svytotal(domain, schWide));
    expected('strat.svytable').forEach((row, place) => {
      deviations.compare('svytotal of a table', String(place), counts[place]!, { estimate: row.Freq });
    });
    const pairs = { 'strat.chisq': [schWide, stype], 'strat.chisq.compimp': [compImp, awards] } as const;
    for (const [id, [rows, columns]] of Object.entries(pairs))
      for (const { p_value: p, ...row } of expected(id)) {
        if (row.statistic === 'lincom' || row.statistic === 'saddlepoint') continue;
        const statistic = row.statistic as ChisqStatistic;
        deviations.compare('svychisq', `${id} ${statistic}`, svychisq(des, rows, columns, { statistic }), {
          ...row,
          p,
        });
      }
  });

  it('the t test', () => {
    const [row] = expected('strat.ttest');
    deviations.compare('svyttest', '', svyttest(des, api00, compImp), {
      t: row!.t,
      df: row!.df,
      p: row!.p,
      estimate: row!.diff,
    });
  });

  it('Kish’s design effect', () => {
    const [row] = expected('strat.kish');
    const { n, sum, deff, nEff, cv } = kishDeff(numbers('pw'));
    expect(n).toBe(row!.n);
    const bounds = { sum: 1e-12, nEff: 1e-8 };
    const theirs = { sum: row!.sum_w, deff: row!.deff_kish, nEff: row!.n_eff, cv: row!.cv_w };
    deviations.compare('kishDeff', '', { sum, deff, nEff, cv }, theirs, bounds);
  });

  it('the jackknife', () => {
    const replicates = jackknife(des);
    compare('jackknife', 'strat.jkn.mean', (df) => [api00, enroll].map((one) => svymean(replicates, one, { df })));
    compare('jackknife', 'strat.jkn.ratio', (df) => [svyratio(replicates, tested, enroll, { df })]);
  });

  it('every case of the file', () => {
    expect([...covered].toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
  });
});
