/** People whom the same seats are open to and whom the same floors are about: told apart, they would only cost time. */
import type { ProposalProblem } from './problem.ts';

export interface Classes {
  /** the groups of each class */
  readonly names: readonly (readonly string[])[];
  /** the class of a group */
  readonly of: ReadonlyMap<string, number>;
}

/** Groups that are in the same of all lists of groups that seats are reserved for and floors are about. */
export function classesOf({ needs, offers, existing, floors }: ProposalProblem): Classes {
  const reserved = [...offers, ...existing, ...floors].flatMap(({ groups }) => (groups?.length ? [groups] : []));
  const lists = [...new Map(reserved.map((groups) => [groups.toSorted().join('\n'), groups])).values()];
  const groups = [...new Set(needs.map(({ group }) => group))];
  const alike = Map.groupBy(groups, (group) => lists.map((list) => (list.includes(group) ? 1 : 0)).join(''));
  const names = [...alike.values()];
  return { names, of: new Map(names.flatMap((own, index) => own.map((group) => [group, index] as const))) };
}
