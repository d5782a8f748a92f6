import type { ProblemDocument } from '../problem.ts';

export interface PageReach {
  readonly page: string;
  readonly reached: number;
}

/** Whether something is simply not there for this person; any other fault is to be told. */
export const isHidden = (problem: ProblemDocument | null): boolean =>
  problem?.status === 404 || problem?.status === 403;

/** Pages with the share of those who began that came so far, and how many the page before lost. */
export function dropOff(pages: readonly PageReach[]): (PageReach & { share: number; lost: number })[] {
  const begun = pages[0]?.reached ?? 0;
  return pages.map(({ page, reached }, at) => ({
    ...{ page, reached, share: begun === 0 ? 0 : Math.min(1, reached / begun) },
    lost: at === 0 ? 0 : Math.max(0, (pages[at - 1]?.reached ?? 0) - reached),
  }));
}
