/** Fills pages with pieces of a report, so that the contents know the number of each beforehand. */
import { heightOf } from './height.ts';
import { page, type Part } from './part.ts';
import { rowsOf, shortenedPart } from './shorten.ts';

const gap = 4;

/** Room in millimetres that is worth a later figure in its place. */
const worth = 40;

/** A part as it stands on a page; `whole` has all its rows. */
interface Placed {
  readonly part: Part;
  readonly whole: Part;
}

/** How far the usual number of rows is moved, towards the least or (below 0) towards all there are. */
const tightness = [0, 0.5, 1, -0.5, -1];

/**
 * Fills pages with parts in their order; what goes on over pages is divided, with its head on each. What may have fewer
 * or more rows has as many as make the fewest pages, and those the fullest.
 */
export function paged(parts: readonly Part[], first = page.height - page.chapter): Part[][] {
  const flexible = parts.some((part) => 'rows' in part && part.rows);
  const tried = (flexible ? tightness : [0]).map((tight) => pagedAt(parts, first, tight));
  const emptiest = (pages: Part[][]) =>
    Math.min(...pages.map((some) => some.reduce((sum, part) => sum + heightOf(part), 0)));
  return tried.reduce((best, one) =>
    one.length < best.length || (one.length === best.length && emptiest(one) > emptiest(best)) ? one : best,
  );
}

function pagedAt(parts: readonly Part[], first: number, tight: number): Part[][] {
  const pages: Part[][] = [];
  let [rest, room]: [readonly Part[], number] = [parts.map((part) => tightened(part, tight)), first];
  while (rest.length > 0 || pages.length === 0) {
    const [here, later] = filled(rest, room);
    pages.push(here);
    [rest, room] = [later, page.height];
  }
  return pages;
}

function tightened(part: Part, tight: number): Part {
  if (!('rows' in part) || !part.rows) return part;
  const { least, usual } = part.rows;
  const end = tight > 0 ? least : Math.max(usual, rowsOf(part));
  return { ...part, rows: { least, usual: Math.round(usual + Math.abs(tight) * (end - usual)) } };
}

/** What stands on one page of that height, and what is left for those after it. */
function filled(parts: readonly Part[], height: number): readonly [Part[], readonly Part[]] {
  const here: Placed[] = [];
  let [rest, room, isCut]: [readonly Part[], number, boolean] = [parts, height, false];
  while (rest.length > 0 && !isCut) {
    const at = nextOf(rest, here, room);
    const whole = rest[at];
    if (!whole) break;
    const [placed, later] = divided(whole, room, here.length === 0);
    if (placed === null) break;
    const isRest = here.length === 0 && placed.kind === 'items' && placed.within;
    here.push({ part: isRest ? { ...placed, goesOn: true } : placed, whole });
    room -= heightOf(placed) + gap;
    isCut = later !== null;
    rest = [...rest.slice(0, at), ...(later ? [later] : []), ...rest.slice(at + 1)];
  }
  return [grown(here, room + gap), rest];
}

const isFigure = ({ kind }: Part) => ['block', 'pair', 'heat', 'levels', 'map'].includes(kind);

/** The next part; where a figure has no room and much would stay empty, the first of the figures after it that has. */
function nextOf(parts: readonly Part[], here: readonly Placed[], room: number): number {
  const [next] = parts;
  if (!next || here.length === 0 || !isFigure(next) || divided(next, room, false)[0] !== null) return 0;
  if (room - growth(here) < worth) return 0;
  const end = parts.findIndex((part) => !isFigure(part));
  const found = parts.slice(0, end < 0 ? undefined : end).findIndex((part) => heightOf(usual(part)) <= room);
  return Math.max(0, found);
}

const usual = (part: Part): Part =>
  rowsOf(part) > 0 && 'rows' in part && part.rows ? shortenedPart(part, part.rows.usual) : part;

/** Millimetres by which what stands on a page may grow. */
const growth = (here: readonly Placed[]): number =>
  here.reduce((sum, { part, whole }) => sum + (rowsOf(whole) > 0 ? heightOf(whole) - heightOf(part) : 0), 0);

/** Fills the room that is left with further rows of what may have more. */
function grown(here: readonly Placed[], left: number): Part[] {
  let room = left;
  return here.map(({ part, whole }) => {
    let [own, count] = [part, rowsOf(part)];
    while (count > 0 && count < rowsOf(whole)) {
      const larger = shortenedPart(whole, count + 1);
      const more = heightOf(larger) - heightOf(own);
      if (more > room) break;
      [own, count, room] = [larger, count + 1, room - more];
    }
    return own;
  });
}

/** As much of a part as there is room for, and the rest; null first where a page should be turned before it begins. */
function divided(part: Part, room: number, isEmpty: boolean): readonly [Part | null, Part | null] {
  const own = usual(part);
  if (heightOf(own) <= room) return [own, null];
  const on = (isRest: boolean) => ({ goesOn: isRest || ('goesOn' in part && part.goesOn === true) });
  const place = { room, isEmpty };
  if (part.kind === 'table')
    return cut(part, part.table.rows, place, (rows, isRest) => ({
      ...part,
      ...on(isRest),
      table: { ...part.table, rows },
    }));
  if (part.kind === 'items')
    return cut(part, part.items, place, (items, isRest) => ({ ...part, ...on(isRest), items }));
  if (part.kind === 'text') return cut(part, part.lines, place, (lines, isRest) => ({ ...part, ...on(isRest), lines }));
  if (part.kind === 'quotes')
    return cut(part, part.quotes, place, (quotes, isRest) => ({ ...part, ...on(isRest), quotes }));
  const fewer = fitted(own, room);
  return fewer !== null || isEmpty ? [fewer ?? own, null] : [null, part];
}

/** With as many rows as there is room for; null where fewer than the least have. */
function fitted(part: Part, room: number): Part | null {
  const least = 'rows' in part && part.rows ? part.rows.least : Infinity;
  for (let count = rowsOf(part) - 1; count >= least; count--) {
    const fewer = shortenedPart(part, count);
    if (heightOf(fewer) <= room) return fewer;
  }
  return null;
}

/** Rows of one territory are not torn apart, and no page begins with one or two pieces alone. */
function together(part: Part, count: number, all: number): number {
  if (part.kind === 'table' && part.table.names > 1) {
    const nameAt = (at: number) => part.table.rows[at]?.cells[0];
    let from = count;
    while (from > 0 && nameAt(from) === nameAt(from - 1)) from--;
    if (from > 0) return from;
  }
  return count < all && all - count < 3 ? Math.max(count - 2, Math.min(3, count)) : count;
}

/** At least three pieces stand together under a head; a piece larger than a page stands alone. */
function cut<Piece>(
  part: Part,
  pieces: readonly Piece[],
  { room, isEmpty }: { readonly room: number; readonly isEmpty: boolean },
  make: (some: readonly Piece[], isRest: boolean) => Part,
): readonly [Part | null, Part | null] {
  let count = 0;
  // from the front: what goes on over many pages is long
  while (count < pieces.length && heightOf(make(pieces.slice(0, count + 1), false)) <= room) count++;
  count = together(part, count, pieces.length);
  if (count >= Math.min(3, pieces.length))
    return [make(pieces.slice(0, count), false), make(pieces.slice(count), true)];
  if (!isEmpty) return [null, part];
  const some = Math.max(1, count);
  return [make(pieces.slice(0, some), false), some < pieces.length ? make(pieces.slice(some), true) : null];
}
