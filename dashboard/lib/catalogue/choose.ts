/** Which courses a view shows, in which order, and with which of their editions. */
import type { CatalogueCourse, CatalogueEdition, CatalogueFrame } from '../../../survey/contract.ts';
import { kilometresBetween, type Point } from './distance.ts';
import type { CatalogueView } from './view.ts';

/** An edition with its kilometres from where somebody lives; null where one of the two has no point, or it is online. */
export interface Reached {
  readonly edition: CatalogueEdition;
  readonly kilometres: number | null;
}

/** A course with the editions that fit: the nearest first, among equals the first to begin. */
export interface Choice {
  readonly course: CatalogueCourse;
  readonly editions: readonly Reached[];
}

export interface Chosen {
  readonly courses: readonly CatalogueCourse[];
  readonly frame: Pick<CatalogueFrame, 'today' | 'level' | 'places'>;
  /** keys of the courses with the words looked for, the best first; null where none are */
  readonly found: readonly string[] | null;
}

export function choicesOf(view: CatalogueView, { courses, frame, found }: Chosen): Choice[] {
  const fits = fitting(view, frame);
  const asksEditions = view.free || view.starts !== null || view.place !== '';
  const isWanted = (course: CatalogueCourse) =>
    (found === null || found.includes(course.key)) &&
    (view.skill === '' || course.skills.includes(view.skill)) &&
    (view.mode === '' || course.mode === view.mode);
  return courses
    .filter(isWanted)
    .map((course) => ({ course, editions: fits(course) }))
    .filter(({ editions }) => editions.length > 0 || !asksEditions)
    .sort(found === null ? byReach : (a, b) => found.indexOf(a.course.key) - found.indexOf(b.course.key));
}

/** The editions of a course that are still to begin and that somebody can go to. */
function fitting(view: CatalogueView, { today, level, places }: Chosen['frame']) {
  const home = places.find(({ code }) => code === view.place)?.point ?? null;
  const last = view.starts === null ? null : monthsAfter(today, view.starts);
  const isNear = ({ edition, kilometres }: Reached, isOnline: boolean) => {
    if (isOnline || view.place === '') return true;
    if (level === 'country') return edition.territory === `country:${view.place}`;
    return view.within === null || (kilometres !== null && kilometres <= view.within);
  };
  const isInTime = ({ startsOn, free }: CatalogueEdition) =>
    startsOn > today && (last === null || startsOn <= last) && (!view.free || (free ?? 0) > 0);
  return ({ editions, mode }: CatalogueCourse): Reached[] =>
    editions
      .filter(isInTime)
      .map((edition) => ({ edition, kilometres: level === 'country' ? null : between(home, edition.point) }))
      .filter((reached) => isNear(reached, mode === 'online'))
      .sort(nearestFirst);
}

const between = (from: Point | null, to: Point | null) => (from && to ? kilometresBetween(from, to) : null);
const far = ({ kilometres }: Reached) => kilometres ?? Infinity;
const compare = (a: number, b: number) => (a === b ? 0 : a - b);

const nearestFirst = (a: Reached, b: Reached) =>
  compare(far(a), far(b)) || a.edition.startsOn.localeCompare(b.edition.startsOn);

/** What nobody can go to yet comes last. */
function byReach(a: Choice, b: Choice): number {
  const [[one], [other]] = [a.editions, b.editions];
  if (!one || !other) return Number(!one) - Number(!other) || a.course.key.localeCompare(b.course.key);
  return nearestFirst(one, other) || a.course.key.localeCompare(b.course.key);
}

/** The same day of a later month; its last where it has no such day. @param day  YYYY-MM-DD */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const end = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  end.setUTCDate(Math.min(date, end.getUTCDate()));
  return end.toISOString().slice(0, 10);
}
