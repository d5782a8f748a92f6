/** Exact figures on a page of figures: for whom, and of which people. The service asks again; this says what to ask for. */
import type { Territory } from '../../../survey/contract.ts';
import type { Frame } from '../explore/frame.ts';

/** Codes of the territories somebody may see exactly, as the survey knows them; null: everywhere. */
export interface Reach {
  readonly codes: readonly string[] | null;
}

/** Whether an address asks for exact figures. */
export const wantsExact = (address: URLSearchParams): boolean => address.get('view') === 'exact';

/**
 * What a survey offers to look at exactly: the own territories and what lies inside them, no level that is wider. An
 * address that names another place finds none of that name.
 */
export function frameWithin(frame: Frame, { codes }: Reach): Frame {
  if (codes === null) return frame;
  const own = frame.territories.filter(({ code }) => codes.includes(code));
  const order = ['country', 'region', 'province', 'area', 'municipality'];
  const finest = Math.max(...own.map(({ level }) => order.indexOf(level)));
  const levels = frame.levels.filter((level) => order.indexOf(level) >= finest);
  const level = levels.find((one) => one === frame.start.level) ?? levels[0] ?? frame.start.level;
  const [only, ...others] = own;
  const name = (language: 'it' | 'en') => own.map((one) => one.name[language]).join(', ');
  return {
    ...{ ...frame, levels },
    territories: frame.territories.filter((place) => codes.some((code) => isInside(place, code, frame))),
    within: { code: frame.within.code, name: { it: name('it'), en: name('en') } },
    home: only && others.length === 0 ? only.code : '',
    start: { ...frame.start, level },
  };
}

/** A region holds everything that the survey knows but other regions. */
function isInside(place: Territory, code: string, { territories }: Frame): boolean {
  if (place.code === code || place.province === code || place.area === code) return true;
  return territories.some((one) => one.code === code && one.level === 'region') && place.level !== 'region';
}
