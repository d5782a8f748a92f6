/** Where the panels of comparisons stand, in pixels; loads nothing that draws. */

/** From its left edge to where its figures are written. */
export interface Panel {
  readonly name: string;
  readonly left: number;
  readonly right: number;
}

/**
 * Rows of equal height under the headings. On a narrow screen the label stands over the panels of its row, else beside.
 * `middle`: of the words that join the panels, between them or `over` them.
 */
export interface PanelLayout {
  readonly narrow: boolean;
  readonly label: { readonly x: number; readonly width: number };
  readonly panels: readonly Panel[];
  readonly middle: { readonly x: number; readonly width: number; readonly over: boolean };
  readonly row: number;
  readonly top: number;
}

/** Centre of a row's marks. */
export const centre = ({ top, row, narrow }: PanelLayout, at: number): number =>
  top + at * row + (narrow ? row - 22 : row / 2);

export const heightOf = ({ top, row }: Pick<PanelLayout, 'top' | 'row'>, rows: number): number => top + rows * row + 8;

/** Two sides, and the words between them. */
export function pairLayout(width: number, names: readonly string[]): PanelLayout {
  const narrow = width < 640;
  const left = narrow ? 8 : Math.round(Math.min(Math.max(width * 0.26, 170), 250));
  const rest = width - left;
  const [panel, middle] = [Math.round(rest * (narrow ? 0.34 : 0.32)), Math.round(rest * (narrow ? 0.32 : 0.36))];
  const value = narrow ? 34 : 42;
  return {
    narrow,
    label: { x: 0, width: narrow ? width - 8 : left },
    panels: [
      { name: names[0] ?? '', left, right: left + panel - value },
      { name: names[1] ?? '', left: left + panel + middle, right: width - value },
    ],
    middle: { x: left + panel + 4, width: middle - 16, over: false },
    ...{ row: narrow ? 76 : 48, top: 60 },
  };
}

/** Several voices, with the words at the right; on a narrow screen these stand under the label, over the panels. */
export function voicesLayout(width: number, names: readonly string[]): PanelLayout {
  const narrow = width < 760;
  const left = narrow ? 8 : Math.round(Math.min(width * 0.24, 240));
  const words = narrow ? 0 : 132;
  const each = (width - left - words) / Math.max(1, names.length);
  const value = narrow ? 16 : 60;
  const panels = names.map((name, at) => {
    const start = Math.round(left + at * each);
    return { name, left: start, right: Math.round(start + each - value) };
  });
  return {
    ...{ narrow, panels, label: { x: 0, width: narrow ? width - 8 : left } },
    middle: { x: narrow ? 4 : width - words + 8, width: narrow ? width - 8 : words - 12, over: narrow },
    ...{ row: narrow ? 84 : 40, top: 64 },
  };
}
