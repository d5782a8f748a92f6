/** Where nothing is found: which single wish to give up, and how many courses there are then. */
import { choicesOf, type Chosen } from './choose.ts';
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
  return wishesOf(view)
    .map((wish) => {
      const wider = { ...view, ...without[wish], all: false };
      const found = wish === 'words' ? null : chosen.found;
      return { wish, view: wider, n: choicesOf(wider, { ...chosen, found }).length };
    })
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.n - b.n);
}
