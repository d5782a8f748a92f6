/** What a proposal of editions is asked and what it answers: plain values, so that a thread can be given them. */
import type { Places, Seats } from '../../contract-gap.ts';

/**
 * Person-places needed a year by the people of one group in one place. Groups have no person in common; `low` and `high`
 * are the ends of the range, null where it has none.
 */
export interface Need extends Places {
  readonly skill: string;
  readonly place: string;
  readonly group: string;
  readonly low: number | null;
  readonly high: number | null;
}

/** Seats for these skills, each an equal part of them. `groups` empty: for everybody. Seats online have no place. */
export interface Teaching {
  readonly skills: readonly string[];
  readonly kind: keyof Seats;
  readonly place: string | null;
  readonly groups: readonly string[];
  readonly seats: number;
}

/** An edition that could be held: a course in a place, up to `most` times. `cost` of one edition, in euro. */
export interface Offer extends Teaching {
  readonly course: string;
  readonly provider: string;
  readonly cost: number;
  readonly most: number;
}

/** At most so many editions of one course, of one provider or in one place. */
export interface Cap {
  readonly of: 'course' | 'provider' | 'place';
  readonly key: string;
  readonly most: number;
}

/** At least this part (0 to 1) of the places needed by these people is covered; null: in every place, of every group. */
export interface Floor {
  readonly name: string;
  readonly places: readonly string[] | null;
  readonly groups: readonly string[] | null;
  readonly share: number;
}

export interface ProposalProblem {
  readonly places: readonly string[];
  /** for each place, the numbers of the places whose people come to it: see `reachByDistance` */
  readonly reach: readonly (readonly number[])[];
  readonly needs: readonly Need[];
  readonly offers: readonly Offer[];
  /** the seats of the editions that stand already */
  readonly existing: readonly Teaching[];
  readonly budget: number;
  readonly caps: readonly Cap[];
  readonly floors: readonly Floor[];
}

/** Some of the people that seats serve. */
export interface Served {
  readonly skill: string;
  readonly place: string;
  readonly group: string;
  readonly people: number;
}

/** What an edition adds, and the other offer that would add most in its stead. `offer` is a place in `problem.offers`. */
export interface Reason {
  readonly offer: number;
  readonly covered: number;
  /** euro for each person-place newly covered; null where it covers none */
  readonly perPlace: number | null;
  /** most people first */
  readonly serves: readonly Served[];
  /** names of the floors that it helps to keep */
  readonly floors: readonly string[];
  /** null where there is none, and where the time was up before it was looked for */
  readonly leftOut: { readonly offer: number; readonly covered: number; readonly perPlace: number | null } | null;
}

/** How far a floor is kept: person-places asked for and covered, by the same seating for all floors. */
export interface FloorState {
  readonly name: string;
  readonly asked: number;
  readonly covered: number;
  readonly kept: boolean;
}

/**
 * Floors that cannot all be kept, while any fewer of them may be. `most`: person-places of the floor that were found to be
 * covered while the others of the conflict are kept; `bound`: no plan covers more of it. They are the same where it is known.
 */
export interface Conflict {
  readonly floors: readonly {
    readonly name: string;
    readonly asked: number;
    readonly most: number;
    readonly bound: number;
  }[];
}

export interface Proposal {
  /** editions of each offer */
  readonly counts: readonly number[];
  readonly cost: number;
  /** covered without any new edition, and with the proposed ones; person-places */
  readonly before: number;
  readonly covered: number;
  readonly needed: number;
  /** what greedy covers */
  readonly greedy: number;
  /** no plan that keeps the floors covers more; where they are impossible, no plan at all */
  readonly bound: number;
  /** (bound − covered) / bound */
  readonly gap: number;
  readonly method: 'exact' | 'search';
  /** done: to the end of the method; otherwise the best at that moment */
  readonly ended: 'done' | 'time' | 'cancelled';
  readonly floors: readonly FloorState[];
  /** empty unless floors are proven impossible; `counts` then come as near to them as was found */
  readonly conflicts: readonly Conflict[];
  readonly reasons: readonly Reason[];
  /** the steps of greedy, in their order */
  readonly steps: readonly Reason[];
}

export type ProposalMethod = 'optimise' | 'greedy';

/** What is known on the way. `bound` is null until there is one. */
export interface ProposalProgress {
  readonly phase: 'greedy' | 'bound' | 'search' | 'exact' | 'floors' | 'reasons';
  readonly seconds: number;
  readonly covered: number;
  readonly bound: number | null;
  readonly gap: number | null;
}
