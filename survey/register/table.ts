/** The lists of the register as files: the same rows that the list told, column by column. */
import type { AttributionConsent, Idea, Interest, MadrinaFirm, Member, Uptake } from '../contract.ts';
import { writeSheet } from './sheet.ts';

/** Writes rows as CSV. */
export type Table<Row> = (rows: readonly Row[]) => string;

const interests = [
  ...(['id', 'kind', 'consentedOn', 'keptUntil', 'municipality', 'place', 'organisation', 'sector', 'topics'] as const),
  ...(['showToSchools', 'person', 'contact', 'available'] as const),
];
const ideas = [
  ...(['id', 'year', 'title', 'text', 'school', 'schoolName', 'state', 'firm'] as const),
  ...(['proposedOn', 'adoptedOn', 'takenUpOn'] as const),
];
const attributions = [
  ...(['survey', 'organisation', 'signedOn', 'document', 'recordedBy', 'recordedOn', 'withdrawnOn'] as const),
];

export const tables = {
  interests: (rows: readonly Interest[]) => writeSheet(interests, rows),
  firms: (rows: readonly MadrinaFirm[]) => writeSheet(['id', 'name', 'place', 'sector', 'topics'], rows),
  members: (rows: readonly Member[]) => writeSheet(['organisation', 'name', 'kind', 'survey', 'state', 'toldOn'], rows),
  ideas: (rows: readonly Idea[]) =>
    writeSheet(
      ideas,
      rows.map((row) => ({ ...row, firm: row.firm?.name ?? null })),
    ),
  uptake: (rows: readonly Uptake[]) => writeSheet(['course', 'territory', 'month', 'enrolled', 'completed'], rows),
  attributions: (rows: readonly AttributionConsent[]) => writeSheet(attributions, rows),
};
