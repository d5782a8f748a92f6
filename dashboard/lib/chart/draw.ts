/** Draws and updates charts; this file and all it imports reach the browser only when a chart is to be seen. */
import { courseChart, type CourseInput } from './course.ts';
import { dumbbellChart, type DumbbellInput } from './dumbbell.ts';
import { gapChart, type GapInput } from './gap.ts';
import { heatChart, type HeatInput } from './heatmap.ts';
import type { Kind } from './kind.ts';
import { mapChart, type MapInput } from './map.ts';
import { multiplesChart, type MultiplesInput } from './multiples.ts';
import { pairChart, type PairInput } from './pair.ts';
import { repaint } from './paint.ts';
import { plot } from './plot.ts';
import { rankingChart, type RankingInput } from './ranking.ts';
import { saturationChart, type SaturationInput } from './saturation.ts';
import { stackChart, type StackInput } from './stack.ts';
import { voicesChart, type VoicesInput } from './voices.ts';

/** A chart to draw: its kind and what it needs. */
export type Drawing =
  | { readonly kind: 'map'; readonly input: MapInput }
  | { readonly kind: 'ranking'; readonly input: RankingInput }
  | { readonly kind: 'gap'; readonly input: GapInput }
  | { readonly kind: 'heat'; readonly input: HeatInput }
  | { readonly kind: 'pair'; readonly input: PairInput }
  | { readonly kind: 'voices'; readonly input: VoicesInput }
  | { readonly kind: 'saturation'; readonly input: SaturationInput }
  | { readonly kind: 'dumbbell'; readonly input: DumbbellInput }
  | { readonly kind: 'stack'; readonly input: StackInput }
  | { readonly kind: 'multiples'; readonly input: MultiplesInput }
  | { readonly kind: 'course'; readonly input: CourseInput };

/** Everything about a drawing that painting in place cannot change. */
export const frameOf = (drawing: Drawing): string =>
  `${drawing.kind} ${use(drawing, (kind, input) => kind.frame(input))}`;

/**
 * Draws a chart. Plot's own style sheet is taken out: the page's security policy allows none, and `Chart.svelte` has
 * one.
 */
export function draw(drawing: Drawing, options: { readonly document?: Document } = {}): Element {
  const style = { fontFamily: 'inherit', overflow: 'visible' };
  const chart = plot({ style, ...options, ...use(drawing, (kind, input) => kind.options(input)) });
  for (const sheet of chart.querySelectorAll('style')) sheet.remove();
  for (const group of chart.children) quieten(group);
  return chart;
}

/** Plot names its layers "dot", "text"…; a reader is told the chart's own words, or its options, and nothing else. */
function quieten(group: Element): void {
  const options = group.querySelector('[role="option"]') !== null;
  if (options) group.setAttribute('role', 'presentation');
  else group.setAttribute('aria-hidden', 'true');
  for (const named of [group, ...group.querySelectorAll('g')]) named.removeAttribute('aria-label');
}

/** Paints new figures into a chart whose frame is the same. */
export const update = (chart: Element, drawing: Drawing): void =>
  repaint(
    chart,
    use(drawing, (kind, input) => kind.layers(input)),
  );

function use<Result>(drawing: Drawing, work: <Input>(kind: Kind<Input>, input: Input) => Result): Result {
  switch (drawing.kind) {
    case 'map':
      return work(mapChart, drawing.input);
    case 'ranking':
      return work(rankingChart, drawing.input);
    case 'gap':
      return work(gapChart, drawing.input);
    case 'heat':
      return work(heatChart, drawing.input);
    case 'saturation':
      return work(saturationChart, drawing.input);
    case 'dumbbell':
      return work(dumbbellChart, drawing.input);
    case 'pair':
      return work(pairChart, drawing.input);
    case 'voices':
      return work(voicesChart, drawing.input);
    case 'stack':
      return work(stackChart, drawing.input);
    case 'multiples':
      return work(multiplesChart, drawing.input);
    case 'course':
      return work(courseChart, drawing.input);
  }
}
