/** Where two coders differ: one sweep over the ends of their codings. Pure. */
import type { Span } from './span.ts';

/** A code on a stretch. */
export interface Marked extends Span {
  readonly code: string;
}

/** A longest stretch over which neither coder's codes change, with the codes of each, sorted. */
export interface Stretch extends Span {
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** All stretches that at least one of them coded, in order; neighbours with equal codes are one. */
export function stretchesOf(first: readonly Marked[], second: readonly Marked[]): Stretch[] {
  const ends = [...new Set([...first, ...second].flatMap(({ start, stop }) => [start, stop]))].sort((a, b) => a - b);
  const pieces = ends.slice(1).map((stop, index) => {
    const span = { start: ends[index]!, stop };
    return { ...span, first: codesOver(first, span), second: codesOver(second, span) };
  });
  return joined(pieces.filter((one) => one.first.length > 0 || one.second.length > 0));
}

export const differs = ({ first, second }: Stretch): boolean => !isSame(first, second);

/** What a code covers, as few spans as can be. */
export function spansOf(marked: readonly Marked[]): Marked[] {
  const byCode = Map.groupBy(marked, ({ code }) => code);
  return [...byCode].flatMap(([code, some]) => stretchesOf(some, []).map(({ start, stop }) => ({ code, start, stop })));
}

/** What stands after the decision: where both agree it is theirs, elsewhere what was decided, else what both gave. */
export function settled(stretches: readonly Stretch[], decide: (at: Stretch) => readonly string[] | null): Marked[] {
  return spansOf(
    stretches.flatMap((one) => {
      const common = one.first.filter((code) => one.second.includes(code));
      const codes = (differs(one) ? decide(one) : null) ?? common;
      return codes.map((code) => ({ code, start: one.start, stop: one.stop }));
    }),
  );
}

/** How many code points a coder's spans of one code cover, both together, and each alone. */
export function coverOf(first: readonly Marked[], second: readonly Marked[], length: number) {
  const counts = { both: 0, first: 0, second: 0, neither: length };
  for (const { start, stop, ...one } of stretchesOf(first, second)) {
    const by = one.first.length === 0 ? 'second' : one.second.length === 0 ? 'first' : 'both';
    counts[by] += stop - start;
    counts.neither -= stop - start;
  }
  return counts;
}

const codesOver = (marked: readonly Marked[], { start, stop }: Span) =>
  [...new Set(marked.filter((one) => one.start < stop && one.stop > start).map(({ code }) => code))].sort();

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, at) => one === b[at]);

function joined(pieces: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    const goesOn = last?.stop === piece.start && isSame(last.first, piece.first) && isSame(last.second, piece.second);
    if (goesOn) whole[whole.length - 1] = { ...last, stop: piece.stop };
    else whole.push(piece);
  }
  return whole;
}
