/** The workbook of an answer of the API: its table with a label beside each code, and what one must know to read it. */
import type { Language } from '../survey/contract.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { EstimateEnvelope } from './contract.ts';
import type { FileBook, FileColumn, FileTable } from './contract-file.ts';
import { batchTable, figureTable, type FigureColumn, type FigureTable } from './figure-table.ts';

/** @param envelopes  one answer, or those of a batch, each of the survey */
export function figureBook(
  survey: CompiledSurvey,
  envelopes: readonly EstimateEnvelope[],
  language: Language,
): FileBook {
  const [first, ...others] = envelopes;
  const table = first && others.length === 0 ? figureTable(first) : batchTable(envelopes);
  const about = envelopes.flatMap((envelope, at) => linesOf(envelope, others.length === 0 ? '' : `${at} `));
  const named = labelled(table, labelsOf(survey, envelopes, language));
  const isShare = envelopes.every(({ statistic }) => statistic === 'proportion');
  return {
    table: { name: 'figures', ...(isShare ? withShares(named) : named) },
    about: { name: 'about', lines: about },
  };
}

type Labels = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The labels of the codes of each column: the category's, those of dimensions, the names of places. */
function labelsOf(survey: CompiledSurvey, envelopes: readonly EstimateEnvelope[], language: Language): Labels {
  const ofVariables = [...survey.variables.values()].map(({ name, role, categories }) => {
    const places = role === 'territory' ? survey.territories.map((one) => [one.code, one.name[language]] as const) : [];
    return [name, new Map([...places, ...categories.map((one) => [one.code, one.label[language]] as const)])] as const;
  });
  const all = new Map(ofVariables);
  const asked = new Set(envelopes.map(({ variable }) => variable));
  // two questions of a batch may give one code two meanings: then it has no label
  const [only, ...others] = [...asked].map((variable) => all.get(variable));
  return only && others.length === 0 ? new Map([...all, ['category', only]]) : all;
}

function labelled({ columns, rows }: FigureTable, labels: Labels): FileTable {
  const named = columns.filter(({ name }) => labels.has(name));
  const label = (name: string) => `${name}Label`;
  return {
    columns: columns.flatMap((column) => [
      ...(labels.has(column.name)
        ? [{ name: label(column.name), title: label(column.name), kind: 'text' } as const]
        : []),
      asFile(column),
    ]),
    rows: rows.map((row) => ({
      ...row,
      ...Object.fromEntries(named.map(({ name }) => [label(name), labels.get(name)?.get(String(row[name])) ?? null])),
    })),
  };
}

const shares = new Set(['estimate', 'ciLow', 'ciHigh']);
const asFile = ({ name, kind }: FigureColumn): FileColumn => ({ name, title: name, kind });

/** Shares are written as percentages; means, counts and totals are not. */
const withShares = (table: FileTable): FileTable => ({
  ...table,
  columns: table.columns.map((column) => (shares.has(column.name) ? { ...column, kind: 'share' } : column)),
});

function linesOf(envelope: EstimateEnvelope, place: string): (readonly [string, string])[] {
  const { rows: _, ...told } = envelope;
  return Object.entries(told).map(([name, value]) => [
    `${place}${name}`,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''),
  ]);
}
