import type { Theme } from '../../../survey/contract.ts';

/** How many themes may be read back, and how many answers a result takes. */
export const themeCount = { least: 3, most: 12 } as const;
export const fewestAnswers = 5;

/**
 * The themes of a form: lines without words are left out, and a new one gets a key that no other has.
 * @param keys  of each line; empty where it is new
 */
export function themesOf(keys: readonly string[], labels: readonly string[]): Theme[] {
  const lines = labels.map((label, at) => ({ key: keys[at] ?? '', label: label.trim() })).filter(({ label }) => label);
  const taken = lines.map(({ key }) => Number(/^t(\d+)$/.exec(key)?.[1] ?? 0));
  let last = Math.max(0, ...taken);
  return lines.map(({ key, label }) => ({ key: key || `t${++last}`, label }));
}

/** The lines to fill in: those there are, and some empty ones. */
export function linesFor(themes: readonly Theme[]): Theme[] {
  const length = Math.min(themeCount.most, Math.max(5, themes.length + 2));
  return Array.from({ length }, (_, at) => themes[at] ?? { key: '', label: '' });
}
