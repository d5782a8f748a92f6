/** A row of a file, cell by cell, as parts of a course and of an edition. */
import type { Sentence } from '../../problem-entry.ts';
import type { CatalogueField, CourseModule } from '../contract.ts';
import { dayOf, keyOf, listOf, numberOf, textOf, wholeOf, wrong, yesOf, type Cell } from './cell.ts';
import { finderOf, placeFinderOf, type Finder } from './finder.ts';
import type { Known } from './known.ts';
import { hoursOf, readModules } from './module.ts';
import type { CourseRecord, EditionRecord } from './store.ts';
import { modeOf } from './word.ts';

export interface LineFault {
  readonly field: CatalogueField;
  readonly reason: Sentence;
}

/** What the row says; what its columns do not say is left out. `edition` is null where every cell of one is empty. */
export interface Line {
  readonly key: string;
  readonly course: Partial<CourseRecord>;
  readonly edition: (Partial<EditionRecord> & Pick<EditionRecord, 'key'>) | null;
  readonly faults: readonly LineFault[];
}

export type Cells = Partial<Record<CatalogueField, string>>;
export type ReadLine = (cells: Cells) => Line;

type Part = Readonly<Record<string, unknown>>;
type Reader = (cell: string) => Cell<Part>;

const part =
  (column: string, read: (cell: string) => Cell<unknown>): Reader =>
  (cell) => {
    const found = read(cell);
    return 'reason' in found ? found : { value: { [column]: found.value } };
  };
const must =
  <T>(read: (cell: string) => Cell<T | null>) =>
  (cell: string): Cell<T> => {
    const found = read(cell);
    if ('reason' in found) return found;
    return found.value === null ? wrong('Manca.', 'It is missing.') : { value: found.value };
  };
const text = (most: number) => (cell: string) => textOf(cell, most);
const whole = (least: number, most: number) => (cell: string) => wholeOf(cell, least, most);
const most = 1_000_000;

/** How each field of a course is read; `course` itself is the key. */
function courseReaders(known: Known): Partial<Record<CatalogueField, Reader>> {
  const [skills, groups, providers] = [finderOf(known.skills), finderOf(known.groups), finderOf(known.providers)];
  return {
    ...{ title_it: part('title_it', must(text(200))), title_en: part('title_en', text(200)) },
    ...{ description_it: part('description_it', text(4_000)), description_en: part('description_en', text(4_000)) },
    provider: part('provider', (cell) => (cell.trim() === '' ? { value: null } : oneOf(cell, providers))),
    skills: part('skills', (cell) => someOf(cell, skills, true)),
    ...{ level_from: part('level_from', whole(1, 8)), level_to: part('level_to', whole(1, 8)) },
    eqf: part('eqf', whole(1, 8)),
    mode: part('mode', modeCell),
    ...{ hours_classroom: part('hours_classroom', hours), hours_online: part('hours_online', hours) },
    modules: part('modules', modulesCell),
    ...{ certificate: part('certificate', text(200)), certification: part('certification', text(200)) },
    ...{ cost_edition: part('cost_edition', numberOf), cost_learner: part('cost_learner', numberOf) },
    prerequisites: part('prerequisites', text(2_000)),
    target_groups: part('target_groups', (cell) => someOf(cell, groups, false)),
    demo: part('demo', yesOf),
  };
}

function editionReaders({ places }: Known): Partial<Record<CatalogueField, Reader>> {
  const finder = placeFinderOf(places);
  return {
    territory: (cell) => placeCell(cell, finder),
    ...{ starts_on: part('starts_on', dayOf), ends_on: part('ends_on', dayOf) },
    ...{ seats: part('seats', must(whole(1, most))), taken: part('taken', whole(0, most)) },
  };
}

const hours = (cell: string) => numberOf(cell, 10_000);

function modeCell(cell: string): Cell<string> {
  const mode = modeOf(cell);
  return mode === null
    ? wrong('Serve aula, online, misto o azienda.', 'Classroom, online, mixed or workplace is needed.')
    : { value: mode };
}

function modulesCell(cell: string): Cell<string | null> {
  const modules = readModules(cell);
  if (modules === null)
    return wrong(
      'Servono moduli come Titolo|online|10; Titolo|aula|5.',
      'Modules such as Title|online|10; Title|classroom|5 are needed.',
    );
  return { value: modules.length === 0 ? null : JSON.stringify(modules) };
}

