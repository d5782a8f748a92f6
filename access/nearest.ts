/** What somebody may have meant. */

/** The names that are most like what was written, the most alike first; all of them, in their order, when they are few. */
export function nearest(written: string, known: readonly string[], most = 8): string[] {
  if (known.length <= most) return [...known];
  const away = new Map(known.map((name) => [name, distance(written.toLowerCase(), name.toLowerCase())]));
  return known.toSorted((a, b) => away.get(a)! - away.get(b)!).slice(0, most);
}

/** Letters to add, drop or change (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1];
    for (let index = 0; index < to.length; index++) {
      const changed = row[index]! + (to[index] === letter ? 0 : 1);
      next.push(Math.min(changed, row[index + 1]! + 1, next[index]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
