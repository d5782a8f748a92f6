/**
 * Weights and estimates for whoever has a sample in plain columns: what each function computes stands beside it and in
 * docs/method.md. Nothing here knows of databases, pages or the clock.
 */
export { factor, interaction } from './estimate/column.ts';
export { degreesOfFreedom as degf, subset, svydesign } from './estimate/design.ts';
export { calibrate } from './weight/calibrate.ts';
export { nonResponse } from './weight/non-response.ts';
export { postStratify } from './weight/post-stratify.ts';
export { rake, rakeCells } from './weight/rake.ts';
export { rakeTrimmed } from './weight/rake-trimmed.ts';
export { trimWeights } from './weight/trim.ts';
