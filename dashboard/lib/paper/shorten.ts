/** Leaves rows out from the end, so that a page holds what is on it. */
import type { Block } from './block.ts';
import type { Heat } from './heat.ts';
import type { Part } from './part.ts';
import type { Ranges } from './ranges.ts';

export function shortened(block: Block, count: number): Block {
  return block.ranges === null ? block : { ...block, ranges: firstRows(block.ranges, count) };
}

export const shortenedHeat = (heat: Heat, count: number): Heat => ({ ...heat, rows: heat.rows.slice(0, count) });

/** Rows of a part that may have fewer; 0 of every other part. */
export function rowsOf(part: Part): number {
  if (part.kind === 'block' && part.rows) return part.block.ranges?.rows.length ?? 0;
  return part.kind === 'heat' ? part.heat.rows.length : 0;
}

export function shortenedPart(part: Part, count: number): Part {
  if (part.kind === 'block' && part.rows) return { ...part, block: shortened(part.block, count) };
  return part.kind === 'heat' ? { ...part, heat: shortenedHeat(part.heat, count) } : part;
}

function firstRows(ranges: Ranges, count: number): Ranges {
  const rows = ranges.rows.slice(0, count).map((row, at) => ({
    ...row,
    tie: row.tie && { ...row.tie, rows: Math.min(row.tie.rows, count - at) },
  }));
  return { ...ranges, rows, left: ranges.left + ranges.rows.length - rows.length };
}
