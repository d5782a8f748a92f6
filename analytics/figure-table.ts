/** Figures as one flat table, the same for every format but JSON. */
import type { EstimateEnvelope, EstimateRow } from './contract.ts';

export interface FigureColumn {
  readonly name: string;
  readonly kind: 'text' | 'integer' | 'number';
}

export interface FigureTable {
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/** The table of one answer: its dimensions, then what every row has. */
export function figureTable(envelope: EstimateEnvelope): FigureTable {
  return { columns: [...dimensionColumns([envelope]), ...common], rows: envelope.rows };
}

/** The tables of a batch under each other: `query` counts from 0; a dimension that a query lacks is null in its rows. */
export function batchTable(envelopes: readonly EstimateEnvelope[]): FigureTable {
  const dimensions = dimensionColumns(envelopes);
  const none = Object.fromEntries(dimensions.map(({ name }) => [name, null]));
  const rows = envelopes.flatMap((one, query) => one.rows.map((row): EstimateRow => ({ query, ...none, ...row })));
  return { columns: [{ name: 'query', kind: 'integer' }, ...dimensions, ...common], rows };
}

const common: readonly FigureColumn[] = [
  { name: 'category', kind: 'text' },
  { name: 'n', kind: 'integer' },
  { name: 'nEff', kind: 'number' },
  { name: 'estimate', kind: 'number' },
  { name: 'se', kind: 'number' },
  { name: 'ciLow', kind: 'number' },
  { name: 'ciHigh', kind: 'number' },
  { name: 'cv', kind: 'number' },
  { name: 'deff', kind: 'number' },
  { name: 'weights', kind: 'text' },
  { name: 'state', kind: 'text' },
];

function dimensionColumns(envelopes: readonly EstimateEnvelope[]): FigureColumn[] {
  const names = envelopes.flatMap(({ by }) => by.map((dimension) => dimension.split(':')[0] ?? dimension));
  return [...new Set(names)].map((name) => ({ name, kind: 'text' }));
}
