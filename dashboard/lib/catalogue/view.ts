/** What somebody looks for in a catalogue: the address says it all. */
import type { CatalogueFrame } from '../../../survey/contract.ts';

export const modes = ['classroom', 'mixed', 'online', 'workplace'] as const;
/** Kilometres from a municipality. */
export const distances = [10, 30, 60] as const;
/** Months from today in which a course begins. */
export const soon = [1, 3, 6] as const;

/** A part is empty, or null, where nothing is asked of it. `place`: a code of the frame; `all`: the whole list; `map`: with the map. */
export interface CatalogueView {
  readonly words: string;
  readonly skill: string;
  readonly place: string;
  readonly within: (typeof distances)[number] | null;
  readonly mode: (typeof modes)[number] | '';
  readonly free: boolean;
  readonly starts: (typeof soon)[number] | null;
  readonly all: boolean;
  readonly map: boolean;
}

export const everything: CatalogueView = {
  ...{ words: '', skill: '', place: '', within: null, mode: '', free: false, starts: null, all: false, map: false },
};

const longest = 100;
const among = <T extends string | number>(known: readonly T[], value: string | null): T | null =>
  known.find((one) => String(one) === value) ?? null;

/** What is unknown asks nothing; a distance needs a municipality to start from. */
export function viewOf(address: URLSearchParams, { level, places, skills }: CatalogueFrame): CatalogueView {
  const read = (name: string) => address.get(name);
  const place = among(
    places.map(({ code }) => code),
    read('place'),
  );
  const skill = among(
    skills.map(({ key }) => key),
    read('skill'),
  );
  return {
    words: (read('q') ?? '').replace(/\s+/g, ' ').slice(0, longest).trim(),
    ...{ skill: skill ?? '', place: place ?? '', mode: among(modes, read('mode')) ?? '' },
    within: place !== null && level === 'municipality' ? among(distances, read('within')) : null,
    ...{
      free: read('free') === '1',
      starts: among(soon, read('starts')),
      all: read('all') === '1',
      map: read('map') === '1',
    },
  };
}

/** The one way in which a view stands in an address; empty, or with its question mark. */
export function searchOf(view: CatalogueView): string {
  const { words, skill, place, within, mode, starts } = view;
  const ticked = (is: boolean) => (is ? 1 : null);
  const parts = Object.entries({
    ...{ q: words, skill, place, within, mode, free: ticked(view.free), starts },
    ...{ all: ticked(view.all), map: ticked(view.map) },
  }).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, String(value)]]));
  return parts.length === 0 ? '' : `?${new URLSearchParams(parts)}`;
}
