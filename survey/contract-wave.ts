/** Surveys that ask the same instrument at another time. */
import type { SurveySummary } from './contract.ts';

/**
 * Whether figures of a variable may be set beside those of another wave, and if not, what differs: it is not asked in one
 * of them; its type; its scale; its answers; the words of the answers; the words of the question; for the target groups,
 * their rules or a question that these read.
 */
export interface Comparable {
  readonly variable: string;
  readonly same: boolean;
  readonly reason: 'not_asked' | 'type' | 'scale' | 'categories' | 'labels' | 'wording' | 'groups' | null;
}

/** A survey that asks the same instrument; `variables`: compared with the survey whose waves these are. */
export interface Wave extends Pick<SurveySummary, 'wave' | 'version' | 'state' | 'opensOn' | 'closesOn'> {
  readonly survey: string;
  readonly responses: number;
  readonly synthetic: boolean;
  readonly variables: readonly Comparable[];
}
