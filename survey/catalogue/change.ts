/** What a file does to a catalogue: rows that come, that change, that go. */
import type { Sentence } from '../../problem-entry.ts';
import type { CatalogueCounts, CatalogueField } from '../contract.ts';
import type { CourseRecord, EditionRecord, Rows } from './store.ts';

/** Rows as they were, and as they will be; a row that goes is only in `before`, one that comes only in `after`. */
export interface Change {
  readonly before: Rows;
  readonly after: Rows;
}

export const editionName = ({ course, key }: Pick<EditionRecord, 'course' | 'key'>): string => `${course} ${key}`;

/** A course of which nothing is told yet. */
export const noCourse: Omit<CourseRecord, 'key' | 'title_it' | 'title_en' | 'mode'> = {
  ...{ description_it: null, description_en: null, provider: null, skills: [], level_from: null, level_to: null },
  ...{ eqf: null, hours_classroom: null, hours_online: null, modules: null, certificate: null, certification: null },
  ...{ cost_edition: null, cost_learner: null, prerequisites: null, target_groups: [], demo: false },
};
export const noEdition = { territory_level: null, territory_code: null, taken: null } as const;

type Told = readonly [CatalogueField, Sentence];

/** What a whole course must keep, whichever of its cells a file told. */
export function courseFaults({ level_from: from, level_to: to }: CourseRecord): Told[] {
  if (from === null || to === null || from <= to) return [];
  return [['level_from', { it: `È più alto di «livello a» (${to}).`, en: `It is above "level to" (${to}).` }]];
}

export function editionFaults({ starts_on: start, ends_on: end, seats, taken }: EditionRecord): Told[] {
  return [
    ...(start <= end
      ? []
      : ([
          ['ends_on', { it: `Finisce prima dell’inizio (${start}).`, en: `It ends before it starts (${start}).` }],
        ] as const)),
    ...(taken === null || taken <= seats
      ? []
      : ([['taken', { it: `Sono più dei posti (${seats}).`, en: `More than the seats (${seats}).` }]] as const)),
  ];
}

export interface Difference {
  readonly change: Change;
  readonly counts: CatalogueCounts;
}

/**
 * @param incoming  whole rows
 * @param replaced  what kinds of rows go that are not in the file
 */
export function differenceOf(
  current: Rows,
  incoming: Rows,
  replaced: { readonly courses: boolean; readonly editions: boolean },
): Difference {
  const courses = compare(current.courses, incoming.courses, ({ key }) => key, replaced.courses);
  const gone = new Set(courses.removed.map(({ key }) => key));
  const editions = compare(current.editions, incoming.editions, editionName, replaced.editions, ({ course }) =>
    gone.has(course),
  );
  return {
    change: {
      before: { courses: courses.before, editions: editions.before },
      after: { courses: courses.after, editions: editions.after },
    },
    counts: { courses: courses.counts, editions: editions.counts },
  };
}

function compare<T extends object>(
  current: readonly T[],
  incoming: readonly T[],
  nameOf: (row: T) => string,
  replaces: boolean,
  goes: (row: T) => boolean = () => false,
) {
  const held = new Map(current.map((row) => [nameOf(row), row]));
  const come = new Set(incoming.map(nameOf));
  const removed = current.filter((row) => !come.has(nameOf(row)) && (replaces || goes(row)));
  const added = incoming.filter((row) => !held.has(nameOf(row)));
  const changed = incoming.filter((row) => held.has(nameOf(row)) && !isSame(held.get(nameOf(row))!, row));
  const same = incoming.length - added.length - changed.length;
  return {
    removed,
    before: [...changed.map((row) => held.get(nameOf(row))!), ...removed],
    after: [...added, ...changed],
    counts: { added: added.length, changed: changed.length, same, removed: removed.length },
  };
}

/** Whether two rows hold the same, whatever the order of their columns. */
export function isSame<T extends object>(one: T, other: T): boolean {
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return (
    names.length === others.length &&
    names.every((name) => JSON.stringify(one[name as keyof T]) === JSON.stringify(other[name as keyof T]))
  );
}
