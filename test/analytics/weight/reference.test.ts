import { afterAll, describe, expect, it } from 'vitest';
import {
  calibrate,
  factor,
  interaction,
  nonResponse,
  postStratify,
  rake,
  rakeTrimmed,
  subset,
  svydesign,
  trimWeights,
} from '../../../analytics/index.ts';
import { degreesOfFreedom, type SurveyDesign } from '../../../analytics/estimate/design.ts';
import { tQuantile } from '../../../analytics/estimate/distribution.ts';
import { deviations, referenceFile, referenceTable } from '../../support/reference.ts';
import { meanOf, totalOf } from './estimate.ts';

interface Row {
  readonly of: 'mean' | 'total';
  readonly term: string;
  readonly domain?: string;
  readonly estimate: number;
  readonly se: number;
}
interface Case {
  readonly id: string;
  readonly weights?: readonly number[];
  readonly estimates?: readonly Row[];
  readonly domains?: readonly Row[];
  readonly population?: Record<string, number>;
  readonly answered?: readonly number[];
  readonly big?: readonly string[];
}
const own = referenceFile<{ margins: Record<string, Record<string, number>>; enroll: number; cases: Case[] }>(
  'weights.expected.json',
);
const caseOf = (id: string): Case => own.cases.find((one) => one.id === id) ?? expect.fail(id);

const tables = {
  srs: referenceTable('apisrs.csv'),
  strat: referenceTable('apistrat.csv'),
  clus: referenceTable('apiclus1.csv'),
};
type Table = keyof typeof tables;
const weights = (name: Table) => ({ weights: tables[name].number('pw'), fpc: tables[name].number('fpc') });
const designs: Record<Table, SurveyDesign> = {
  srs: svydesign(weights('srs')),
  strat: svydesign({ ...weights('strat'), strata: tables.strat.text('stype') }),
  clus: svydesign({ ...weights('clus'), ids: tables.clus.text('dnum') }),
};
const { stype = {}, 'sch.wide': wide = {}, 'comp.imp': improved = {} } = own.margins;

const measured = deviations();
afterAll(() => measured.print());

const estimateOf = (design: SurveyDesign, table: Table, { of, term }: Pick<Row, 'of' | 'term'>) =>
  (of === 'mean' ? meanOf : totalOf)(design, tables[table].number(term));

/** Weights, estimates and their errors of one case. */
function equals(id: string, table: Table, design: SurveyDesign, name: string) {
  const { weights: expected = [], estimates = [] } = caseOf(id);
  expected.forEach((weight, row) =>
    expect(measured.of(`${name} weights`, design.weights[row]!, weight)).toBeLessThan(1e-8),
  );
  for (const row of estimates) {
    const { estimate, se } = estimateOf(design, table, row);
    expect(measured.of(`${name} estimates`, estimate, row.estimate), row.term).toBeLessThan(1e-8);
    // a total that the weights are held to has no error: R and we have rounding there
    if (row.se < 1e-9 * row.estimate) expect(se).toBeLessThan(1e-9 * row.estimate);
    else expect(measured.of(`${name} errors`, se, row.se), `${row.of} ${row.term}`).toBeLessThan(1e-8);
  }
  expect(expected.length + estimates.length).toBeGreaterThan(1);
}

const columns = (table: Table, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, tables[table].text(name)]));
const margins = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, own.margins[name] ?? {}]));
const rakeBy = (table: Table, names: readonly string[]) => rake(designs[table], columns(table, names), margins(names));
const typeAndSize = (table: Table) => ({ stype: tables[table].text('stype'), enroll: tables[table].number('enroll') });
const totals = { stype, enroll: own.enroll };

describe('weights, estimates and errors equal R’s survey', () => {
  it('post-stratified, with unequal weights within a post-stratum', () => {
    equals(
      'post-stratified.unequal',
      'strat',
      postStratify(designs.strat, tables.strat.text('sch.wide'), wide),
      'postStratify',
    );
  });

  it('post-stratified, of clusters', () => {
    equals(
      'post-stratified.clustered',
      'clus',
      postStratify(designs.clus, tables.clus.text('stype'), stype),
      'postStratify',
    );
  });

  it.each([
    ['raked.stratified', 'strat', ['sch.wide', 'awards']],
    ['raked.clustered', 'clus', ['stype', 'sch.wide']],
  ] as const)('%s', (id, table, names) => {
    equals(id, table, rakeBy(table, names), 'rake');
  });

  it('raked with a margin of two variables crossed', () => {
    const crossed = interaction([factor(tables.srs.text('stype')), factor(tables.srs.text('sch.wide'))]);
    const population = { crossed: caseOf('raked.crossed').population ?? {}, 'comp.imp': improved };
    equals(
      'raked.crossed',
      'srs',
      rake(designs.srs, { crossed, 'comp.imp': tables.srs.text('comp.imp') }, population),
      'rake',
    );
  });

  it.each([
    ['linear.enroll', 'srs', {}],
    ['linear.clustered', 'clus', {}],
    ['linear.bounded', 'srs', { bounds: { lower: 0.6, upper: 1.4 } }],
    ['logit.enroll', 'srs', { calfun: 'logit', bounds: { lower: 0.5, upper: 1.6 } }],
  ] as const)('calibrated to a number of pupils: %s', (id, table, options) => {
    equals(id, table, calibrate(designs[table], typeAndSize(table), totals, options), `calibrate ${id.split('.')[0]}`);
  });

  it('calibrated within bounds, of a stratified sample', () => {
    const design = calibrate(
      designs.strat,
      { ...typeAndSize('strat'), wide: tables.strat.text('sch.wide') },
      { ...totals, wide },
      { calfun: 'logit', bounds: { lower: 0.7, upper: 1.5 } },
    );
    equals('logit.stratified', 'strat', design, 'calibrate logit');
  });

  it('trimmed once, strictly, raked again, and both in turns until both hold', () => {
    const names = ['sch.wide', 'awards'];
    const raked = rakeBy('strat', names);
    equals('trimmed.once', 'strat', trimWeights(raked, { upper: 45, lower: 16 }), 'trimWeights');
    equals('trimmed.strict', 'strat', trimWeights(raked, { upper: 45, strict: true }), 'trimWeights');
    const again = rake(trimWeights(raked, { upper: 45 }), columns('strat', names), margins(names));
    equals('raked.again', 'strat', again, 'rake');
    const both = rakeTrimmed(designs.strat, columns('strat', names), margins(names), { upper: 45 });
    equals('raked.trimmed', 'strat', both, 'rakeTrimmed');
    expect(Math.max(...both.weights)).toBeLessThanOrEqual(45 * (1 + 1e-9));
    expect(both.weighting.trimmed).toBe(both.weights.filter((weight) => weight > 45 * (1 - 1e-9)).length);
  });

  it.each([
    ['post-stratified.domains', 'srs', postStratify(designs.srs, tables.srs.text('stype'), stype)],
    ['raked.domains', 'strat', rakeBy('strat', ['sch.wide', 'awards'])],
  ] as const)('in domains: %s', (id, table, design) => {
    const rows = caseOf(id).domains ?? [];
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      const inside = tables[table].text('comp.imp').map((value) => value === row.domain);
      const { estimate, se } = estimateOf(subset(design, inside), table, row);
      expect(measured.of('domains estimates', estimate, row.estimate)).toBeLessThan(1e-8);
      expect(measured.of('domains errors', se, row.se)).toBeLessThan(1e-8);
    }
  });

  it('of those who answered, standing for all who were asked', () => {
    const { big = [], answered = [] } = caseOf('non-response');
    equals('non-response', 'strat', nonResponse(designs.strat, big, answered), 'nonResponse');
  });
});

