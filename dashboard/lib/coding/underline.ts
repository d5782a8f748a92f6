import type { Span } from './offset.ts';

/** A coding as a line under the words: the lane keeps lines apart where several lie under the same words. */
export interface Line<Mark> {
  readonly mark: Mark;
  readonly lane: number;
}

/** A stretch of a text under which the same lines lie. */
export interface Segment<Mark> extends Span {
  readonly lines: readonly Line<Mark>[];
}

/**
 * Cuts a text where a line begins or ends.
 * @param length  of the text, in code points
 * @param also  a stretch whose ends are cut too
 */
export function segmentsOf<Mark extends Span>(
  length: number,
  marks: readonly Mark[],
  also: Span | null = null,
): Segment<Mark>[] {
  const inside = marks.filter(({ start, stop }) => start < stop && stop <= length);
  const lines = inLanes(inside);
  const ends = new Set([
    0,
    length,
    ...[...inside, ...(also ? [also] : [])].flatMap(({ start, stop }) => [start, stop]),
  ]);
  const cuts = [...ends].toSorted((a, b) => a - b);
  return cuts.slice(1).map((stop, index) => {
    const start = cuts[index]!;
    return { start, stop, lines: lines.filter(({ mark }) => mark.start < stop && mark.stop > start) };
  });
}

/** Gives each line the first lane that is free along its whole length: the longest lie nearest to the words. */
export function inLanes<Mark extends Span>(marks: readonly Mark[]): Line<Mark>[] {
  const sorted = marks.toSorted((a, b) => a.start - b.start || b.stop - a.stop);
  const ends: number[] = [];
  return sorted.map((mark) => {
    const free = ends.findIndex((end) => end <= mark.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = mark.stop;
    return { mark, lane };
  });
}

/** The shortest coding that a stretch touches: what Delete drops. */
export function shortestAt<Mark extends Span>(marks: readonly Mark[], { start, stop }: Span): Mark | null {
  const at = marks.filter((one) => one.start < stop && one.stop > start);
  return at.toSorted((a, b) => a.stop - a.start - (b.stop - b.start))[0] ?? null;
}
