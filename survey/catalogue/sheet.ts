/** A catalogue as the file that would bring it in: a line for each edition, and for each course that has none. */
import { CatalogueField } from '../contract.ts';
import { writeSheet } from '../register/sheet.ts';
import { writeModules } from './module.ts';
import { placeOf } from './read.ts';
import { modulesOf, type CourseRecord, type EditionRecord, type Rows } from './store.ts';

export function sheetOf({ courses, editions }: Rows): string {
  const own = Map.groupBy(editions, ({ course }) => course);
  const lines = courses.flatMap((course) =>
    (own.get(course.key) ?? [null]).map((edition) => ({ ...courseCells(course), ...editionCells(edition) })),
  );
  return writeSheet(CatalogueField.options, lines);
}

const courseCells = ({ key, ...course }: CourseRecord) => ({
  ...course,
  course: key,
  modules: writeModules(modulesOf({ modules: course.modules })),
});

function editionCells(edition: EditionRecord | null) {
  const { key = '', starts_on = '', ends_on = '', seats = null, taken = null } = edition ?? {};
  return { edition: key, territory: edition && placeOf(edition), starts_on, ends_on, seats, taken };
}
