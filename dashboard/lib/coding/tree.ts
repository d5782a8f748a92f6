import type { Code, RespondentLanguage } from '../../../survey/contract.ts';
import { inWords } from '../language.ts';
import { plain } from '../survey/option.ts';

/** A code as lists show it: how deep it lies, and the names above it. */
export interface CodeLine {
  readonly code: Code;
  readonly label: string;
  /** 0 on the first level */
  readonly depth: number;
  /** from the top, without its own */
  readonly path: readonly string[];
}

/** Whether a code may be given now. */
export const isUsable = ({ state }: Code): boolean => state === 'accepted' || state === 'proposed';

/** The codes that are kept, in the order in which they are read; what lay below one that is gone lies below the next one. */
export function linesOf(
  codes: readonly Code[],
  language: RespondentLanguage,
  keep: (code: Code) => boolean = isUsable,
): CodeLine[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const kept = codes.filter(keep);
  const below = Map.groupBy(kept, (code) => nearest(code, byId, keep)?.id ?? null);
  const linesUnder = (parent: string | null, path: readonly string[]): CodeLine[] =>
    (below.get(parent) ?? []).toSorted(byPlace).flatMap((code) => {
      const label = inWords(code.labels, language);
      return [{ code, label, depth: path.length, path }, ...linesUnder(code.id, [...path, label])];
    });
  return linesUnder(null, []);
}

const byPlace = (a: Code, b: Code) => a.place - b.place || (a.id < b.id ? -1 : 1);

/** The next kept code above one. */
function nearest(code: Code, byId: ReadonlyMap<string, Code>, keep: (code: Code) => boolean): Code | null {
  const above = code.parent === null ? undefined : byId.get(code.parent);
  if (!above) return null;
  return keep(above) ? above : nearest(above, byId, keep);
}

/**
 * The codes that a few typed letters mean, the best first: their name begins so, a word of it does, it holds them, a name
 * above it does. Without letters all of them, as they stand in the tree.
 */
export function filtered(lines: readonly CodeLine[], typed: string): CodeLine[] {
  const wanted = plain(typed);
  if (wanted === '') return [...lines];
  return lines
    .map((line) => ({ line, rank: rankOf(line, wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ line }) => line);
}

function rankOf({ label, path }: CodeLine, wanted: string): number {
  const name = plain(label);
  if (name.startsWith(wanted)) return 0;
  if (label.split(/[\s’'/-]+/).some((part) => plain(part).startsWith(wanted))) return 1;
  if (name.includes(wanted)) return 2;
  return path.some((above) => plain(above).includes(wanted)) ? 3 : Infinity;
}

/** A code and all that lies below it. */
export function withBelow(codes: readonly Code[], id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (let grown = 0; grown !== found.size;) {
    grown = found.size;
    for (const { id: one, parent } of codes) if (parent !== null && found.has(parent)) found.add(one);
  }
  return found;
}

/**
 * The place of a code among those below the same parent after a step; null at the end of the row.
 * @param codes  of the whole tree
 */
export function placeAfterStep(codes: readonly Code[], code: Code, step: 'up' | 'down'): number | null {
  const row = codes.filter((one) => one.parent === code.parent && isUsable(one)).toSorted(byPlace);
  const at = row.findIndex(({ id }) => id === code.id);
  const others = row.toSpliced(at, 1);
  const to = at + (step === 'up' ? -1 : 1);
  if (at < 0 || to < 0 || to > others.length) return null;
  return between(others[to - 1]?.place, others[to]?.place);
}

/** The place after the last below a parent. */
export const lastPlace = (codes: readonly Code[], parent: string | null): number =>
  between(
    codes
      .filter((one) => one.parent === parent)
      .toSorted(byPlace)
      .at(-1)?.place,
    undefined,
  );

function between(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return (after ?? 1) - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}
