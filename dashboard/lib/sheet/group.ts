/** Questions of the paper as they stand together: those with the same answers share them, in one table. */
import type { PaperItem } from '../../../survey/contract.ts';

/** `grid`: one answer a line, the answers told once above. */
export interface PaperGroup {
  readonly kind: 'single' | 'grid';
  readonly items: readonly PaperItem[];
}

/** More answers than this make no table. */
const widest = 8;

export function groupsOf(items: readonly PaperItem[]): PaperGroup[] {
  const groups: PaperItem[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last?.[0] && isAlike(last[0], item)) last.push(item);
    else groups.push([item]);
  }
  return groups.map((group) => ({ kind: group.length > 1 ? 'grid' : 'single', items: group }));
}

const isAlike = (one: PaperItem, other: PaperItem) =>
  one.kind === 'one' &&
  other.kind === 'one' &&
  one.block === other.block &&
  one.choices.length <= widest &&
  wordsOf(one) === wordsOf(other) &&
  [...one.choices, ...other.choices].every(({ only }) => only === null);

const wordsOf = ({ choices }: PaperItem) => JSON.stringify(choices.map(({ value, text }) => [value, text]));

/** Short words stand in a row. */
export const isShort = ({ choices }: PaperItem): boolean => choices.every(({ text }) => text.length <= 16);
