import { afterAll, describe, expect, it } from 'vitest';
import {
  calibrate,
  degf,
  factor,
  interaction,
  nonResponse,
  postStratify,
  rake,
  rakeTrimmed,
  subset,
  svydesign,
  svymean,
  svytotal,
  trimWeights,
  type Estimate,
  type SurveyDesign,
} from '../../analytics/index.ts';
import { Deviations } from '../reference/deviation.ts';
import { readExpected, readTable } from '../reference/table.ts';

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
const own = readExpected('weights.expected.json') as {
  margins: Record<string, Record<string, number>>;
  enroll: number;
  cases: Case[];
};
const caseOf = (id: string): Case => own.cases.find((one) => one.id === id) ?? expect.fail(id);

const tables = {
  srs: readTable('apisrs.csv'),
  strat: readTable('apistrat.csv'),
  clus: readTable('apiclus1.csv'),
};
type Table = keyof typeof tables;
const weights = (name: Table) => ({ weights: tables[name].numbers('pw'), fpc: tables[name].numbers('fpc') });
const designs: Record<Table, SurveyDesign> = {
  srs: svydesign(weights('srs')),
  strat: svydesign({ ...weights('strat'), strata: tables.strat.words('stype') }),
  clus: svydesign({ ...weights('clus'), ids: tables.clus.words('dnum') }),
};
const { stype = {}, 'sch.wide': wide = {}, 'comp.imp': improved = {} } = own.margins;

const measured = new Deviations();
afterAll(() => measured.print());

const estimateOf = (design: SurveyDesign, table: Table, { of, term }: Pick<Row, 'of' | 'term'>) =>
  (of === 'mean' ? svymean : svytotal)(design, tables[table].numbers(term));

function sameEstimate(name: string, ours: Estimate, { of, term, estimate, se }: Row): void {
  measured.compare(`${name} estimates`, `${of} ${term}`, ours, { estimate });
  // a total that the weights are held to has no error: R and we have rounding there
  if (se < 1e-9 * estimate) expect(ours.se).toBeLessThan(1e-9 * estimate);
  else measured.compare(`${name} errors`, `${of} ${term}`, ours, { se });
}

/** Weights, estimates and their errors of one case. */
function equals(id: string, table: Table, design: SurveyDesign, name: string) {
  const { weights: expected = [], estimates = [] } = caseOf(id);
  expected.forEach((estimate, row) =>
    measured.compare(`${name} weights`, `row ${row}`, { estimate: design.weights[row] }, { estimate }),
  );
  for (const row of estimates) sameEstimate(name, estimateOf(design, table, row), row);
  expect(expected.length + estimates.length).toBeGreaterThan(1);
}

const columns = (table: Table, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, tables[table].words(name)]));
const margins = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, own.margins[name] ?? {}]));
const rakeBy = (table: Table, names: readonly string[]) => rake(designs[table], columns(table, names), margins(names));
const typeAndSize = (table: Table) => ({
  stype: tables[table].words('stype'),
  enroll: tables[table].numbers('enroll'),
});
const totals = { stype, enroll: own.enroll };

describe('weights, estimates and errors equal R’s survey', () => {
  it('post-stratified, with unequal weights within a post-stratum', () => {
    equals(
      'post-stratified.unequal',
      'strat',
      postStratify(designs.strat, tables.strat.words('sch.wide'), wide),
      'postStratify',
    );
  });

  it('post-stratified, of clusters', () => {
    equals(
      'post-stratified.clustered',
      'clus',
      postStratify(designs.clus, tables.clus.words('stype'), stype),
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
    const crossed = interaction([factor(tables.srs.words('stype')), factor(tables.srs.words('sch.wide'))]);
    const population = { crossed: caseOf('raked.crossed').population ?? {}, 'comp.imp': improved };
    equals(
      'raked.crossed',
      'srs',
      rake(designs.srs, { crossed, 'comp.imp': tables.srs.words('comp.imp') }, population),
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
      { ...typeAndSize('strat'), wide: tables.strat.words('sch.wide') },
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
    ['post-stratified.domains', 'srs', postStratify(designs.srs, tables.srs.words('stype'), stype)],
    ['raked.domains', 'strat', rakeBy('strat', ['sch.wide', 'awards'])],
  ] as const)('in domains: %s', (id, table, design) => {
    const rows = caseOf(id).domains ?? [];
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      const inside = tables[table].words('comp.imp').map((value) => value === row.domain);
      sameEstimate('domains', estimateOf(subset(design, inside), table, row), row);
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
  readonly cv: number;
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
  const { cases } = readExpected('raking.expected.json') as Shared;
  const results = (id: string) => cases.find((one) => one.id === id)?.results;
  const names = ['stype', 'sch.wide'];
  const raked = rake(designs.srs, columns('srs', names), margins(names), { maxit: 200, epsilon: 1e-12 });
  const made = {
    poststrat: postStratify(designs.srs, tables.srs.words('stype'), stype),
    rake: raked,
    greg: calibrate(designs.srs, columns('srs', names), margins(names)),
    trim: trimWeights(raked, { upper: 33 }),
  };
  type Made = keyof typeof made;

  it.each(Object.keys(made) as Made[])('%s weights', (way) => {
    const cells = results(`srs.${way}.weights`) as CellWeight[];
    const [types, wides] = [tables.srs.words('stype'), tables.srs.words('sch.wide')];
    made[way].weights.forEach((weight, row) => {
      const cell = cells.find((one) => one.stype === types[row] && (one['sch.wide'] ?? wides[row]) === wides[row]);
      measured.compare(`shared ${way} weights`, `row ${row}`, { estimate: weight }, { estimate: cell?.weight ?? null });
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
    expect(degf(made[way])).toBe(rows[0]?.df);
    for (const row of rows) {
      const [, level] = /^comp\.imp(No|Yes)$/.exec(row.term) ?? [];
      const y = level
        ? tables.srs.words('comp.imp').map((value) => Number(value === level))
        : tables.srs.numbers(row.term);
      const ours = (of === 'mean' ? svymean : svytotal)(made[way], y);
      const { estimate, se, cv, ci_t_low: ciLow, ci_t_high: ciHigh } = row;
      measured.compare(`shared ${way} ${of}`, row.term, ours, { estimate, se, cv, ciLow, ciHigh });
    }
  });

  it('what unequal weights cost', () => {
    const kish = results('srs.rake.kish') as { deff_kish: number };
    measured.compare('shared Kish', 'deff', { deff: raked.weighting.kishAfter }, { deff: kish.deff_kish });
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
