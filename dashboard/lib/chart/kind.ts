import type { Layers } from './paint.ts';
import type { PlotOptions } from './plot.ts';

/**
 * A kind of chart.
 * - `options`: rows → Plot options
 * - `layers`: what a filter changes
 * - `frame`: names everything else that is drawn; while it is the same, new layers may be painted in place
 */
export interface Kind<Input> {
  readonly options: (input: Input) => PlotOptions;
  readonly layers: (input: Input) => Layers;
  readonly frame: (input: Input) => string;
}
