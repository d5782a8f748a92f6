/** How far people say they travel to a classroom, as published: what the distance of a plan is set by. */
import type { Language } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';

export interface Travel {
  readonly n: number;
  readonly shares: readonly { readonly text: string; readonly share: number }[];
  readonly figure: string | null;
}

/** Null where the survey does not ask it, or nothing is published. */
export function travelOf({ survey, analytics }: Services, id: string, language: Language): Travel | null {
  const asked = survey.codebook(id).variables.find(({ role }) => role === 'distance');
  if (!asked) return null;
  const { rows, figure } = analytics.estimate(id, { variable: asked.name });
  const words = new Map((asked.categories ?? []).map(({ code, label }) => [code, label[language]]));
  const shares = rows.flatMap(({ category, estimate }) =>
    estimate === null ? [] : [{ text: words.get(category ?? '') ?? category ?? '', share: estimate }],
  );
  const n = Math.max(0, ...rows.map((row) => row.n ?? 0));
  return shares.length === 0 ? null : { n, shares, figure };
}
