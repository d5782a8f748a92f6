/** Where nothing is found: which single wish to give up, and how many courses there are then. */
import { choicesOf, type Chosen, type Reached } from './choose.ts';
import type { CatalogueView } from './view.ts';

export type Wish = 'words' | 'skill' | 'within' | 'place' | 'mode' | 'free' | 'starts';

export interface Wider {
  readonly wish: Wish;
  readonly view: CatalogueView;
  readonly n: number;
}

const without: Readonly<Record<Wish, Partial<CatalogueView>>> = {
  ...{ words: { words: '' }, skill: { skill: '' }, within: { within: null }, place: { place: '', within: null } },
  ...{ mode: { mode: '' }, free: { free: false }, starts: { starts: null } },
};

export const wishesOf = (view: CatalogueView): Wish[] =>
  (Object.keys(without) as Wish[]).filter((wish) => view[wish] !== '' && view[wish] !== null && view[wish] !== false);

/** Those that lead to something, most courses last: who gives up little stays close to what was looked for. */
export function widerOf(view: CatalogueView, chosen: Chosen): Wider[] {
  // who goes farther need not forget where they live
  return wishesOf(view)
    .filter((wish) => wish !== 'place' || view.within === null)
    .map((wish) => {
      const wider = { ...view, ...without[wish], all: false };
      const found = wish === 'words' ? null : chosen.found;
      return { wish, view: wider, n: choicesOf(wider, { ...chosen, found }).length };
    })
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.n - b.n);
}

/** The edition to which the way is shortest, however far; null where nobody said from where, or nothing has a place. */
export function nearestOf(view: CatalogueView, chosen: Chosen): Reached | null {
  if (view.within === null) return null;
  const reached = choicesOf({ ...view, within: null }, chosen).flatMap(({ editions }) => editions);
  const [first] = reached
    .filter(({ kilometres }) => kilometres !== null)
    .sort((a, b) => (a.kilometres ?? 0) - (b.kilometres ?? 0));
  return first ?? null;
}
