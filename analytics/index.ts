/** The estimators, for programs: plain columns in, figures with their errors out. */
export { factor, type CategoryColumn, type Factor, type NumberColumn } from './estimate/column.ts';
export { degf, subset, svydesign, type DesignColumns, type SurveyDesign } from './estimate/design.ts';
export { type Estimate, type EstimateOptions } from './estimate/estimate.ts';
export { jackknife } from './estimate/jackknife.ts';
export { kishDeff, type KishEffect } from './estimate/kish.ts';
export { svyby, type Domain } from './estimate/domain.ts';
export { svychisq, type ChisqStatistic, type ChisqTest } from './estimate/chisq.ts';
export { svyciprop, type ProportionOptions } from './estimate/ciprop.ts';
export { type IntervalMethod } from './estimate/proportion-interval.ts';
export { svymean } from './estimate/mean.ts';
export { svyquantile, type QuantileEstimate, type QuantileOptions } from './estimate/quantile.ts';
export { svyratio } from './estimate/ratio.ts';
export { svytotal } from './estimate/total.ts';
export { svyttest, type TTest } from './estimate/ttest.ts';
