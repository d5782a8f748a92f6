/** What was changed between two texts, in words. Pure. */
import { lengthOf, type Change } from './span.ts';

/**
 * What was changed between two texts, by whole words. Words that each text has once hold them together (Cohen's patience
 * diff); between these a longest common subsequence does.
 */
export function changesBetween(before: string, after: string): Change[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const whole: Range = { a: 0, b: 0, endA: old.length, endB: now.length };
  const kept = between(whole, anchors(old, now)).flatMap(({ at, range }) => [
    ...common(old, now, range),
    ...(at ? [at] : []),
  ]);
  return gaps(old, now, [...kept, [old.length, now.length]]);
}

/** Letters and digits that stand together are one word, any other code point is one by itself. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|./gsu) ?? [];

/** The places of one word in both texts. */
type Pair = readonly [old: number, now: number];

interface Range {
  readonly a: number;
  readonly b: number;
  readonly endA: number;
  readonly endB: number;
}

/** Words that occur once in each text and stand in the same order: as many as there can be. */
function anchors(old: readonly string[], now: readonly string[]): Pair[] {
  const [first, second] = [onceIn(old), onceIn(now)];
  const pairs = [...first].flatMap(([word, a]): Pair[] => (second.has(word) ? [[a, second.get(word)!]] : []));
  const best = new Array<{ length: number; before: number }>(pairs.length);
  for (const [at, [, b]] of pairs.entries()) {
    best[at] = { length: 1, before: -1 };
    for (let before = 0; before < at; before++)
      if (pairs[before]![1] < b && best[before]!.length >= best[at].length)
        best[at] = { length: best[before]!.length + 1, before };
  }
  const chain: Pair[] = [];
  let at = best.reduce((top, one, index) => (one.length > (best[top]?.length ?? 0) ? index : top), -1);
  for (; at >= 0; at = best[at]!.before) chain.unshift(pairs[at]!);
  return chain;
}

/** Words that are there once, with their place. */
function onceIn(words: readonly string[]): Map<string, number> {
  const places = Map.groupBy(words.keys(), (at) => words[at]!);
  return new Map([...places].flatMap(([word, [at, again]]) => (again === undefined ? [[word, at!] as const] : [])));
}

/** The stretches between the anchors, each with the anchor after it. */
function between({ a, b, endA, endB }: Range, pairs: readonly Pair[]): { at: Pair | null; range: Range }[] {
  const ends = [...pairs.map((at) => ({ at })), { at: null }];
  let from = { a, b };
  return ends.map(({ at }) => {
    const range = { ...from, endA: at?.[0] ?? endA, endB: at?.[1] ?? endB };
    from = { a: range.endA + 1, b: range.endB + 1 };
    return { at, range };
  });
}

/** A longest common subsequence within a range, after equal words at both its ends were put aside. */
function common(old: readonly string[], now: readonly string[], { a, b, endA, endB }: Range): Pair[] {
  const [head, tail]: [Pair[], Pair[]] = [[], []];
  while (a < endA && b < endB && old[a] === now[b]) head.push([a++, b++]);
  while (a < endA && b < endB && old[endA - 1] === now[endB - 1]) tail.unshift([--endA, --endB]);
  const middle = longest(old.slice(a, endA), now.slice(b, endB));
  return [...head, ...middle.map(([x, y]): Pair => [x + a, y + b]), ...tail];
}

function longest(old: readonly string[], now: readonly string[]): Pair[] {
  const width = now.length + 1;
  const rest = new Uint16Array((old.length + 1) * width);
  for (let a = old.length - 1; a >= 0; a--)
    for (let b = now.length - 1; b >= 0; b--)
      rest[a * width + b] =
        old[a] === now[b]
          ? rest[(a + 1) * width + b + 1]! + 1
          : Math.max(rest[(a + 1) * width + b]!, rest[a * width + b + 1]!);
  const pairs: Pair[] = [];
  for (let [a, b] = [0, 0]; a < old.length && b < now.length;) {
    if (old[a] === now[b]) pairs.push([a++, b++]);
    else if (rest[(a + 1) * width + b]! >= rest[a * width + b + 1]!) a++;
    else b++;
  }
  return pairs;
}

/** What lies between the words that both texts keep; the last pair is their ends. */
function gaps(old: readonly string[], now: readonly string[], kept: readonly Pair[]): Change[] {
  const [oldAt, nowAt] = [startsOf(old), startsOf(now)];
  let [a, b] = [0, 0];
  return kept.flatMap(([nextA, nextB]) => {
    const change = { start: oldAt[a]!, stop: oldAt[nextA]!, added: nowAt[nextB]! - nowAt[b]! };
    [a, b] = [nextA + 1, nextB + 1];
    return change.stop > change.start || change.added > 0 ? [change] : [];
  });
}

/** Where each word begins, and where the last one ends. */
function startsOf(words: readonly string[]): number[] {
  const starts = [0];
  for (const word of words) starts.push(starts.at(-1)! + lengthOf(word));
  return starts;
}
