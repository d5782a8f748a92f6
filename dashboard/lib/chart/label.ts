/** Where the names of a map's symbols stand: beside their symbol, over no other symbol and no other name. */

/** A symbol in pixels; `label` null where it bears no name. */
export interface Named {
  readonly key: string;
  readonly label: string | null;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** From the middle of the symbol, in pixels. */
export interface LabelPlace {
  readonly dx: number;
  readonly dy: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Whether a label of one line lies inside a width. */
export const fitsIn = (label: string, width: number): boolean => label.length * letter <= width;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of the map's type, 14 pixels high. */
const [letter, line] = [6.3, 16];
/** By how much of its width a name may stand aside, and how far out of the map it may reach. */
const shifts = [0, -0.1, 0.1, -0.2, 0.2, -0.3, 0.3];
const outside = 14;

/**
 * Gives each name the first place that is free: under its symbol, over it, right, left; first in the middle, then aside.
 * A name may lie over symbols that are much smaller than its own.
 * @param symbols  those whose names matter most first; a name that finds no place is left out
 * @param width  of the map
 */
export function labelPlaces(symbols: readonly Named[], width: number): ReadonlyMap<string, LabelPlace> {
  const circles = symbols.map(({ x, y, r }) => ({ r, left: x - r, right: x + r, top: y - r, bottom: y + r }));
  const names: Box[] = [];
  const found = new Map<string, LabelPlace>();
  symbols.forEach((symbol, own) => {
    if (symbol.label === null) return;
    const taken = [...names, ...circles.filter(({ r }, at) => at !== own && r > symbol.r / 3)];
    const free = (place: LabelPlace) => {
      const box = boxOf(symbol, place);
      return box.left >= -outside && box.right <= width + outside && !taken.some((other) => meet(box, other));
    };
    const place = placesAround(symbol).find(free);
    if (!place) return;
    found.set(symbol.key, place);
    names.push(boxOf(symbol, place));
  });
  return found;
}

function placesAround({ r, label }: Named): LabelPlace[] {
  const beside: LabelPlace[] = [
    { dx: r + 5, dy: 0, anchor: 'start' },
    { dx: -r - 5, dy: 0, anchor: 'end' },
  ];
  const aside = (shift: number, dy: number): LabelPlace => {
    return { dx: Math.round(shift * widthOf(label)), dy, anchor: 'middle' };
  };
  const [middle = [], ...rest] = shifts.map((shift) => [aside(shift, r + 9), aside(shift, -r - 9)]);
  return [...middle, ...beside, ...rest.flat()];
}

/** A shape; `texts`: what may be written at its middle, the fullest first. */
export interface Written {
  readonly key: string;
  readonly texts: readonly string[];
  readonly x: number;
  readonly y: number;
}

/**
 * Gives each shape the first of its texts that lies over no other.
 * @param shapes  those whose words matter most first; one whose texts all find no room is left out
 */
export function labelTexts(shapes: readonly Written[]): ReadonlyMap<string, string> {
  const taken: Box[] = [];
  const found = new Map<string, string>();
  for (const { key, texts, x, y } of shapes) {
    const box = (label: string) => boxOf({ key, label, x, y, r: 0 }, { dx: 0, dy: 0, anchor: 'middle' });
    const text = texts.find((one) => !taken.some((other) => meet(airy(box(one)), other)));
    if (text === undefined) continue;
    found.set(key, text);
    taken.push(box(text));
  }
  return found;
}

const widthOf = (label: string | null) => (label ?? '').length * letter;

function boxOf({ x, y, label }: Named, { dx, dy, anchor }: LabelPlace): Box {
  const width = widthOf(label);
  const left = x + dx - { start: 0, middle: width / 2, end: width }[anchor];
  return { left, right: left + width, top: y + dy - line / 2, bottom: y + dy + line / 2 };
}

/** With room at both ends, so that two words do not read as one. */
const airy = (box: Box): Box => ({ ...box, left: box.left - letter, right: box.right + letter });

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
