/** A table of answers, read and checked row by row. Pure: it runs in a thread. */
import { readAnySheet } from '../../data/csv.ts';
import type { EntryFault, RespondentLanguage } from '../contract.ts';
import type { Definition } from '../definition/schema.ts';
import { answerFaultList, compileValidator } from '../validator/validator.ts';
import { answersOf } from './cell.ts';
import { facts, knownColumns, type Column, type Fact } from './column.ts';

/** A row that can be stored. `id`: as the file tells it; null where it tells none. */
export interface ReadRow {
  readonly row: number;
  readonly id: string | null;
  readonly day: string;
  readonly mode: 'paper' | 'assisted' | 'web';
  readonly language: RespondentLanguage;
  readonly version: number;
  readonly noticeVersion: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

export interface ReadTask {
  readonly csv: string;
  /** by version */
  readonly definitions: Readonly<Record<number, Definition>>;
  readonly version: number;
  readonly notice: string;
  readonly notices: readonly string[];
  readonly languages: readonly RespondentLanguage[];
  /** YYYY-MM-DD */
  readonly today: string;
  /** questions in which somebody may say to be too young, and the answer */
  readonly refused: { readonly questions: readonly string[]; readonly answer: string };
}

export interface ReadTable {
  readonly rows: number;
  readonly wrongRows: number;
  readonly faults: readonly EntryFault[];
  readonly header: readonly string[];
  readonly preview: readonly (readonly string[])[];
}

export const limit = { rows: 20_000, faults: 500, preview: 5, bytes: 32 * 1024 ** 2, time: 120_000 } as const;

type Say = (rows: readonly ReadRow[]) => void;
interface Words {
  readonly it: string;
  readonly en: string;
}

/** @param say  is given the rows that can be stored, some at a time */
export function readTable(task: ReadTask, say: Say): ReadTable {
  const { header, rows, faults: quotes } = readAnySheet(task.csv);
  const faults: EntryFault[] = [];
  const wrong = new Set<number>();
  const fault = (row: number, column: string, message: Words) => {
    wrong.add(row);
    if (faults.length < limit.faults) faults.push({ row, column, message });
  };
  const table = tableOf(task, header, (column, message) => fault(1, column, message));
  for (const { row } of quotes) fault(row + 1, '', { it: 'Virgolette sbagliate.', en: 'Wrong quotes.' });
  if (rows.length === 0 || rows.length > limit.rows) fault(2, '', sizeFault);
  if (wrong.size === 0) {
    let ready: ReadRow[] = [];
    for (const { row, cells } of rows) {
      const read = readRow(table, cells, row, (column, message) => fault(row, column, message));
      if (read) ready.push(read);
      if (ready.length === slice) [, ready] = [say(ready), []];
    }
    say(ready);
  }
  const preview = rows.slice(0, limit.preview).map(({ cells }) => cells);
  return { rows: rows.length, wrongRows: wrong.size, faults, header, preview };
}

const slice = 500;
const sizeFault: Words = {
  it: `Servono da 1 a ${limit.rows} righe sotto l’intestazione.`,
  en: `From 1 to ${limit.rows} rows are needed below the header.`,
};

type Told = (column: string, message: Words) => void;

interface Table {
  readonly task: ReadTask;
  readonly fact: (cells: readonly string[], name: Fact) => string;
  readonly of: (version: number) => Version | null;
}

interface Version {
  readonly columns: readonly (readonly [Column, number])[];
  readonly validate: ReturnType<typeof compileValidator>;
}

function tableOf(task: ReadTask, header: readonly string[], tell: Told): Table {
  const known = new Map(Object.entries(task.definitions).map(([version, one]) => [Number(version), knownColumns(one)]));
  const all = new Set<string>([...facts, ...[...known.values()].flatMap((columns) => [...columns.keys()])]);
  for (const [at, name] of header.entries()) {
    if (!all.has(name)) tell(name, { it: `La colonna «${name}» non esiste.`, en: `There is no column "${name}".` });
    else if (header.indexOf(name) !== at)
      tell(name, { it: `La colonna «${name}» c’è due volte.`, en: `The column "${name}" is there twice.` });
  }
  if (!header.includes('_day')) tell('_day', { it: 'Manca la colonna «_day».', en: 'The column "_day" is missing.' });
  const places = new Map(header.map((name, at) => [name, at]));
  const made = new Map<number, Version>();
  const make = (version: number, columns: Map<string, Column>): Version => ({
    columns: header.flatMap((name, at) => (columns.has(name) ? [[columns.get(name)!, at] as const] : [])),
    validate: compileValidator(task.definitions[version]!),
  });
  return {
    task,
    fact: (cells, name) => (cells[places.get(name) ?? -1] ?? '').trim(),
    of: (version) => {
      const columns = known.get(version);
      if (!columns) return null;
      const one = made.get(version) ?? make(version, columns);
      made.set(version, one);
      return one;
    },
  };
}

function readRow({ task, fact, of }: Table, cells: readonly string[], row: number, tell: Told): ReadRow | null {
  let isRight = true;
  const wrong: Told = (column, message) => {
    isRight = false;
    tell(column, message);
  };
  const among = <T extends string>(name: Fact, known: readonly T[], usual: T): T => {
    const value = fact(cells, name) || usual;
    if (!known.includes(value as T)) wrong(name, notAmong(value, known));
    return value as T;
  };
  const day = fact(cells, '_day');
  if (!isDay(day) || day > task.today) wrong('_day', dayFault(day, task.today));
  const mode = among('_mode', ['paper', 'assisted', 'web'], 'paper');
  const language = among('_language', task.languages, task.languages[0] ?? 'it');
  const noticeVersion = among('_notice', task.notices, task.notice);
  const version = Number(among('_version', Object.keys(task.definitions), String(task.version)));
  const known = of(version);
  if (!known) return null;
  const answers = answersOf(
    known.columns.flatMap(([column, at]) => {
      const cell = (cells[at] ?? '').trim();
      return cell === '' ? [] : [[column, cell] as const];
    }),
  );
  const { faults } = known.validate(answers);
  const [it, en] = [answerFaultList(faults, 'it'), answerFaultList(faults, 'en')];
  it.forEach(({ path, message }, at) => wrong(columnOf(path), { it: message, en: en[at]?.message ?? message }));
  if (task.refused.questions.some((name) => answers[name] === task.refused.answer)) wrong('', tooYoung);
  const id = fact(cells, '_id') || null;
  return isRight ? { row, id, day, mode, language, version, noticeVersion, answers } : null;
}

/** Blocks count from 1 in a table. */
const columnOf = (path: string) => path.replace(/\[(\d+)\]/, (_, at: string) => `[${Number(at) + 1}]`);

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const notAmong = (value: string, known: readonly string[]): Words => ({
  it: `«${value}» non va bene. Si può scrivere: ${known.join(', ')}.`,
  en: `"${value}" is not right. It can be: ${known.join(', ')}.`,
});
const dayFault = (value: string, today: string): Words => ({
  it: `«${value}» non va bene: serve un giorno come 2026-05-31, non dopo oggi (${today}).`,
  en: `"${value}" is not right: a day such as 2026-05-31 is needed, not after today (${today}).`,
});
const tooYoung: Words = {
  it: 'Questa persona è troppo giovane per il questionario.',
  en: 'This person is too young for the survey.',
};
