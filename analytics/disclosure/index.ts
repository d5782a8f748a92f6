/** Disclosure control: what may be published so that nobody can be found in it. docs/release.md has the proof. */
export { auditRelease, coverageOf } from './release.ts';
export type { Budget, CellName, Release, ReleaseCell, ReleasePlan, TableCoverage } from './release.ts';
export { auditMeasure, categoriesFromCells, type MeasureBase } from './measure.ts';
export { auditFlaggedMeasure, type FlaggedMeasure } from './flagged-measure.ts';
export { auditCells, type AuditCell, type AuditColumns, type Audited } from './audit.ts';
export { auditAnswers, type AnswerColumns } from './answers.ts';
export { versionColumns, type History, type VersionColumns } from './history.ts';
export type { Bitmask, DimensionColumn, Dimensions, Flagged } from './profile.ts';
export { twoDigits, weightedShare, type PublishedShare, type WeightingClass } from './weighted-share.ts';
export { boundsBetween, meanOfCounts, quantileOfCounts } from './counted.ts';
