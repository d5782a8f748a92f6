/** Lists that are being checked: held in memory until their owner confirms or forgets them. */
import { readAnySheet, type Sheet } from '../../data/csv.ts';
import { say, type ProblemLanguage, type Sentence } from '../../problem-entry.ts';
import { Problem } from '../../problem.ts';
import { decode } from '../catalogue/decode.ts';
import type { InviteeDraft, InviteeField } from '../contract.ts';
import { guessFields } from './field.ts';
import { readRow, type Cells, type Known, type NewInvitee } from './row.ts';

export interface HeldDraft {
  readonly name: string;
  readonly sheet: Sheet;
  readonly fields: readonly (InviteeField | null)[];
}

/** What a file may hold; so many faults are told. */
export const limit = { bytes: 4 * 1024 ** 2, rows: 20_000, columns: 100, held: 10, faults: 200, preview: 6 } as const;

/** @throws Problem invitee_file */
export function openDraft({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): HeldDraft {
  const sheet = readAnySheet(textOf(name, bytes));
  const { header, rows } = sheet;
  if (header.length === 0 || rows.length === 0) throw faulty(name, empty);
  if (rows.length > limit.rows || header.length > limit.columns) throw faulty(name, tooMuch);
  return { name: name.slice(0, 80), sheet, fields: guessFields(header) };
}

function textOf(name: string, bytes: Uint8Array): string {
  if (bytes.length > limit.bytes) throw faulty(name, tooMuch);
  try {
    return decode(bytes).text;
  } catch {
    throw faulty(name, noText);
  }
}

const faulty = (name: string, reason: Sentence) => new Problem('invitee_file', { file: name.slice(0, 80), reason });

interface Fault {
  readonly row: number;
  readonly field: InviteeField | null;
  readonly reason: Sentence;
}

export interface CheckedDraft {
  readonly rows: readonly NewInvitee[];
  readonly cells: readonly Cells[];
  readonly faults: readonly Fault[];
}

/**
 * Reads every row, so that all faults are told at once.
 * @param listed  by what those already on the list are known: see `namesOf`
 */
export function checkDraft({ sheet, fields }: HeldDraft, known: Known, listed: ReadonlySet<string>): CheckedDraft {
  const faults: Fault[] = sheet.faults.map(({ row }) => ({ row, field: null, reason: quotes }));
  const rows: NewInvitee[] = [];
  const seen = new Map<string, number>();
  const all = sheet.rows.map(({ cells }) => cellsOf(cells, fields));
  sheet.rows.forEach(({ row }, at) => {
    const read = readRow(all[at]!, known, (field, reason) => void faults.push({ row, field, reason }));
    if (read === null) return;
    for (const name of namesOf(read)) {
      const earlier = seen.get(name);
      if (earlier !== undefined) faults.push({ row, field: fieldOf(name), reason: twice(earlier) });
      else if (listed.has(name)) faults.push({ row, field: fieldOf(name), reason: onList });
      seen.set(name, earlier ?? row);
    }
    rows.push(read);
  });
  return { rows, cells: all, faults };
}

/** By what somebody is known again: the address, the owner's key; the place to write to where there is no address. */
export function namesOf({ email, reference, name, street, town }: Omit<NewInvitee, 'language'>): string[] {
  const place = `name ${name} ${street} ${town}`.toLowerCase();
  return [
    email === null ? place : `email ${email.toLowerCase()}`,
    ...(reference === null ? [] : [`reference ${reference.toLowerCase()}`]),
  ];
}

const fieldOf = (name: string) => name.split(' ', 1)[0] as InviteeField;

export function toldDraft(
  { name, sheet, fields }: HeldDraft,
  { rows, cells, faults }: CheckedDraft,
  language: ProblemLanguage,
): InviteeDraft {
  const wrong = new Set(faults.map(({ row }) => row));
  const columns = sheet.header.map((header, at) => ({
    ...{ header: header.slice(0, 80), field: fields[at] ?? null },
    example: (sheet.rows.find((row) => (row.cells[at] ?? '').trim() !== '')?.cells[at] ?? '').slice(0, 80),
  }));
  return {
    ...{ file: name, columns, rows: sheet.rows.length, wrongRows: wrong.size, preview: cells.slice(0, limit.preview) },
    faults: faults
      .toSorted((one, other) => one.row - other.row)
      .slice(0, limit.faults)
      .map(({ reason, ...place }) => ({ ...place, message: say(reason, language) })),
    ready: faults.length === 0 && rows.length > 0,
  };
}

function cellsOf(cells: readonly string[], fields: readonly (InviteeField | null)[]): Cells {
  return Object.fromEntries(fields.flatMap((field, at) => (field ? [[field, (cells[at] ?? '').trim()]] : [])));
}

const quotes: Sentence = { it: 'Le virgolette sono sbagliate.', en: 'The quotes are wrong.' };
const twice = (row: number): Sentence => ({ it: `È già nella riga ${row}.`, en: `It is in row ${row} already.` });
const onList: Sentence = { it: 'È già nell’elenco degli invitati.', en: 'It is on the list already.' };
const empty: Sentence = { it: 'non ha righe sotto l’intestazione', en: 'it has no rows below the heading' };
const noText: Sentence = { it: 'non è un file CSV', en: 'it is no CSV file' };
const tooMuch: Sentence = {
  it: `è troppo grande: al massimo ${limit.rows} righe`,
  en: `it is too large: at most ${limit.rows} rows`,
};
