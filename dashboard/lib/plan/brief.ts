/** What stands on the two pages of a plan: the rows that fit, the most needed first, and how many do not. */
import type { CoverRow, Plan, PlanEffect, ResolvedEvidence } from '../../../analytics/contract.ts';

/** Rows that two pages have room for. */
export const room = { skills: 12, courses: 12, territories: 8, groups: 11, left: 6, quotes: 2 } as const;

/** The lines of one course together. `figures`: what they rest on, each once. */
export interface FundedCourse {
  readonly course: string;
  readonly places: readonly (string | null)[];
  readonly editions: number;
  readonly seats: number;
  readonly cost: number;
  readonly figures: readonly string[];
}

export interface PlanBrief {
  readonly skills: readonly CoverRow[];
  readonly courses: readonly FundedCourse[];
  readonly territories: readonly CoverRow[];
  readonly groups: readonly CoverRow[];
  /** skills with most people left without a seat */
  readonly left: readonly CoverRow[];
  /** by kind, those that stand */
  readonly evidence: Readonly<Record<ResolvedEvidence['kind'], number>>;
  readonly quotes: readonly NonNullable<ResolvedEvidence['quote']>[];
  readonly recommendations: readonly string[];
}

export const leftIn = ({ needed, planned }: Pick<CoverRow, 'needed' | 'planned'>): number =>
  Math.max(0, needed.estimate - planned);

export function planBrief(plan: Plan, effect: PlanEffect, evidence: readonly ResolvedEvidence[]): PlanBrief {
  const by = (rows: readonly CoverRow[], value: (row: CoverRow) => number, most: number) =>
    rows.toSorted((one, other) => value(other) - value(one)).slice(0, most);
  const standing = [...new Map(evidence.filter(isStanding).map((one) => [one.ref, one])).values()];
  const count = (kind: ResolvedEvidence['kind']) => standing.filter((one) => one.kind === kind).length;
  const needed = ({ needed: { estimate } }: CoverRow) => estimate;
  return {
    skills: by(effect.skills, needed, room.skills),
    courses: coursesOf(plan),
    territories: by(effect.territories, needed, room.territories),
    groups: by(effect.groups, needed, room.groups),
    left: by(effect.skills, leftIn, room.left).filter((row) => leftIn(row) > 0),
    evidence: { figure: count('figure'), quote: count('quote'), recommendation: count('recommendation') },
    quotes: standing.flatMap(({ quote }) => quote ?? []).slice(0, room.quotes),
    recommendations: standing.flatMap(({ recommendation }) => recommendation?.title ?? []),
  };
}

const isStanding = ({ state }: ResolvedEvidence): boolean => state === 'standing';

/** The dearest first. */
function coursesOf({ lines }: Plan): FundedCourse[] {
  const all = [...Map.groupBy(lines, ({ course }) => course)].map(([course, own]): FundedCourse => {
    const sum = (value: (line: Plan['lines'][number]) => number) => own.reduce((total, line) => total + value(line), 0);
    const figures = own.flatMap((line) =>
      line.evidence.filter(({ kind, group }) => kind === 'figure' && group === null),
    );
    return {
      ...{ course, places: [...new Set(own.map(({ place }) => place))], editions: sum(({ editions }) => editions) },
      seats: sum(({ seats, editions }) => seats * editions),
      cost: sum(({ cost, editions }) => cost * editions),
      figures: [...new Set(figures.map(({ ref }) => ref))],
    };
  });
  return all.sort((one, other) => other.cost - one.cost);
}
