/** Heat map: a cell for each group and skill, coloured by class, with its rate in whole percent. */
import { hatching } from './hatching.ts';
import type { Kind } from './kind.ts';
import { heatHeight, heatMargin } from './layout.ts';
import { chosenOutline, hatchOf, lookOf } from './look.ts';
import { optionAttributes, type Choosable } from './option.ts';
import { painted, type Look } from './paint.ts';
import { inkOn, type Palette } from './palette.ts';
import { rect, text, type Markish } from './plot.ts';
import type { Breaks } from './scale.ts';
import { isShown, type Value } from './value.ts';

export interface Heading {
  readonly key: string;
  readonly label: string;
}

/** `key`: the codes of its row and its column joined by a space; `short`: what stands in the cell. */
export interface HeatCell extends Choosable {
  readonly short: string;
  readonly value: Value;
}

/** `cells` row by row, one for each row and column. */
export interface HeatInput {
  readonly rows: readonly Heading[];
  readonly columns: readonly Heading[];
  readonly cells: readonly HeatCell[];
  readonly breaks: Breaks;
  readonly palette: Palette;
  readonly width: number;
}

const { left, top } = heatMargin;
const columnOf = ({ width, columns }: Pick<HeatInput, 'width' | 'columns'>) => (width - left - 4) / columns.length;

export const heatChart: Kind<HeatInput> = {
  options(input) {
    const { rows, columns, palette, width } = input;
    return {
      ...{
        width,
        height: heatHeight(rows.length),
        marginLeft: left,
        marginRight: 4,
        marginTop: top,
        marginBottom: 4,
      },
      x: { domain: [-0.5, columns.length - 0.5], axis: null },
      y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
      marks: [hatching(hatchOf('heat'), palette), ...cells(input), ...headings(input)],
    };
  },
  layers({ cells, breaks, palette }) {
    const looks = cells.map((cell) => cellLook(cell, lookOf(cell.value, breaks, palette, hatchOf('heat')), palette));
    return { option: looks.map(({ option }) => option), figure: looks.map(({ figure }) => figure) };
  },
  frame: ({ rows, columns, width, palette }) => JSON.stringify([rows, columns, width, palette]),
};

function cellLook(cell: HeatCell, paint: ReturnType<typeof lookOf>, palette: Palette): { option: Look; figure: Look } {
  const coloured = isShown(cell.value) && cell.value.estimate > 0;
  const outline = cell.chosen ? chosenOutline(palette) : coloured ? { stroke: paint.fill } : {};
  const fill = isShown(cell.value) ? inkOn(paint.fill) : palette.ink;
  return {
    option: { key: cell.key, attributes: { ...paint, ...outline, ...optionAttributes(cell) } },
    figure: { key: cell.key, attributes: { fill }, text: cell.short },
  };
}

function cells(input: HeatInput): Markish[] {
  const { option = [], figure = [] } = heatChart.layers(input);
  const places = input.cells.map((_, at) => [at % input.columns.length, Math.floor(at / input.columns.length)]);
  const edge = (axis: number, by: number) => (place: number[]) => (place[axis] ?? 0) + by;
  const sides = { x1: edge(0, -0.5), x2: edge(0, 0.5), y1: edge(1, -0.5), y2: edge(1, 0.5) };
  const style = { fontSize: 13, fontVariant: 'tabular-nums', pointerEvents: 'none', ariaHidden: 'true' } as const;
  return [
    rect(places, { ...sides, inset: 1.5, sort: null, ...painted(option, 'option') }),
    text(places, { x: '0', y: '1', text: () => '–', ...style, sort: null, ...painted(figure, 'figure') }),
  ];
}

function headings({ rows, columns, palette, width }: HeatInput): Markish[] {
  const index = (_: unknown, at: number) => at;
  const style = { text: 'label', fill: palette.ink, fontSize: 13, sort: null, ariaHidden: 'true' } as const;
  const over = { lineAnchor: 'bottom', dy: -8, lineWidth: columnOf({ width, columns }) / 13.5 } as const;
  const side = { textAnchor: 'end', dx: -10, lineWidth: left / 12, textOverflow: 'ellipsis' } as const;
  return [
    text(columns, { ...style, x: index, y: -0.5, ...over }),
    text(rows, { ...style, x: -0.5, y: index, ...side }),
  ];
}
