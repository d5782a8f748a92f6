/**
 * The statistics of this program as functions on plain columns, under the names of their field: no database, no server.
 * Anybody's data go through them; the pages' figures do.
 */
export { fleissKappa, type FleissKappa } from './agreement/fleiss.ts';
export { alphaOfTable, krippendorffAlpha, type Alpha, type Scale } from './agreement/krippendorff.ts';
export { type Agreement, type Ratings, type Weighting as AgreementWeights } from './agreement/ratings.ts';
export { cohenKappa, kappaOfTable, percentAgreement, type Kappa, type KappaOptions } from './agreement/two-coders.ts';
export { adjusted as adjustForFalseDiscovery } from './compare/adjust.ts';
export { partDifference, shareDifference, type Difference, type Share } from './compare/difference.ts';
export { disagreementOf, placeRanges, type PlaceRange } from './compare/rank.ts';
export { factor, interaction, type CategoryColumn, type Factor, type NumberColumn } from './estimate/column.ts';
export {
  auditFlaggedMeasure,
  auditMeasure,
  auditRelease,
  boundsBetween,
  categoriesFromCells,
  coverageOf,
  meanOfCounts,
  quantileOfCounts,
  weightedShare,
  type CellName,
  type FlaggedMeasure,
  type History,
  type MeasureBase,
  type Release,
  type ReleaseCell,
  type ReleasePlan,
} from './disclosure/index.ts';
export { degf, subset, svydesign, type DesignColumns, type SurveyDesign } from './estimate/design.ts';
export { type Estimate, type EstimateOptions } from './estimate/estimate.ts';
export { jackknife } from './estimate/jackknife.ts';
export { kishDeff, type KishEffect } from './estimate/kish.ts';
export { svyby, type Domain } from './estimate/domain.ts';
export { svychisq, type ChisqStatistic, type ChisqTest } from './estimate/chisq.ts';
export { svyciprop, type ProportionOptions } from './estimate/ciprop.ts';
export {
  fayHerriot,
  type FayHerriotColumns,
  type FayHerriotFit,
  type FayHerriotOptions,
} from './estimate/fay-herriot.ts';
export { type IntervalMethod } from './estimate/proportion-interval.ts';
export { svymean } from './estimate/mean.ts';
export { svyquantile, type QuantileEstimate, type QuantileOptions } from './estimate/quantile.ts';
export { svyratio } from './estimate/ratio.ts';
export { svytotal } from './estimate/total.ts';
export { svyttest, type TTest } from './estimate/ttest.ts';
export { calibrate, type CalibrateOptions } from './weight/calibrate.ts';
export { type Population } from './weight/margin.ts';
export { nonResponse } from './weight/non-response.ts';
export { postStratify } from './weight/post-stratify.ts';
export { rake, rakeCells } from './weight/rake.ts';
export { type RakeOptions } from './weight/fit.ts';
export { rakeTrimmed, type RakeTrimmedOptions } from './weight/rake-trimmed.ts';
export { trimWeights, type TrimOptions } from './weight/trim.ts';
export { type WeightedDesign, type Weighting } from './weight/weighted.ts';
