/** Readiness of one organisation beside the profile, dimension by dimension. Nothing is computed over organisations. */
import type { NamedReadiness, Readiness, ReadinessWave } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';

export interface ReadinessItem {
  readonly item: string;
  readonly label: string;
  /** the sentence of the level today; null where the organisation does not know yet */
  readonly now: string | null;
  readonly level: number | null;
  readonly target: number;
  /** what the organisation aims at itself */
  readonly own: number | null;
  /** levels that are missing; null where nothing was said */
  readonly missing: number | null;
}

export interface ReadinessDimension {
  readonly key: string;
  readonly label: string;
  readonly items: readonly ReadinessItem[];
}

export function dimensionsOf(
  { dimensions, items }: Readiness['profile'],
  { levels }: NamedReadiness,
  language: Language,
): ReadinessDimension[] {
  const given = new Map(levels.map((one) => [one.item, one]));
  const toldOf = ({ item, label, target }: Readiness['profile']['items'][number]): ReadinessItem => {
    const { now = null, wanted = null } = given.get(item) ?? {};
    const missing = now === null ? null : Math.max(0, target - now.level);
    return {
      ...{ item, label: label[language], target, missing, own: wanted?.level ?? null },
      ...{ now: now?.label[language].replace(/^\d+\s*·\s*/, '') ?? null, level: now?.level ?? null },
    };
  };
  return dimensions.map(({ key, label }) => ({
    ...{ key, label: label[language] },
    items: items.filter(({ dimension }) => dimension === key).map(toldOf),
  }));
}

export interface BeforeAfter {
  readonly name: string;
  readonly waves: readonly [string, string];
  readonly items: readonly {
    readonly item: string;
    readonly label: string;
    readonly before: number;
    readonly after: number;
  }[];
}

/** The organisation that told its levels in the first and in the last wave, and signed for both; null where none did. */
export function beforeAfter({ profile, waves }: Readiness, language: Language): BeforeAfter | null {
  const [first, last] = [waves[0], waves.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const told = (wave: ReadinessWave) => wave.organisations.filter(({ state }) => state === 'told');
  for (const after of told(last)) {
    const before = told(first).find(({ organisation }) => organisation === after.organisation);
    if (before === undefined) continue;
    const items = profile.items.flatMap(({ item, label }) => {
      const [was, is] = [before, after].map(({ levels }) => levels.find((one) => one.item === item)?.now?.level);
      return was === undefined || is === undefined ? [] : [{ item, label: label[language], before: was, after: is }];
    });
    return { name: after.name, waves: [first.wave, last.wave], items };
  }
  return null;
}
