/** Reads a file of laboratories: each row by the schema of the programme folder, and against what the programme has. */
import { invalidRows, type RowFault } from '../register/fault.ts';
import { readColumns } from '../register/sheet.ts';
import { LaboratoryRow } from '../programme/schema-reference.ts';
import { columns, type StoredRow } from './table.ts';

export interface Known {
  readonly organisations: ReadonlySet<string>;
  readonly skills: ReadonlySet<string>;
  /** which of these places (`level:code`) there are */
  readonly places: (names: readonly string[]) => Promise<ReadonlySet<string>>;
}

interface Numbered {
  readonly row: number;
  readonly line: LaboratoryRow;
}

/** All rows or none. @throws Problem invalid_rows, with every fault by row and column */
export async function readLaboratories(csv: string, known: Known): Promise<StoredRow[]> {
  const faults: RowFault[] = [];
  const lines = readColumns(csv, columns, faults).flatMap(({ row, cells }): Numbered[] => {
    const parsed = LaboratoryRow.safeParse(cells);
    if (parsed.success) return [{ row, line: parsed.data }];
    const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
    for (const column of wrong) faults.push({ row, column, ...misfit });
    return [];
  });
  const places = await known.places(lines.flatMap(({ line }) => placeOf(line) ?? []));
  const seen = new Set<string>();
  for (const { row, line } of lines) {
    const isTwice = seen.has(line.key);
    seen.add(line.key);
    faults.push(...faultsOf(line, known, places, isTwice).map((fault) => ({ row, ...fault })));
  }
  if (faults.length > 0) throw invalidRows(faults.sort((one, other) => one.row - other.row));
  return lines.map(({ line: { territory, ...line } }) => ({
    ...line,
    territory_level: territory?.territoryLevel ?? null,
    territory_code: territory?.territoryCode ?? null,
  }));
}

const misfit = { it: 'Il valore non va bene.', en: 'The value is not right.' };

const placeOf = ({ territory }: LaboratoryRow) => territory && `${territory.territoryLevel}:${territory.territoryCode}`;

type Fault = Omit<RowFault, 'row'>;

function faultsOf(line: LaboratoryRow, known: Known, places: ReadonlySet<string>, isTwice: boolean): Fault[] {
  const absent = (column: string, names: readonly string[], among: ReadonlySet<string>): Fault[] =>
    names
      .filter((name) => !among.has(name))
      .map((name) => ({ column, it: `«${name}» non c’è nel programma.`, en: `There is no "${name}".` }));
  const place = placeOf(line);
  const { outside_hours: open, occupied_hours: taken, access_it: it, access_en: en } = line;
  return [
    ...absent('organisation', [line.organisation], known.organisations),
    ...absent('skills', line.skills, known.skills),
    ...absent('territory', place === null ? [] : [place], places),
    ...((open ?? 0) > 168 ? [{ column: 'outside_hours', ...longWeek }] : []),
    ...((taken ?? 0) > (open ?? 0) ? [{ column: 'occupied_hours', ...moreTaken }] : []),
    ...((it === null) === (en === null) ? [] : [{ column: it === null ? 'access_it' : 'access_en', ...oneLanguage }]),
    ...(isTwice ? [{ column: 'key', ...twice }] : []),
  ];
}

const longWeek = { it: 'Una settimana ha 168 ore.', en: 'A week has 168 hours.' };
const moreTaken = { it: 'Più ore occupate che aperte.', en: 'More hours taken than open.' };
const oneLanguage = { it: 'Le regole servono nelle due lingue.', en: 'The rules are needed in both languages.' };
const twice = { it: 'Lo stesso laboratorio di una riga sopra.', en: 'The same laboratory as a row above.' };
