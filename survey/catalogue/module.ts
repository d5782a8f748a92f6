/** A path in one cell: `Titolo / Title|online|10; Titolo|classroom|5`, a module after the other; in a form a line each. */
import type { CourseModule } from '../contract.ts';
import { moduleModeOf } from './word.ts';

/** @returns null when the cell cannot be read; an empty cell is an empty path */
export function readModules(cell: string): CourseModule[] | null {
  const parts = cell
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const modules = parts.map(readModule);
  return modules.every((one) => one !== null) ? modules : null;
}

function readModule(part: string): CourseModule | null {
  const cells = part.split('|').map((one) => one.trim());
  const [title = '', named = '', time = ''] = cells;
  const mode = moduleModeOf(named);
  const hours = /^\d{1,4}([.,]\d{1,2})?$/.test(time) ? Number(time.replace(',', '.')) : 0;
  if (cells.length !== 3 || title === '' || title.length > 400 || mode === null || hours <= 0) return null;
  const [it = title, en = it] = title.split(' / ').map((one) => one.trim());
  return it === '' || en === '' ? null : { title: { it, en }, mode, hours };
}

/** The same cell again. */
export const writeModules = (modules: readonly CourseModule[]): string =>
  modules
    .map(({ title: { it, en }, mode, hours }) => `${it === en ? it : `${it} / ${en}`}|${mode}|${hours}`)
    .join('; ');

/** Hours of a path by mode, as a course tells them; null where it has none of that mode. */
export function hoursOf(modules: readonly CourseModule[]): { classroom: number | null; online: number | null } {
  const sum = (isOnline: boolean) =>
    modules
      .filter(({ mode }) => (mode === 'online') === isOnline)
      .reduce<number | null>((all, { hours }) => (all ?? 0) + hours, null);
  return { classroom: sum(false), online: sum(true) };
}
