/** Neighbours on a map: which mark an arrow key leads to. */
import { keyAfter } from './listbox.ts';

/** The middle of a mark, in pixels. */
export interface Place {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

const ways = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
} as const satisfies Record<string, readonly [number, number]>;
export type Way = keyof typeof ways;

const isWay = (pressed: string): pressed is Way => pressed in ways;

/**
 * The nearest mark in the quarter of the map that the arrow points to; where that quarter is empty, the nearest in that
 * half, so that no mark is cut off. Null at the edge.
 */
export function neighbourOf(places: readonly Place[], from: string, way: Way): string | null {
  const own = places.find(({ key }) => key === from);
  if (!own) return null;
  const [dx, dy] = ways[way];
  const seen = places.flatMap(({ key, x, y }) => {
    const along = (x - own.x) * dx + (y - own.y) * dy;
    const across = Math.abs((x - own.x) * dy) + Math.abs((y - own.y) * dx);
    return key === from || along <= 0 ? [] : [{ key, distance: Math.hypot(along, across), ahead: across <= along }];
  });
  const [nearest] = seen.toSorted((a, b) => Number(b.ahead) - Number(a.ahead) || a.distance - b.distance);
  return nearest?.key ?? null;
}

/** Moves by a key of the keyboard; Home and End go to the first and the last mark. Null when the key is none of these. */
export function neighbourAfter(chart: Element, pressed: string, from: string): string | null {
  if (!isWay(pressed)) return keyAfter(chart, pressed, from, 1);
  return neighbourOf(placesIn(chart), from, pressed) ?? from;
}

function placesIn(chart: Element): Place[] {
  return [...chart.querySelectorAll('[role="option"]')].map((mark) => {
    const { left, top, width, height } = mark.getBoundingClientRect();
    return { key: mark.getAttribute('data-key') ?? '', x: left + width / 2, y: top + height / 2 };
  });
}
