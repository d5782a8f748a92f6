/** The figures that can stand alone in a page of somebody else, and what each is drawn from. */
import { topicKeys, type TopicKey } from '../explore/offer.ts';
import type { FigureName } from '../explore/queries.ts';

/** Names of figures; one that ends with a colon stands for all that begin so. Without the first there is no chart. */
const charts = {
  map: ['map', 'mapCount', 'whole', 'ranking', 'scaleAreas', 'scaleGroups'],
  ranking: ['ranking'],
  heat: ['heat', 'ranking'],
  levels: ['now:', 'wanted:'],
  steps: ['nowShares:', 'wantedShares:'],
  panels: ['heat', 'ranking'],
  course: ['ranking'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ChartName = keyof typeof charts | `topic-${TopicKey}`;

const topicIn = (name: string): TopicKey | undefined => topicKeys.find((key) => name === `topic-${key}`);

export const isChart = (name: string): name is ChartName => Object.hasOwn(charts, name) || topicIn(name) !== undefined;

/** Those of the figures of a view that a chart is drawn from; none where the view has no such chart. */
export function figuresFor<T>(chart: ChartName, queries: readonly [FigureName, T][]): [FigureName, T][] {
  const needed = isPlain(chart) ? charts[chart] : [`topic:${topicIn(chart)}`];
  const isOf = (name: FigureName) => (one: string) => (one.endsWith(':') ? name.startsWith(one) : name === one);
  const found = queries.filter(([name]) => needed.some(isOf(name)));
  return found.some(([name]) => isOf(name)(needed[0])) ? found : [];
}

const isPlain = (chart: ChartName): chart is keyof typeof charts => Object.hasOwn(charts, chart);
