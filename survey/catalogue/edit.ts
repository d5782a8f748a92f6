/** One course, or one edition, changed by a form: read like a row of a file, and stored only over what was read. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { CatalogueEdit, CatalogueField } from '../contract.ts';
import { courseFaults, editionFaults, noEdition, type Change } from './change.ts';
import { wholeCourse } from './check.ts';
import { lineReader, type LineFault } from './line.ts';
import type { Known } from './known.ts';
import { readRows, revisionOf, type CourseRecord, type EditionRecord, type Rows } from './store.ts';

const none: Rows = { courses: [], editions: [] };

/** @throws Problem invalid_course */
function invalid(faults: readonly LineFault[]): Problem {
  return new Problem(
    'invalid_course',
    { count: faults.length },
    {
      errors: (language) =>
        faults.map(({ field, reason }) => ({
          path: field,
          code: 'invalid',
          message: language === 'it' ? reason.it : reason.en,
        })),
    },
  );
}

function holdAgainst(row: CourseRecord | EditionRecord | undefined, revision: string | null): void {
  const now = row === undefined ? null : revisionOf(row);
  if (now !== revision) throw new Problem('revision_conflict', { value: revision ?? '–' });
}

const neededCells: readonly CatalogueField[] = ['title_it', 'skills', 'mode'];
const neededOfEdition: readonly CatalogueField[] = ['starts_on', 'ends_on', 'seats'];

/** A cell that a form leaves out is one that a new row lacks. */
const filled = (cells: CatalogueEdit['cells'], fields: readonly CatalogueField[], isNew: boolean) =>
  isNew ? { ...Object.fromEntries(fields.map((field) => [field, ''])), ...cells } : cells;

/** @throws Problem revision_conflict, invalid_course */
export async function courseChange(
  tx: Connection,
  programme: string,
  key: string,
  { cells, revision }: CatalogueEdit,
  known: Known,
): Promise<Change> {
  const [held] = (await readRows(tx, programme, key)).courses;
  holdAgainst(held, revision);
  const line = lineReader(known)({ ...filled(cells, neededCells, held === undefined), course: key });
  if (line.faults.length > 0) throw invalid(line.faults);
  const demo = 'demo' in cells ? {} : { demo: held?.demo ?? false };
  const made = wholeCourse(line.key, { ...demo, ...line.course }, held);
  const faults = courseFaults(made).map(([field, reason]) => ({ field, reason }));
  if (faults.length > 0) throw invalid(faults);
  return { before: { ...none, courses: held ? [held] : [] }, after: { ...none, courses: [made] } };
}

/** @throws Problem not_found, revision_conflict, invalid_course */
export async function editionChange(
  tx: Connection,
  programme: string,
  name: { readonly course: string; readonly edition: string },
  { cells, revision }: CatalogueEdit,
  known: Known,
): Promise<Change> {
  const held = await editionOf(tx, programme, name);
  holdAgainst(held, revision);
  const given = { ...filled(cells, neededOfEdition, held === undefined), ...name };
  const line = lineReader(known)(given);
  if (line.faults.length > 0) throw invalid(line.faults);
  const made = { ...noEdition, ...held, ...line.edition } as EditionRecord;
  const faults = editionFaults(made).map(([field, reason]) => ({ field, reason }));
  if (faults.length > 0) throw invalid(faults);
  return { before: { ...none, editions: held ? [held] : [] }, after: { ...none, editions: [made] } };
}

/** @throws Problem not_found, revision_conflict */
export async function removal(
  tx: Connection,
  programme: string,
  name: { readonly course: string; readonly edition: string },
  revision: string,
): Promise<Change> {
  const held = await editionOf(tx, programme, name);
  if (held === undefined) throw new Problem('not_found', { value: name.edition });
  holdAgainst(held, revision);
  return { before: { ...none, editions: [held] }, after: none };
}

async function editionOf(tx: Connection, programme: string, { course, edition }: { course: string; edition: string }) {
  const { courses, editions } = await readRows(tx, programme, course);
  if (courses.length === 0) throw new Problem('not_found', { value: course });
  return editions.find(({ key }) => key === edition);
}
