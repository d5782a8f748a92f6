/** The figures that can stand alone in a page of somebody else, and what each is drawn from. */
import type { FigureName } from '../explore/queries.ts';

export const charts = {
  map: ['map', 'whole', 'ranking', 'scaleAreas', 'scaleGroups'],
  ranking: ['ranking'],
  heat: ['heat', 'ranking'],
} as const satisfies Readonly<Record<string, readonly FigureName[]>>;
export type ChartName = keyof typeof charts;

export const isChart = (name: string): name is ChartName => Object.hasOwn(charts, name);
