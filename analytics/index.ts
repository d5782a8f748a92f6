/**
 * The statistics of this program as functions on plain columns, under the names of their field: no database, no server.
 * Anybody's data go through them; the pages' figures do.
 */
export { percentAgreement, cohenKappa, kappaOfTable } from './agreement/two-coders.ts';
export { fleissKappa } from './agreement/fleiss.ts';
export { krippendorffAlpha } from './agreement/krippendorff.ts';
export { svydesign, subset } from './estimate/design.ts';
export { fayHerriot } from './estimate/fay-herriot.ts';
