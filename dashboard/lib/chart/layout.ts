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

/** Of bars to both sides, with what they mean over the axis. */
export const gapHeight = (rows: number, width: number): number => rows * (layoutOf(width).narrow ? 48 : 30) + 58;

/** Of a chart of dumbbells; narrow ones have their label over the dots. */
export const dumbbellHeight = (rows: number, width: number): number => rows * (layoutOf(width).narrow ? 46 : 44) + 34;

/** Of stacked bars; narrow ones have their label over the bar. */
export const stackHeight = (rows: number, width: number): number => rows * (layoutOf(width).narrow ? 66 : 44) + 8;

/** Of a course over waves. */
export const courseHeight = 260;

/** Panels of small multiples, in pixels: how many stand in a row, and what each is made of. */
export interface MultiplesLayout {
  readonly columns: number;
  readonly panel: number;
  readonly gap: number;
  readonly title: number;
  readonly row: number;
  /** a panel and what parts it from the next one below */
  readonly tall: number;
  readonly label: number;
  readonly value: number;
  readonly height: number;
}

/** Panels stand in as many columns as there is room for their words. */
export function multiplesLayout(panels: number, rows: number, width: number): MultiplesLayout {
  const columns = Math.max(1, Math.min(3, Math.floor((width + 32) / 320)));
  const [gap, title, row, value] = [32, 48, 24, 64] as const;
  const panel = Math.floor((width - (columns - 1) * gap) / columns);
  const tall = title + rows * row + 36;
  const label = Math.round(panel * 0.42);
  return { columns, panel, gap, title, row, tall, label, value, height: Math.ceil(panels / columns) * tall };
}
