/** A survey's life as `/api/admin/surveys/{id}/state` and `/repairs` tell it. */
export type LifeState = 'draft' | 'pilot' | 'open' | 'closed';
export type LifeAction = 'pilot' | 'open' | 'close';

export interface StateReport {
  readonly state: LifeState;
  readonly steps: readonly { readonly state: LifeState; readonly changedOn: string }[];
}

export interface PageReach {
  readonly page: string;
  readonly reached: number;
}

const ways: Readonly<Record<LifeState, readonly LifeAction[]>> = {
  draft: ['pilot', 'open'],
  pilot: ['open', 'close'],
  open: ['close'],
  closed: ['open'],
};

/** What may be done with a survey in a state; the server has the last word. */
export const actionsIn = (state: LifeState): readonly LifeAction[] => ways[state];

/** Pages with the share of those who began that came so far, and how many the page before lost. */
export function dropOff(pages: readonly PageReach[]): (PageReach & { share: number; lost: number })[] {
  const begun = pages[0]?.reached ?? 0;
  return pages.map(({ page, reached }, at) => ({
    ...{ page, reached, share: begun === 0 ? 0 : Math.min(1, reached / begun) },
    lost: at === 0 ? 0 : Math.max(0, (pages[at - 1]?.reached ?? 0) - reached),
  }));
}
