/** Makes the parts of a brief fit two pages: rows are left out from the end, and told how many. */
import type { SkillQuote } from '../../../analytics/contract.ts';
import type { Block } from './block.ts';
import type { Answered } from './brief.ts';
import type { Heat } from './heat.ts';
import { blockHeight, heatHeight, quoteHeight } from './height.ts';
import { linesOf } from './lines.ts';
import type { Locator } from './locator.ts';
import type { Item } from './part.ts';
import { shortened, shortenedHeat } from './shorten.ts';

/** Millimetres: of a page under its running title, between parts; of the columns that labels stand in. */
const [whole, gap] = [253, 4] as const;
const labels = { beside: 36, wide: 62, pair: 44, pairBeside: 20 } as const;
const [line, fine] = [4.3, 3.6] as const;
/** Fewer rows say too little; more needs stand there only where the margin is higher. */
const [least, usual] = [3, 12] as const;

interface First {
  readonly title: string;
  readonly lead: string;
  readonly needs: Block;
  readonly others: readonly Block[];
  readonly apart: string | null;
  readonly locator: Locator | null;
  readonly answered: readonly Answered[];
  readonly composition: readonly Item[];
  readonly who: string;
}

/**
 * The first page: what the other surveys say takes what the needs and the margin leave; where they would have no room,
 * the margin tells less of who answered.
 */
export function fitFirst(parts: First): Pick<First, 'needs' | 'others' | 'composition'> {
  const { needs, others, apart } = parts;
  const width = others.length > 1 ? labels.pairBeside : labels.wide;
  const fewest = Math.max(0, ...others.map((block) => blockHeight(shortened(block, least), width)));
  const said = (apart === null ? 0 : 3 + line * linesOf(apart, 118)) + 2 * line;
  const finding = findingHeight(parts);
  const room = whole - finding - fewest - 2 * gap;
  const composition = fitMargin(parts, room);
  const margin = marginHeight({ ...parts, composition });
  const wanted =
    others.length > 0 ? Math.max(margin, blockHeight(shortened(needs, usual), labels.beside) + said) : room;
  const fitted = fitBlock(needs, Math.min(room, wanted) - said, labels.beside);
  const high = Math.max(blockHeight(fitted, labels.beside) + said, margin);
  const rest = whole - finding - high - 3 * gap;
  return { needs: fitted, composition, others: others.map((block) => fitBlock(block, rest, width)) };
}

const findingHeight = ({ title, lead }: First): number =>
  line + 7.8 * linesOf(title, 180, 2.15) + 1.5 + 4.8 * linesOf(lead, 180, 1.11);

function fitMargin(parts: First, room: number): readonly Item[] {
  let { composition } = parts;
  while (composition.length > 0 && marginHeight({ ...parts, composition }) > room)
    composition = composition.slice(0, -1);
  return composition;
}

function marginHeight({ locator, answered, composition, who }: First): number {
  const map = locator === null ? 0 : Math.min(48, (52 * locator.height) / locator.width) + 8;
  const listed = (words: readonly string[]) => 2 + fine + words.reduce((sum, one) => sum + line * linesOf(one, 50), 0);
  const told = answered.reduce((sum, { survey, words }) => sum + listed([survey, words]), 0);
  const made = composition.reduce((sum, { term, text }) => sum + listed([term, text]), 0);
  return map + told + made + 2 * 9 + line * linesOf(who, 52);
}

interface Second {
  readonly levels: number;
  readonly heat: Heat | null;
  readonly modes: Block | null;
  readonly barriers: Block | null;
  readonly quotes: readonly SkillQuote[];
}

/**
 * The second page: groups take what levels, modes and the method leave; quotes only as many as there is room for. Where a
 * few groups would have no room, modes and barriers tell less.
 */
export function fitSecond({ levels, heat, quotes, ...answers }: Second): Omit<Second, 'levels'> {
  const method = 47;
  const page = whole - method - levels - 4 * gap;
  const groups = heat ? heatHeight(shortenedHeat(heat, least)) : 0;
  const shares = { modes: fitShare(answers.modes, page - groups), barriers: fitShare(answers.barriers, page - groups) };
  const pair = Math.max(
    ...[shares.modes, shares.barriers].map((block) => (block ? blockHeight(block, labels.pair) : 0)),
  );
  const fitted = heat && fitHeat(heat, page - pair);
  const room = page - pair - (fitted ? heatHeight(fitted) : 16) - 12;
  return { ...shares, heat: fitted, quotes: quotes.filter((quote) => quoteHeight(quote, 80) <= room).slice(0, 2) };
}

const fitShare = (block: Block | null, room: number): Block | null => block && fitBlock(block, room, labels.pair);

function fitHeat(heat: Heat, room: number): Heat {
  let count = heat.rows.length;
  while (count > least && heatHeight(shortenedHeat(heat, count)) > room) count--;
  return shortenedHeat(heat, count);
}

function fitBlock(block: Block, room: number, label: number): Block {
  let count = block.ranges?.rows.length ?? 0;
  while (count > least && blockHeight(shortened(block, count), label) > room) count--;
  return shortened(block, count);
}
