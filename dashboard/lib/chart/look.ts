import { classColour, type Palette } from './palette.ts';
import { certaintyOf, classOf, type Breaks } from './scale.ts';
import { isShown, type Value } from './value.ts';

interface Paint {
  readonly fill: string;
  readonly stroke: string;
  readonly 'stroke-width': number;
}

/** Identifier of the hatching of a chart; each kind has its own, so that a page may hold several. */
export const hatchOf = (chart: string): string => `hatch-${chart}`;

/**
 * The four looks of a figure: coloured by class, zero (ground with a dark outline), not published (hatched) and
 * not asked (a grey outline). The less sure a figure is, the less contrast it has.
 */
export function lookOf(value: Value, breaks: Breaks, palette: Palette, hatch: string): Paint {
  if (value.state === 'not_asked') return { fill: 'none', stroke: palette.muted, 'stroke-width': 1 };
  if (!isShown(value)) return { fill: `url(#${hatch})`, stroke: palette.muted, 'stroke-width': 0.75 };
  const certainty = certaintyOf(value);
  const stroke = [palette.ink, palette.muted, palette.edge][certainty] ?? palette.ink;
  if (value.estimate === 0) return { fill: palette.ground, stroke, 'stroke-width': 1.5 };
  return { fill: classColour(palette, classOf(value.estimate, breaks), certainty), stroke, 'stroke-width': 0.75 };
}

/** The outline of what is chosen, or only belongs to it; the colour of selection is never a colour of data. */
export const chosenOutline = (palette: Palette, width = 3) => ({ stroke: palette.selection, 'stroke-width': width });

/** Of words that lines of the scale run behind. */
export const clear = ({ ground: stroke }: Palette) => ({ stroke, strokeWidth: 7, strokeLinejoin: 'round' }) as const;
