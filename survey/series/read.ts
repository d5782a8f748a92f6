/** A file of external series: its columns, and what may be wrong with each row. */
import { invalidRows, type RowFault } from '../register/fault.ts';
import { readColumns, type NamedRow } from '../register/sheet.ts';

/** The first line of a file. */
export const columns = [
  ...(['source', 'vintage', 'territory', 'label', 'skill'] as const),
  ...(['value', 'unit', 'note', 'licence'] as const),
] as const;
type Cells = NamedRow<(typeof columns)[number]>['cells'];

/** A row that can be stored; `skill` is null where the file names none. */
export interface SeriesLine {
  readonly source: string;
  readonly vintage: string;
  readonly level: string;
  readonly code: string;
  readonly label: string;
  readonly skill: string | null;
  readonly value: number;
  readonly unit: string;
  readonly note: string;
  readonly licence: string;
}

/** What a row may name: keys of skills, and territories as `level:code`. */
export interface Known {
  readonly skills: ReadonlySet<string>;
  readonly territories: ReadonlySet<string>;
}

/**
 * Reads a file, every row of it, so that all faults are told at once.
 * @param known  is asked for the territories that the file names
 * @throws Problem invalid_rows
 */
export async function readSeries(
  csv: string,
  known: (territories: readonly string[]) => Promise<Known>,
): Promise<SeriesLine[]> {
  const faults: RowFault[] = [];
  const rows = readColumns(csv, columns, faults);
  const there = await known(rows.map(({ cells }) => cells.territory));
  const seen = new Map<string, number>();
  for (const { row, cells } of rows) {
    const key = JSON.stringify([cells.source, cells.vintage, cells.territory, cells.label, cells.skill, cells.unit]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    const twice = first === undefined ? [] : [sameAs(first)];
    faults.push(...[...faultsOf(cells, there), ...twice].map((fault) => ({ row, ...fault })));
  }
  if (faults.length > 0) throw invalidRows(faults.toSorted((one, other) => one.row - other.row));
  return rows.map(({ cells }) => lineOf(cells));
}

type Fault = Omit<RowFault, 'row'>;

const sameAs = (row: number): Fault => ({
  column: 'row',
  it: `La riga ${row} ha già un valore per la stessa fonte, periodo, luogo, voce e unità.`,
  en: `Row ${row} already has a value for the same source, period, place, item and unit.`,
});

/** Longest texts; a licence may be an address. */
const longest = { source: 160, vintage: 40, label: 200, unit: 80, note: 500, licence: 200 } as const;
type Text = keyof typeof longest;
/** `1234`, `12.5`, `12,5`. */
const number = /^-?\d{1,12}([.,]\d{1,6})?$/;

function faultsOf(cells: Cells, { skills, territories }: Known): Fault[] {
  const texts = (Object.keys(longest) as Text[]).flatMap((column) => textFault(column, cells[column]));
  const found: [keyof Cells, boolean, string, string][] = [
    [
      ...(['territory', !territories.has(cells.territory)] as const),
      ...([
        'Serve un territorio del programma, come province:077.',
        'A territory of the programme is needed, such as province:077.',
      ] as const),
    ],
    [
      ...(['skill', cells.skill !== '' && !skills.has(cells.skill)] as const),
      ...([
        `«${cells.skill.slice(0, 60)}» non è una competenza del programma: lascia vuoto se non ce n’è una.`,
        `"${cells.skill.slice(0, 60)}" is no skill of the programme: leave it empty where there is none.`,
      ] as const),
    ],
    [
      'value',
      !number.test(cells.value),
      'Serve un numero, come 1250 o 12,5.',
      'A number is needed, such as 1250 or 12.5.',
    ],
  ];
  return [...texts, ...found.flatMap(([column, isWrong, it, en]) => (isWrong ? [{ column, it, en }] : []))];
}

function textFault(column: Text, text: string): Fault[] {
  const isMissing = text === '' && column !== 'note';
  if (isMissing) return [{ column, it: 'Manca.', en: 'It is missing.' }];
  const most = longest[column];
  if (text.length <= most) return [];
  return [{ column, it: `Più lungo di ${most} lettere.`, en: `Longer than ${most} letters.` }];
}

function lineOf({ territory, skill, value, ...texts }: Cells): SeriesLine {
  const [level = '', code = ''] = territory.split(':');
  return { ...texts, level, code, skill: skill || null, value: Number(value.replace(',', '.')) };
}
