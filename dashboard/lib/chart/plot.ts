/** The one door to Observable Plot; loaded by the browser when the first chart is drawn. */
export {
  axisX,
  axisY,
  dot,
  geo,
  gridX,
  gridY,
  line,
  link,
  plot,
  rect,
  ruleX,
  ruleY,
  text,
  textX,
} from '@observablehq/plot';
export type { Markish, MarkOptions, PlotOptions, RenderFunction } from '@observablehq/plot';
