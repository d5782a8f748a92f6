/** What a survey offers beside needs: levels now and wanted, questions about courses, and its other waves. */
import type { Category, Localized, Role, Variable } from '../../../survey/contract.ts';
import type { FilterKey } from '../filter.ts';

/** A skill whose level is asked as it is now and as it should be, on one scale; `steps` from the lowest. */
export interface LevelPair {
  readonly skill: string;
  readonly label: Localized;
  readonly now: string;
  readonly wanted: string;
  /** the measures of those who told both levels, and of the gap between them; null where the survey has none */
  readonly both: { readonly now: string; readonly wanted: string; readonly gap: string } | null;
  readonly steps: readonly Category[];
}

/** A question about courses; one that is not `ranked` has steps of its own, such as hours, and keeps their order. */
export interface Topic {
  readonly key: TopicKey;
  readonly variable: string;
  readonly label: Localized;
  readonly ranked: boolean;
  readonly choices: readonly Category[];
}

/**
 * The same survey in another year: whether it has the same variable of needs, and the same kind of sample. `filters`:
 * those that mean the same in both; `changed`: skills that it asks in other words; `missing`: those that it does not ask.
 */
export interface Wave {
  readonly survey: string;
  readonly wave: string;
  readonly need: boolean;
  readonly sample: boolean;
  readonly filters: readonly FilterKey[];
  readonly changed: readonly string[];
  readonly missing: readonly string[];
}

/** Topics in the order of the page. */
const topicRoles = [
  ['mode', true],
  ['time', true],
  ['barrier', true],
  ['purpose', true],
  ['intention', false],
  ['hours', false],
  ['distance', false],
] as const satisfies readonly (readonly [Role, boolean])[];
export type TopicKey = (typeof topicRoles)[number][0];
export const topicKeys: readonly TopicKey[] = topicRoles.map(([key]) => key);

/** The first variable of each role: of several, such as the purposes of three wishes, that of the first wish. */
export function topicsOf(variables: readonly Variable[]): Topic[] {
  return topicRoles.flatMap(([key, ranked]): Topic[] => {
    const found = variables.find(({ role, type, dimension }) => role === key && !dimension && isCounted(type));
    if (!found || found.categories.length < 2) return [];
    return [{ key, ranked, variable: found.name, label: found.label, choices: found.categories }];
  });
}

const isCounted = (type: Variable['type']) => type === 'single' || type === 'multiple' || type === 'scale';

/** So many dumbbells one chart has, and so many pairs of bars the other: the chosen skill among them. */
const [mostMeans, mostShares] = [6, 2];

/**
 * The pairs of the two charts of levels for a chosen skill.
 * @param pairs  the most needed skills first
 */
export function shownPairs(pairs: readonly LevelPair[], chosen: string): [LevelPair[], LevelPair[]] {
  const own = pairs.filter(({ skill }) => skill === chosen);
  const others = pairs.filter(({ skill }) => skill !== chosen);
  const all = [...own, ...others];
  return [all.slice(0, mostMeans), all.slice(0, mostShares)];
}
