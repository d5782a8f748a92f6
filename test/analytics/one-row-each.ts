/** What the estimators give for one row a respondent, without any grouping: the figures that the exact path must give. */
import { boundsBetween } from '../../analytics/disclosure/counted.ts';
import { svyquantileOfCategories } from '../../analytics/estimate/category-quantile.ts';
import { dimensionsOf } from '../../analytics/dimension.ts';
import {
  kishDeff,
  subset,
  svyciprop,
  svydesign,
  svymean,
  svyquantile,
  svyratio,
  svytotal,
  type Estimate,
  type SurveyDesign,
} from '../../analytics/index.ts';
import { weightOf, type WeightVersion } from '../../analytics/weight/version.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { Asking } from './arbitrary.ts';
import { valuesOf, type Domain } from './brute-force.ts';
import type { Answer } from './survey.ts';

export interface Asked extends Asking {
  readonly variable: string;
  /** null: of all values */
  readonly category: number | null;
  readonly domain: Domain;
}

/** An estimate with Kish's nEff of the weights in its base. */
export type Expected = Pick<Estimate, 'n' | 'estimate' | 'se' | 'ciLow' | 'ciHigh' | 'cv' | 'nEff' | 'deff'>;

const isIn = (answer: Answer, domain: Domain) =>
  domain.every(({ name, numbers }) => (valuesOf(answer, name) ?? []).some((one) => numbers.includes(one)));

/** @returns null where a design cannot be made of so few */
export function oneRowEach(
  survey: CompiledSurvey,
  version: WeightVersion,
  answers: readonly Answer[],
  asked: Asked,
): Expected | null {
  const counting = answers.filter(({ marks }) => marks < 2);
  const isInside = (answer: Answer) => valuesOf(answer, asked.variable) !== null && isIn(answer, asked.domain);
  // without weights a domain is a sample of its own
  const rows = asked.weights === 'none' ? counting.filter(isInside) : counting;
  if (rows.length < 2) return null;
  const whole = designOf(survey, version, rows, asked.weights);
  const inside = rows.map(isInside);
  const estimate = estimateOf(survey, subset(whole, inside), rows, asked);
  return { ...estimate, nEff: kishDeff(whole.weights, inside.map(Number)).nEff };
}

function designOf(survey: CompiledSurvey, version: WeightVersion, rows: readonly Answer[], kind: string): SurveyDesign {
  const ones = rows.map(() => 1);
  if (kind !== 'calibrated') return svydesign({ weights: ones });
  const { dimensions, design } = weightOf(survey, version);
  const numbers = dimensions.map(({ name }) => rows.map((answer) => valuesOf(answer, name)?.[0] ?? -1));
  return design(numbers, ones);
}

function estimateOf(
  survey: CompiledSurvey,
  design: SurveyDesign,
  rows: readonly Answer[],
  { variable, statistic, base, category }: Asked,
): Estimate {
  const has = rows.map((row) => Number(valuesOf(row, variable)?.includes(category ?? 0) ?? false));
  const options = { deff: 'replace' } as const;
  if (base === 'mentions') {
    const ticks = rows.map((row) => valuesOf(row, variable)?.length ?? 0);
    return svyratio(design, has, ticks, options);
  }
  if (category !== null)
    return statistic === 'total' ? svytotal(design, has, options) : svyciprop(design, has, options);
  // the codes of the only scale are its numbers
  const values = rows.map((row) => valuesOf(row, variable)?.[0] ?? null);
  if (statistic === 'total') return svytotal(design, values, options);
  if (statistic === 'mean') return svymean(design, values, options);
  if (variable === 'toTrain') return svyquantile(design, values, [0.5], options)[0]!;
  const scale = survey.variables.get(variable)!.categories.map(({ number }) => number);
  const places = values.map((value) => value && scale.indexOf(value));
  return svyquantileOfCategories(design, places, boundsBetween(scale), [0.5], options)[0]!;
}

/** The numbers of a row's categories and of the filters. */
export const dimensionNumbers = (survey: CompiledSurvey, name: string, codes: readonly unknown[]) =>
  (dimensionsOf(survey).get(name)?.categories ?? [])
    .filter(({ code }) => codes.includes(code))
    .map((one) => one.number);
