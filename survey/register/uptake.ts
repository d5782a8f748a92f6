/** How learning platforms are used: the owners' own counts, imported as a file. */
import { createHash } from 'node:crypto';
import { may, type Person } from '../../access.ts';
import type { Imported, Uptake } from '../contract.ts';
import { demandAt, enter, locate, type Located, type RegisterContext, type Who } from './context.ts';
import { invalidRows, type RowFault } from './fault.ts';
import { readColumns, type NamedRow } from './sheet.ts';

export interface Uptakes {
  /** By month, course and place, within reach. @throws Problem sign_in_needed, not_found */
  uptake(who: Who, programme: string): Promise<Uptake[]>;
  /**
   * `course,territory,month,enrolled,completed`: all rows or none. The very file again changes nothing; another file
   * replaces the rows of the same course, place and month.
   * @throws Problem invalid_rows, sign_in_needed, not_found
   */
  importUptake(who: Who, programme: string, csv: string): Promise<Imported>;
}

const columns = ['course', 'territory', 'month', 'enrolled', 'completed'] as const;
type Row = NamedRow<(typeof columns)[number]>;

export function uptakesOf(context: RegisterContext): Uptakes {
  const { database, audit, today } = context;
  return {
    uptake: async (who, programme) => {
      const person = enter(context, who, 'uptake.read', programme);
      const rows = await database.rows<Uptake>(selection, [programme]);
      const places = await locate(
        database,
        programme,
        rows.map(({ territory }) => territory),
      );
      return rows.filter(({ territory }) =>
        may(person, 'uptake.read', { programme, territories: places.get(territory)?.around ?? [] }),
      );
    },
    importUptake: async (who, programme, csv) => {
      const person = enter(context, who, 'uptake.import', programme);
      const lines = await read(context, person, programme, csv);
      const hash = createHash('sha256').update(csv).digest('hex');
      return database.write(async (tx) => {
        const known = await tx.rows('SELECT hash FROM uptake_file WHERE programme = ? AND hash = ?', [programme, hash]);
        if (known.length > 0) return { rows: lines.length, again: true };
        const parameters = { programme, file: hash, lines: JSON.stringify(lines) };
        await tx.run(removal, { programme, lines: parameters.lines });
        await tx.run(insertion, parameters);
        await tx.run('INSERT INTO uptake_file VALUES (?, ?, ?, ?::DATE)', [programme, hash, lines.length, today()]);
        const detail = { count: lines.length };
        await audit.record(tx, { who: person.id, action: 'uptake.import', programme, object: hash, detail });
        return { rows: lines.length, again: false };
      });
    },
  };
}

const selection = `
  SELECT course, territory_level || ':' || territory_code AS territory, strftime(month, '%Y-%m') AS month, enrolled,
         completed
  FROM uptake WHERE programme = ? ORDER BY uptake.month DESC, course, territory`;
const unnested = `(SELECT unnest(from_json($lines, '[{"course": "VARCHAR", "level": "VARCHAR", "code": "VARCHAR",
  "month": "DATE", "enrolled": "INTEGER", "completed": "INTEGER"}]'), recursive := true))`;
const removal = `
  DELETE FROM uptake WHERE programme = $programme
    AND (course, territory_level, territory_code, month) IN (SELECT (course, level, code, month) FROM ${unnested})`;
const insertion = `
  INSERT INTO uptake BY NAME
  SELECT $programme AS programme, $file AS file, course, level AS territory_level, code AS territory_code, month,
         enrolled, completed
  FROM ${unnested}`;

/** Checks every row, so that all faults are told at once. */
async function read(context: RegisterContext, person: Person, programme: string, csv: string) {
  const faults: RowFault[] = [];
  const rows = readColumns(csv, columns, faults);
  const places = await locate(
    context.database,
    programme,
    rows.map(({ cells }) => cells.territory),
  );
  const inside = placesInside(context, programme, places);
  const seen = new Set<string>();
  for (const { row, cells } of rows) {
    const key = `${cells.course}\n${cells.territory}\n${cells.month}`;
    const twice = seen.has(key);
    seen.add(key);
    faults.push(...faultsOf(cells, inside.has(cells.territory), twice).map((fault) => ({ row, ...fault })));
  }
  if (faults.length > 0) throw invalidRows(faults.sort((one, other) => one.row - other.row));
  for (const territory of new Set(rows.map(({ cells }) => cells.territory)))
    demandAt(person, 'uptake.import', { programme, territories: places.get(territory)!.around }, territory);
  return rows.map(({ cells }) => lineOf(cells));
}

function placesInside({ registry }: RegisterContext, programme: string, places: ReadonlyMap<string, Located>) {
  const { territory } = registry.programme(programme).programme;
  const codes = 'codes' in territory ? territory.codes : [territory.code];
  const whole = codes.map((code) => `${territory.level}:${code}`);
  const inside = [...places].filter(([, { around }]) =>
    around.some((one) => whole.includes(one) || one.startsWith('area:')),
  );
  return new Set(inside.map(([name]) => name));
}

type Fault = Omit<RowFault, 'row'>;
const fault = (column: string, it: string, en: string): Fault => ({ column, it, en });

function faultsOf(cells: Row['cells'], isInside: boolean, twice: boolean): Fault[] {
  const { course, month, enrolled, completed } = cells;
  const whole = (text: string) => /^\d{1,7}$/.test(text);
  const numbers = (['enrolled', 'completed'] as const).filter((column) => !whole(cells[column]));
  return [
    ...(course !== '' && course.length <= 120
      ? []
      : [fault('course', 'Serve un nome fino a 120 lettere.', 'A name of up to 120 letters is needed.')]),
    ...(isInside
      ? []
      : [fault('territory', 'Il territorio non è del programma.', 'The territory is not in the programme.')]),
    ...(/^20\d\d-(0[1-9]|1[0-2])$/.test(month)
      ? []
      : [fault('month', 'Serve un mese come 2026-03.', 'A month such as 2026-03 is needed.')]),
    ...numbers.map((column) => fault(column, 'Serve un numero intero.', 'A whole number is needed.')),
    ...(numbers.length === 0 && Number(completed) > Number(enrolled)
      ? [fault('completed', 'Più conclusi che iscritti.', 'More completed than enrolled.')]
      : []),
    ...(twice
      ? [fault('row', 'Stesso corso, luogo e mese di una riga sopra.', 'Same course, place and month as a row above.')]
      : []),
  ];
}

function lineOf({ course, territory, month, enrolled, completed }: Row['cells']) {
  const [level = '', code = ''] = territory.split(':');
  return { course, level, code, month: `${month}-01`, enrolled: Number(enrolled), completed: Number(completed) };
}
