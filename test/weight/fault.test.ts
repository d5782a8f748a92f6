import { describe, expect, it } from 'vitest';
import {
  calibrate,
  factor,
  jackknife,
  nonResponse,
  postStratify,
  rake,
  rakeCells,
  rakeTrimmed,
  subset,
  svydesign,
  trimWeights,
} from '../../analytics/index.ts';
import { Problem } from '../../problem.ts';

const sex = ['f', 'f', 'm', 'm', 'm', 'f'];
const age = ['young', 'old', 'young', 'old', 'old', 'old'];
const design = svydesign({ weights: [10, 10, 10, 10, 10, 10], frequencies: [1, 1, 1, 1, 2, 1] });
const margins = { sex: { f: 51, m: 49 }, age: { young: 40, old: 60 } };

function faultOf(make: () => unknown): Pick<Problem, 'code' | 'values'> {
  try {
    make();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    for (const language of ['it', 'en'] as const) expect(error.document(language).detail).not.toMatch(/[{}]/);
    return { code: error.code, values: error.values };
  }
  return expect.fail('nothing was wrong');
}

describe('a weight that cannot be made names the place', () => {
  it('a category of the sample that the margin does not have, with the number of respondents', () => {
    const fault = faultOf(() => rake(design, { sex, age }, { ...margins, sex: { f: 100 } }));
    expect(fault).toMatchObject({ code: 'margin_level_unknown', values: { margin: 'sex', level: 'm', count: 4 } });
    expect(faultOf(() => postStratify(design, sex, { f: 100, m: 0 }))).toMatchObject({ code: 'margin_level_unknown' });
  });

  it('a category of the population without a respondent, with its count', () => {
    const fault = faultOf(() => rake(design, { sex, age }, { ...margins, age: { young: 40, old: 50, oldest: 10 } }));
    expect(fault).toMatchObject({
      code: 'margin_level_empty',
      values: { margin: 'age', level: 'oldest', population: 10 },
    });
  });

  it('takes a category that nobody has, here and there, for what it is', () => {
    expect(rake(design, { sex }, { sex: { f: 51, m: 49, x: 0 } }).weighting.discrepancy).toBeLessThan(1e-9);
  });

  it('margins whose totals differ, with both totals and what would make them equal', () => {
    const fault = faultOf(() => rake(design, { sex, age }, { ...margins, age: { young: 40, old: 85 } }));
    expect(fault).toMatchObject({
      code: 'margins_disagree',
      values: { first: 'sex', firstTotal: 100, second: 'age', secondTotal: 125, ratio: 0.8, tolerance: 1e-9 },
    });
    const near = { ...margins, age: { young: 40, old: 60 * (1 + 1e-12) } };
    expect(rake(design, { sex, age }, near).weighting.discrepancy).toBeLessThan(1e-9);
  });

  it('margins that no weights can meet: which, where it stands, where it should', () => {
    // all men are old: with 49 men, 40 of the 51 women are young, so old women are 11; with 95 young people, none are left
    const old = ['young', 'old', 'old', 'old', 'old', 'old'];
    const fault = faultOf(() =>
      rake(design, { sex, age: old }, { ...margins, age: { young: 95, old: 5 } }, { maxit: 50 }),
    );
    expect(fault.code).toBe('raking_not_converging');
    expect(fault.values).toMatchObject({ iterations: 50, margin: expect.stringMatching(/sex|age/) as string });
    expect(fault.values['reached']).not.toBeCloseTo(Number(fault.values['wanted']));
  });

  it('a margin without column, and the other way round', () => {
    expect(faultOf(() => rake(design, { sex }, margins))).toMatchObject({
      code: 'columns_without_margin',
      values: { columns: 'sex', margins: 'sex, age' },
    });
    expect(faultOf(() => rake(design, {}, {})).code).toBe('columns_without_margin');
  });

  it('respondents without category; who has no weight needs none', () => {
    const some = ['f', 'f', 'm', 'm', null, 'f'];
    expect(faultOf(() => postStratify(design, some, margins.sex))).toMatchObject({
      code: 'margin_value_missing',
      values: { count: 2 },
    });
    const silent = svydesign({ weights: [10, 10, 10, 10, 0, 10] });
    const weights = postStratify(silent, some, margins.sex).weights;
    expect(weights[4]).toBe(0);
    expect(weights[0]).toBeCloseTo(17, 12);
  });

  it('counts that are none', () => {
    for (const m of [-1, Number.NaN, Infinity])
      expect(faultOf(() => rake(design, { sex }, { sex: { f: 51, m } }))).toMatchObject({
        code: 'margin_count_not_allowed',
        values: { margin: 'sex', level: 'm', value: String(m) },
      });
  });

  it('a column of another length', () => {
    expect(faultOf(() => rake(design, { sex: ['f'] }, { sex: { f: 1 } })).code).toBe('columns_differ');
  });

  it('linear calibration into negative weights: how many, and what to use instead', () => {
    const income = [1, 2, 3, 4, 5, 60];
    const fault = faultOf(() => calibrate(design, { sex, income }, { sex: { f: 51, m: 49 }, income: 4000 }));
    expect(fault.code).toBe('weights_negative');
    expect(fault.values['count']).toBe(2);
    expect(Number(fault.values['lowest'])).toBeLessThan(0);
  });

  it('totals that bounds do not let it reach, that contradict, or that are of the wrong kind', () => {
    const bounds = { lower: 0.9, upper: 1.1 };
    expect(
      faultOf(() => calibrate(design, { sex }, { sex: { f: 90, m: 10 } }, { calfun: 'logit', bounds })),
    ).toMatchObject({
      code: 'calibration_out_of_reach',
      values: { variable: expect.stringContaining('sex') as string },
    });
    const one = [1, 1, 1, 1, 1, 1];
    expect(faultOf(() => calibrate(design, { sex, one }, { sex: margins.sex, one: 101 }))).toMatchObject({
      code: 'totals_contradict',
      values: { variable: 'one', total: 101 },
    });
    expect(faultOf(() => calibrate(design, { sex }, { sex: 100 })).code).toBe('total_needs_numbers');
    expect(faultOf(() => calibrate(design, { sex: factor(sex) }, { sex: 100 })).code).toBe('total_needs_numbers');
    expect(faultOf(() => calibrate(design, { one: [1, 1, null, 1, 1, 1] }, { one: 100 }))).toMatchObject({
      code: 'value_not_allowed',
      values: { column: 'one', row: 2 },
    });
  });

  it.each([
    ['above 1', { lower: 1.1, upper: 2 }],
    ['without end', { lower: 0.5 }],
  ])('bounds %s', (_, bounds) => {
    expect(faultOf(() => calibrate(design, { sex }, { sex: margins.sex }, { calfun: 'logit', bounds })).code).toBe(
      'calibration_bounds_not_allowed',
    );
  });

  it('bounds of trimming without room, with the mean weight', () => {
    expect(faultOf(() => trimWeights(design, { upper: 9, strict: true }))).toMatchObject({
      code: 'trimming_impossible',
      values: { upper: 9, mean: 10 },
    });
    expect(faultOf(() => trimWeights(design, { upper: 3, lower: 4 })).code).toBe('trim_bounds_not_allowed');
  });

  it('margins and bounds that exclude each other, with the margin that is missed', () => {
    const skew = { sex: { f: 90, m: 10 } };
    expect(faultOf(() => rakeTrimmed(design, { sex }, skew, { upper: 20, rounds: 20 }))).toMatchObject({
      code: 'rake_and_trim_not_converging',
      values: { margin: 'sex', rounds: 20, upper: 20 },
    });
  });

  it('a class in which nobody answered', () => {
    expect(faultOf(() => nonResponse(design, age, [false, true, false, true, true, null]))).toMatchObject({
      code: 'class_without_respondents',
      values: { classes: 'young' },
    });
    expect(faultOf(() => nonResponse(design, [...age.slice(1), null], [1, 1, 1, 1, 1, 1])).code).toBe(
      'margin_value_missing',
    );
  });

  it('weights where errors come from replicates', () => {
    expect(faultOf(() => rake(jackknife(design), { sex }, { sex: margins.sex }))).toMatchObject({
      code: 'jackknife_adjusted',
      values: { kind: 'rake' },
    });
  });

  it('weights of a domain, and a stratum with a single unit', () => {
    const domain = subset(design, [1, 1, 1, 1, 1, 0]);
    expect(faultOf(() => rake(domain, { sex }, { sex: margins.sex })).code).toBe('weights_before_domain');
    expect(faultOf(() => svydesign({ strata: ['a', 'a', 'b'] }))).toMatchObject({
      code: 'lonely_psu',
      values: { strata: 'b' },
    });
  });
});

describe('weights of those who answered', () => {
  it('add up to all who were asked, class by class, and can be raked afterwards', () => {
    const answered = [true, true, true, false, true, true];
    const standing = nonResponse(design, sex, answered);
    const sum = (of: string) =>
      sex.reduce((total, one, row) => total + (one === of ? standing.weights[row]! * design.frequencies[row]! : 0), 0);
    expect([sum('f'), sum('m')]).toEqual([30, 40]);
    expect(standing.weights[3]).toBe(0);
    const raked = rake(standing, { age: [...age.slice(0, 3), null, ...age.slice(4)] }, { age: margins.age });
    expect(raked.adjustments.map(({ kind }) => kind)).toEqual(['rake', 'nonResponse']);
  });
});

describe('raking by hand, as docs/method.md works it out', () => {
  it('gives the weights of its table', () => {
    const cells = { sex: ['f', 'f', 'm', 'm'], age: ['young', 'old', 'young', 'old'] };
    const { weights } = rakeCells(cells, [30, 30, 10, 30], { sex: { f: 50, m: 50 }, age: { young: 50, old: 50 } });
    expect(Array.from(weights, (one) => Number(one.toFixed(2)))).toEqual([31.7, 18.3, 18.3, 31.7]);
  });
});
