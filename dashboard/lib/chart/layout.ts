/** Sizes of charts in pixels, known before anything is drawn; loads nothing that draws. */

/** Less room, and headings could not be read, nor cells be met by a finger: a list is drawn instead. */
export const leastHeat = { width: 840, columns: 12 } as const;

/** Beside and over the cells of a heat map. */
export const heatMargin = { left: 220, top: 68 } as const;

export const heatHeight = (rows: number): number => rows * 32 + heatMargin.top + 4;

/** Around the columns of a saturation curve. */
export const saturationMargin = { left: 44, right: 16, top: 28, bottom: 30 } as const;

export const saturationHeight = 300;

/** No map is higher. */
export const tallestMap = 640;

/** Height of a map by its width, in the projection's middle: a degree of longitude shrinks with the latitude. */
export function aspectOf([west, south, east, north]: readonly [number, number, number, number]): number {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return (north - south) / ((east - west) * shrink);
}

export const mapHeight = (aspect: number, width: number): number => Math.round(Math.min(width * aspect, tallestMap));

interface Layout {
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly row: number;
}

/** Of a letter of its labels, 14 pixels high, and of what parts them from the axis. */
const [letter, gap] = [6.9, 14];

/** Of a ranking; on a narrow screen the label stands over its dot, on a wide one long labels get more room. */
export function layoutOf(width: number, labels: readonly string[] = []): Layout {
  if (width < 560) return { narrow: true, left: 14, right: 86, row: 46 };
  const longest = Math.max(0, ...labels.map(({ length }) => length * letter + gap));
  const left = Math.min(Math.max(longest, width * 0.36), width * 0.42);
  return { narrow: false, left: Math.round(left), right: 150, row: 28 };
}

export const rankingHeight = (rows: number, width: number): number => rows * layoutOf(width).row + 34;
