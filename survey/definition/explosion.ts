/**
 * Whether a regular expression may take a time that doubles with each character. The server matches by RE2, which never
 * does; the form in the respondent's browser matches by backtracking, which does for `(a+)+$`.
 * @param source  a pattern that RE2 takes
 * @returns true where a group that repeats holds a repetition or alternatives of its own. Stricter than need be: what
 *   is refused can be written without that group
 */
export function mayExplode(source: string): boolean {
  const groups = [{ loose: false }];
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]!;
    const inner = groups.at(-1)!;
    if (sign === '\\') at++;
    else if (sign === '[') at = endOfClass(source, at);
    else if (sign === '(') groups.push({ loose: false });
    else if (sign === '|') inner.loose = true;
    else if (sign === ')') {
      if (groups.length > 1) groups.pop();
      if (inner.loose && repeatsAt(source, at + 1)) return true;
      const outer = groups.at(-1)!;
      outer.loose ||= inner.loose;
    } else if (isQuantifier(source, at)) inner.loose = true;
  }
  return false;
}

/** The place of the bracket that closes a class such as `[^]a-z\]]`. */
function endOfClass(source: string, start: number): number {
  let at = source[start + 1] === '^' ? start + 2 : start + 1;
  if (source[at] === ']') at++;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at;
}

/** `?` after `(` tells the kind of a group. */
const isQuantifier = (source: string, at: number): boolean =>
  source[at] === '*' ||
  source[at] === '+' ||
  (source[at] === '?' && source[at - 1] !== '(') ||
  /^\{\d+,?\d*\}/.test(source.slice(at, at + 20));

/** `*`, `+`, or more than ten times: `?` and a few times do not add up. */
function repeatsAt(source: string, at: number): boolean {
  if (source[at] === '*' || source[at] === '+') return true;
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at, at + 20)) ?? [];
  if (least === undefined) return false;
  return (comma === ',' && most === '') || Number(most || least) > 10;
}
