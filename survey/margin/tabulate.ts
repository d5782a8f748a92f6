/** From counts by sex and age to the lines of margins.csv, in the survey's own categories. */
import { fittingGroups, type AgeGroup, type AgeRange } from './age.ts';
import type { Audience } from './audience.ts';
import { crossing, together } from './category.ts';
import type { PopulationCount, Sex } from './count.ts';
import type { PopulationFault } from './fault.ts';
import type { MarginPlace } from './place.ts';

export interface MarginLine {
  readonly territory: string;
  readonly variable: string;
  readonly category: string;
  readonly count: number;
}

export interface Tabulated {
  readonly lines: readonly MarginLine[];
  /** the survey's classes of age, or several together where the source does not tell them apart */
  readonly groups: readonly AgeGroup[];
  readonly faults: readonly PopulationFault[];
}

/** Everybody is everybody whom the survey asks: people younger than its youngest class are left out. */
export function tabulate(
  places: readonly MarginPlace[],
  audience: Audience,
  counts: readonly PopulationCount[],
): Tabulated {
  const groups = fittingGroups(audience.classes, counts);
  const byPlace = Map.groupBy(counts, ({ place }) => place);
  const tables = places.map((place) => countsOf(place, byPlace));
  const faults = tables.flatMap(({ place, counts: own, missing }) =>
    missing.length > 0 ? [missingFault(place, missing)] : ageFaults(place.name, own, groups),
  );
  const lines =
    faults.length > 0 ? [] : tables.flatMap(({ place, counts: own }) => linesOf(place.name, own, groups, audience));
  return { lines, groups, faults };
}

interface PlaceCounts {
  readonly place: MarginPlace;
  readonly counts: readonly PopulationCount[];
  readonly missing: readonly string[];
}

/** The place's own rows where the source has them, else those of its municipalities, all of them. */
function countsOf(place: MarginPlace, byPlace: ReadonlyMap<string, PopulationCount[]>): PlaceCounts {
  const own = byPlace.get(place.name);
  if (own) return { place, counts: own, missing: [] };
  const parts = place.municipalities.map((code) => ({ code, counts: byPlace.get(`municipality:${code}`) }));
  return {
    place,
    counts: parts.flatMap(({ counts = [] }) => counts),
    missing: parts.flatMap(({ code, counts }) => (counts ? [] : [code])),
  };
}

function missingFault({ name, municipalities }: MarginPlace, missing: readonly string[]): PopulationFault {
  if (missing.length === municipalities.length) return { row: null, code: 'no_place', value: name };
  const more = missing.length > 10 ? [`+${missing.length - 10}`] : [];
  return { row: null, code: 'places_missing', value: name, known: [...missing.slice(0, 10), ...more] };
}

/** In each part of a place, the ages of each sex follow one another from the youngest who is asked to the oldest. */
function ageFaults(name: string, counts: readonly PopulationCount[], groups: readonly AgeGroup[]): PopulationFault[] {
  const lowest = groups[0]?.from ?? 0;
  return [...Map.groupBy(counts, ({ place, sex }) => `${place} ${sex}`)].flatMap(([key, own]) => {
    const bands = own.filter(({ to }) => to >= lowest).toSorted((a, b) => a.from - b.from);
    const value = key.startsWith(name) ? key : `${name}, ${key}`;
    return bandFaults(value, bands, lowest, groups.at(-1)?.to ?? Infinity);
  });
}

function bandFaults(value: string, bands: readonly AgeRange[], lowest: number, highest: number): PopulationFault[] {
  const [first] = bands;
  if (first && first.from < lowest)
    return [{ row: null, code: 'age_straddles', value: rangeName(first), known: [String(lowest)] }];
  let next = lowest;
  for (const band of bands) {
    if (band.from < next) return [{ row: null, code: 'ages_overlap', value, known: [rangeName(band)] }];
    if (band.from > next)
      return [{ row: null, code: 'age_missing', value, known: [rangeName({ from: next, to: band.from - 1 })] }];
    next = band.to + 1;
  }
  if (next > highest || next === Infinity) return [];
  return [{ row: null, code: 'age_missing', value, known: [rangeName({ from: next, to: highest })] }];
}

const rangeName = ({ from, to }: AgeRange): string =>
  to === Infinity ? `${from}+` : from === to ? `${from}` : `${from}-${to}`;

function linesOf(
  territory: string,
  counts: readonly PopulationCount[],
  groups: readonly AgeGroup[],
  { sex, age }: Audience,
): MarginLine[] {
  const sum = (group: AgeRange, of?: Sex) =>
    counts.reduce(
      (total, one) => total + (isIn(one, group) && (of === undefined || one.sex === of) ? one.count : 0),
      0,
    );
  const all = { from: groups[0]?.from ?? 0, to: groups.at(-1)?.to ?? Infinity };
  const line = (variable: string, category: string, count: number) => ({ territory, variable, category, count });
  const codes = (group: AgeGroup) => group.codes.join(together);
  const sexes: readonly Sex[] = sex === null ? [] : ['f', 'm'];
  return [
    line('total', 'total', sum(all)),
    ...sexes.map((one) => line(sex ?? '', one, sum(all, one))),
    ...groups.map((group) => line(age, codes(group), sum(group))),
    ...sexes.flatMap((one) =>
      groups.map((group) => line(`${sex}${crossing}${age}`, `${one}${crossing}${codes(group)}`, sum(group, one))),
    ),
  ];
}

const isIn = (one: AgeRange, group: AgeRange): boolean => one.from >= group.from && one.to <= group.to;