function oneOf(name: string, finder: Finder): Cell<string> {
  const found = finder.find(name);
  if (found !== null && found !== 'many') return { value: found };
  const there = finder.keys.slice(0, 5).join(', ') + (finder.keys.length > 5 ? ', …' : '') || '–';
  const told = name.trim().slice(0, 60);
  return found === 'many'
    ? wrong(
        `«${told}» ce n’è più d’uno: scrivi il codice (${there}).`,
        `There are several "${told}": write the key (${there}).`,
      )
    : wrong(`«${told}» non è nel programma (${there}).`, `"${told}" is not in the programme (${there}).`);
}

function someOf(cell: string, finder: Finder, needsOne: boolean): Cell<readonly string[]> {
  const found = listOf(cell).map((name) => oneOf(name, finder));
  const fault = found.find((one) => 'reason' in one);
  if (fault) return fault;
  const keys = [...new Set(found.map((one) => (one as { value: string }).value))];
  return needsOne && keys.length === 0 ? wrong('Manca.', 'It is missing.') : { value: keys };
}

function placeCell(cell: string, finder: Finder): Cell<Part> {
  const name = cell.trim();
  if (name === '') return { value: { territory_level: null, territory_code: null } };
  const found = finder.find(name);
  if (found === null)
    return wrong(
      'Serve un comune, il suo codice ISTAT, o un luogo come province:077.',
      'A municipality, its ISTAT code, or a place such as province:077 is needed.',
    );
  if (found === 'many')
    return wrong('Più luoghi hanno questo nome: scrivi il codice.', 'Several places: write the code.');
  const [level = '', code = ''] = found.split(':');
  return { value: { territory_level: level, territory_code: code } };
}

/** Makes the reader of rows for what the programme knows. */
export function lineReader(known: Known): ReadLine {
  const [ofCourse, ofEdition] = [courseReaders(known), editionReaders(known)];
  const editionCells = ['edition', ...Object.keys(ofEdition)] as CatalogueField[];
  return (cells) => {
    const faults: LineFault[] = [];
    const take = (readers: Partial<Record<CatalogueField, Reader>>) =>
      Object.assign({}, ...Object.entries(readers).map(([name, read]) => partOf(name as CatalogueField, read))) as Part;
    const partOf = (field: CatalogueField, read: Reader): Part => {
      const cell = cells[field];
      const found = cell === undefined ? { value: {} } : read(cell);
      if ('value' in found) return found.value;
      faults.push({ field, reason: found.reason });
      return {};
    };
    const own = (field: 'course' | 'edition') => {
      const found = keyOf(cells[field] ?? '');
      if ('value' in found) return found.value;
      faults.push({ field, reason: found.reason });
      return '';
    };
    const key = own('course');
    const course = timed(take(ofCourse) as Partial<CourseRecord>, faults);
    const tellsEdition = editionCells.some((field) => (cells[field] ?? '').trim() !== '');
    const edition = tellsEdition ? { course: key, key: own('edition'), ...take(ofEdition) } : null;
    return { key, course: titled(course), edition, faults };
  };
}

/** Without an English title the Italian one stands for both. */
const titled = (course: Partial<CourseRecord>): Partial<CourseRecord> =>
  'title_en' in course && !course.title_en && course.title_it ? { ...course, title_en: course.title_it } : course;

/** The hours of a path are those of its modules, whether they are told again or not. */
function timed(course: Partial<CourseRecord>, faults: LineFault[]): Partial<CourseRecord> {
  if (!course.modules) return course;
  const sum = hoursOf(JSON.parse(course.modules) as CourseModule[]);
  for (const mode of ['classroom', 'online'] as const) {
    const told = course[`hours_${mode}`];
    if (typeof told === 'number' && told !== (sum[mode] ?? 0))
      faults.push({
        field: `hours_${mode}`,
        reason: { it: `I moduli ne hanno ${sum[mode] ?? 0}.`, en: `The modules have ${sum[mode] ?? 0}.` },
      });
  }
  return { ...course, hours_classroom: sum.classroom, hours_online: sum.online };
}