interface Shared {
  readonly population_margins: unknown;
  readonly cases: readonly { readonly id: string; readonly results: unknown }[];
}
interface SharedRow {
  readonly term: string;
  readonly estimate: number;
  readonly se: number;
  readonly ci_t_low: number;
  readonly ci_t_high: number;
  readonly df: number;
}
interface CellWeight {
  readonly stype: string;
  readonly 'sch.wide'?: string;
  readonly weight: number;
}

describe('every case of raking.expected.json', () => {
  const { cases } = referenceFile<Shared>('raking.expected.json');
  const results = (id: string) => cases.find((one) => one.id === id)?.results;
  const names = ['stype', 'sch.wide'];
  const raked = rake(designs.srs, columns('srs', names), margins(names), { maxit: 200, epsilon: 1e-12 });
  const made = {
    poststrat: postStratify(designs.srs, tables.srs.text('stype'), stype),
    rake: raked,
    greg: calibrate(designs.srs, columns('srs', names), margins(names)),
    trim: trimWeights(raked, { upper: 33 }),
  };
  type Made = keyof typeof made;

  it.each(Object.keys(made) as Made[])('%s weights', (way) => {
    const cells = results(`srs.${way}.weights`) as CellWeight[];
    const [types, wides] = [tables.srs.text('stype'), tables.srs.text('sch.wide')];
    made[way].weights.forEach((weight, row) => {
      const cell = cells.find((one) => one.stype === types[row] && (one['sch.wide'] ?? wides[row]) === wides[row]);
      expect(measured.of(`shared ${way} weights`, weight, cell?.weight ?? Number.NaN)).toBeLessThan(1e-8);
    });
  });

  it.each([
    ['poststrat', 'mean'],
    ['poststrat', 'total'],
    ['rake', 'mean'],
    ['rake', 'total'],
    ['greg', 'mean'],
  ] as const)('%s %s', (way, of) => {
    const rows = results(`srs.${way}.${of}`) as SharedRow[];
    expect(degreesOfFreedom(made[way])).toBe(rows[0]?.df);
    for (const row of rows) {
      const [, level] = /^comp\.imp(No|Yes)$/.exec(row.term) ?? [];
      const y = level
        ? tables.srs.text('comp.imp').map((value) => Number(value === level))
        : tables.srs.number(row.term);
      const { estimate, se } = (of === 'mean' ? meanOf : totalOf)(made[way], y);
      expect(measured.of(`shared ${way} estimates`, estimate, row.estimate)).toBeLessThan(1e-8);
      expect(measured.of(`shared ${way} errors`, se, row.se)).toBeLessThan(1e-8);
      const half = tQuantile(0.975, row.df) * se;
      expect(measured.of(`shared ${way} intervals`, estimate - half, row.ci_t_low)).toBeLessThan(1e-7);
      expect(measured.of(`shared ${way} intervals`, estimate + half, row.ci_t_high)).toBeLessThan(1e-7);
    }
  });

  it('what unequal weights cost', () => {
    const kish = results('srs.rake.kish') as { deff_kish: number };
    expect(measured.of('shared Kish', raked.weighting.kishAfter, kish.deff_kish)).toBeLessThan(1e-8);
    expect(raked.weighting.kishBefore).toBeCloseTo(1, 12);
  });

  it('and no other', () => {
    const held = [
      ...(Object.keys(made) as Made[]).map((way) => `srs.${way}.weights`),
      ...['poststrat.mean', 'poststrat.total', 'rake.mean', 'rake.total', 'greg.mean', 'rake.kish'].map(
        (id) => `srs.${id}`,
      ),
    ];
    expect(cases.map(({ id }) => id).toSorted()).toEqual(held.toSorted());
  });
});
