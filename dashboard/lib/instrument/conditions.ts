import type { Obstacle } from '../../../survey/contract.ts';

/** What must be there before people may be asked, in the order in which it is told. */
export const conditions = [
  'notice',
  'dates',
  'minutes',
  'legalBasis',
  'release',
  'texts',
  'codebook',
  'other',
] as const;
export type Condition = (typeof conditions)[number];

const texts: ReadonlySet<string> = new Set(['string_missing', 'title_missing', 'choice_text_missing']);
const codes: ReadonlySet<string> = new Set(['codebook_missing', 'meaning_changed', 'programme']);

/** The condition that something in the way belongs to. */
export function conditionOf({ path, code }: Pick<Obstacle, 'path' | 'code'>): Condition {
  const field = /^sheet\.(\w+)/.exec(path)?.[1];
  if (field === 'opensOn' || field === 'closesOn' || field === 'correctUntil') return 'dates';
  if (field === 'notice' || field === 'minutes' || field === 'legalBasis' || field === 'release') return field;
  if (texts.has(code)) return 'texts';
  return codes.has(code) ? 'codebook' : 'other';
}

/** Each condition with what is in its way; the rest of the check only where something is. */
export function conditionsOf<One extends Pick<Obstacle, 'path' | 'code'>>(
  obstacles: readonly One[],
): { readonly condition: Condition; readonly obstacles: readonly One[] }[] {
  const all = conditions.map((condition) => ({
    condition,
    obstacles: obstacles.filter((one) => conditionOf(one) === condition),
  }));
  return all.filter((one) => one.condition !== 'other' || one.obstacles.length > 0);
}
