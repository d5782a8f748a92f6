/**
 * A text of another program as a session: a paragraph is a statement. Paragraphs over which somebody coded one stretch are
 * one statement, as long as that is not too long; else the coding is cut where a statement ends. Names of people and of
 * cases are not taken over, and nobody consented to be quoted.
 */
import { tooLong, type FileFault } from './fault.ts';
import { derivedGuid, keptGuid } from './guid.ts';
import type { IncomingSession } from './material.ts';
import { cut, pointsOf } from './point.ts';
import type { QdaSelection, QdaSource } from './shape.ts';
import type { SessionDefaults } from './to-sessions.ts';

/** Longest statement, longest title; most statements of a text. */
const [mostWords, mostTitle, mostStatements] = [4000, 160, 5000];

interface Block {
  readonly start: number;
  readonly stop: number;
}

export function foreignSession(
  source: QdaSource,
  { territory, language, place, day }: SessionDefaults,
  path: string,
  faults: FileFault[],
): IncomingSession {
  const { points, at } = cleaned(pointsOf(source.text));
  const coded = source.selections
    .map((selection) => ({ ...selection, start: at[selection.start]!, stop: at[selection.stop]! }))
    .filter(({ codings, start, stop }) => codings.length > 0 && stop > start);
  const blocks = joined(
    paragraphs(points).flatMap((block) => pieces(points, block)),
    coded,
  );
  if (blocks.length > mostStatements) faults.push({ path, code: 'too_long', says: tooLong(mostStatements) });
  const id = keptGuid(source.guid);
  const idOf = ({ start }: Block) => derivedGuid('statement', id, String(start));
  return {
    ...{ id, title: source.name.slice(0, mostTitle).trim() || '?', path, territory, language, place },
    ...{ heldOn: source.at?.slice(0, 10) ?? day, groups: [], guide: null, people: [], passes: [] },
    statements: blocks.map((block, index) => ({
      ...{ id: idOf(block), place: index + 1, topic: null, participant: null, kind: 'quote' as const, language },
      ...{ text: cut(points, block.start, block.stop), translation: null, translator: null, cleared: false },
    })),
    codings: coded.flatMap((selection) => codingsOf(selection, { blocks, idOf, points, day })),
  };
}

/** Line ends as one sign, without signs that nobody typed; and where each code point of the file stands then. */
function cleaned(points: readonly string[]): { readonly points: readonly string[]; readonly at: readonly number[] } {
  const kept: string[] = [];
  const at = points.map((point, index) => {
    const isHalf = point === '\r' && points[index + 1] === '\n';
    if (!isHalf && !unseen.test(point)) kept.push(point === '\r' ? '\n' : point);
    return isHalf || unseen.test(point) ? kept.length : kept.length - 1;
  });
  return { points: kept, at: [...at, kept.length] };
}

const unseen = new RegExp(String.raw`^[\0-\x08\x0B\x0C\x0E-\x1F\x7F]$`);
const isBlank = (point: string | undefined): boolean => point === undefined || point.trim() === '';
const endsLine = (point: string | undefined): boolean => point === '\n' || point === '\u2029';

/** Stretches between line ends, without the blanks around them. */
function paragraphs(points: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  for (let at = 0; at <= points.length; at++) {
    if (at < points.length && !endsLine(points[at])) continue;
    const block = trimmed(points, { start, stop: at });
    if (block.stop > block.start) blocks.push(block);
    start = at + 1;
  }
  return blocks;
}

function trimmed(points: readonly string[], { start, stop }: Block): Block {
  let [from, to] = [start, stop];
  while (from < to && isBlank(points[from])) from++;
  while (to > from && isBlank(points[to - 1])) to--;
  return { start: from, stop: to };
}

/** A paragraph that is too long, cut at the last blank that leaves each piece short enough. */
function pieces(points: readonly string[], block: Block): Block[] {
  const found: Block[] = [];
  let rest = block;
  while (lengthIn(points, rest) > mostWords) {
    const most = rest.start + mostWords / 2;
    let at = most;
    while (at > rest.start && !isBlank(points[at])) at--;
    if (at === rest.start) at = most;
    found.push(trimmed(points, { start: rest.start, stop: at }));
    rest = trimmed(points, { start: at, stop: rest.stop });
  }
  return [...found, rest];
}

/** As the contract counts: in UTF-16 units, of which a code point has two at most. */
const lengthIn = (points: readonly string[], { start, stop }: Block): number => cut(points, start, stop).length;

function joined(blocks: readonly Block[], coded: readonly QdaSelection[]): Block[] {
  const crossed = (at: number) => coded.some(({ start, stop }) => start < at && stop > at);
  const whole: Block[] = [];
  for (const block of blocks) {
    const last = whole.at(-1);
    const fits = last !== undefined && (block.stop - last.start) * 2 <= mostWords;
    if (fits && crossed(block.start)) whole[whole.length - 1] = { start: last.start, stop: block.stop };
    else whole.push(block);
  }
  return whole;
}

interface Around {
  readonly blocks: readonly Block[];
  readonly idOf: (block: Block) => string;
  readonly points: readonly string[];
  readonly day: string;
}

/** The first piece keeps the identifier of the coding. */
function codingsOf(selection: QdaSelection, { blocks, idOf, points, day }: Around): IncomingSession['codings'] {
  const stretches = blocks.flatMap((block) => {
    const [start, stop] = [Math.max(selection.start, block.start), Math.min(selection.stop, block.stop)];
    return stop > start ? [{ block, start, stop }] : [];
  });
  return selection.codings.flatMap(({ guid, code, user, at }) =>
    stretches.map(({ block, start, stop }, index) => ({
      id: index === 0 ? keptGuid(guid) : derivedGuid('piece', guid, String(index)),
      ...{ statement: idOf(block), code: keptGuid(code), start: start - block.start, stop: stop - block.start },
      ...{ pass: 'first' as const, coder: user },
      ...{ quote: cut(points, start, stop), madeOn: at?.slice(0, 10) ?? day },
    })),
  );
}
