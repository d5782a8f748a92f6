/** Telephone numbers in a text: Italian ones as they are written at home, any with + or 00 before the country. */

/** Figures that people write in such groups and that are no number to call: days, months, school years, hours. */
const others =
  /(?<![\d.])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}|\d{1,2}[/-](?:19|20)\d\d|(?:19|20)\d\d ?[/–-] ?(?:(?:19|20)\d\d|\d\d)|[0-2]?\d[.:][0-5]\d)(?!\d|[.,]\d)/g;
/** What may be one: at most 17 digits, between them at most two signs. */
const candidate = /(?<![\p{L}\d#]|[\p{L}\d][/_-]|\d[.,:+])(?:\+|\()?\d(?:[ ./()-]{0,2}\d){7,16}(?![\p{L}\d]|[,:%]\d)/gu;

/** The places of telephone numbers, from `start` up to before `end`. */
export function findPhones(text: string): { readonly start: number; readonly end: number }[] {
  const masked = text.replace(others, (found) => '\n'.repeat(found.length));
  return [...masked.matchAll(candidate)].flatMap(({ 0: found, index }) => {
    const inside = longestPhone(found);
    return inside ? [{ start: index + inside.start, end: index + inside.end }] : [];
  });
}

/** The longest run of whole groups that is a number: a count of something may stand before it or after it. */
function longestPhone(found: string): { start: number; end: number } | null {
  const groups = [...found.matchAll(/[+(]?\d+/g)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
  const runs = groups.flatMap(({ start }, at) => groups.slice(at).map(({ end }) => ({ start, end })));
  const longest = runs.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  return longest.find(({ start, end }) => isPhone(found.slice(start, end))) ?? null;
}

/**
 * A mobile (3 and nine more), a landline (0, its district, seven to ten more), or with + or 00 nine to fifteen digits. Eleven
 * digits in one piece are a VAT number.
 */
function isPhone(found: string): boolean {
  const digits = found.replace(/\D/g, '');
  if (found.startsWith('+') || found.startsWith('(+')) return /^[1-9]\d{8,14}$/.test(digits);
  if (digits.startsWith('00')) return /^00[1-9]\d{8,13}$/.test(digits);
  if (/^\(?3\d\d/.test(found)) return digits.length === 10;
  const most = digits.length === found.length ? 10 : 11;
  return /^\(?0[1-9]/.test(found) && digits.length >= 8 && digits.length <= most;
}
