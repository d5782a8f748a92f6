/** Brings a file of answers in: read and checked in a thread, stored in one batch. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inThread } from '../../data/thread.ts';
import { Problem } from '../../problem.ts';
import type { EntryImport, EntryOutcome } from '../contract.ts';
import type { Definition } from '../definition/schema.ts';
import { under16 } from '../programme/schema.ts';
import { invalidRows } from '../register/fault.ts';
import type { SurveyEntry } from '../registry/registry.ts';
import { beginBatch, dropBatch, refuseAgain } from './batch.ts';
import type { EntryOptions } from './context.ts';
import { limit, type ReadRow, type ReadTable, type ReadTask } from './read.ts';

interface File extends EntryImport {
  readonly csv: string;
  /** id of an account, or `command` */
  readonly who: string;
}

/** @throws Problem entry_again, invalid_rows, those of intake; nothing is stored then */
export async function bringFile(options: EntryOptions, entry: SurveyEntry, file: File): Promise<EntryOutcome> {
  const survey = entry.compiled.id;
  const hash = createHash('sha256').update(file.csv).digest('hex');
  await refuseAgain(options.database, survey, hash);
  const { table, rows } = await readFile(await taskOf(options, entry, file.csv));
  const told = { ...table, faults: [...table.faults], header: [...table.header], preview: table.preview.map((one) => [...one]) }; // prettier-ignore
  if (file.dry === '1') return { ...told, stored: 0, known: 0, batch: null };
  if (table.faults.length > 0)
    throw invalidRows(table.faults.map(({ row, column, message }) => ({ row, column: column || 'row', ...message })));
  return { ...told, ...(await store(options, entry, file, { hash, rows })) };
}

async function taskOf({ database, today }: EntryOptions, entry: SurveyEntry, csv: string): Promise<ReadTask> {
  const { compiled, languages, notice, noticeVersions, minors, ageQuestions } = entry;
  const { programme, instrument, version } = compiled;
  const stored = await database.rows<{ version: number; definition: string }>(
    'SELECT version, definition FROM instrument_version WHERE programme = ? AND instrument = ? AND version <= ?',
    [programme, instrument, version],
  );
  const definitions = Object.fromEntries(stored.map((one) => [one.version, JSON.parse(one.definition) as Definition]));
  const questions = minors?.route === 'excluded' ? ageQuestions : [];
  return {
    ...{ csv, definitions, version, languages, today: today(), notice: notice.version, notices: [...noticeVersions] },
    refused: { questions, answer: under16 },
  };
}

async function readFile(task: ReadTask): Promise<{ table: ReadTable; rows: ReadRow[] }> {
  const rows: ReadRow[] = [];
  const tooMuch = () => new Problem('too_large', { limit: `${limit.rows}` });
  const table = await inThread<ReadTable, readonly ReadRow[]>(new URL('./worker.ts', import.meta.url), task, {
    tell: (some) => void rows.push(...some),
    signal: AbortSignal.timeout(limit.time),
    stopped: tooMuch,
    failed: (error) => ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error),
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  return { table, rows };
}

interface Ready {
  readonly hash: string;
  readonly rows: readonly ReadRow[];
}

async function store(
  { database, intake, receipts, audit, today }: EntryOptions,
  { compiled: { id: survey, programme } }: SurveyEntry,
  { file, who }: File,
  { hash, rows }: Ready,
): Promise<Pick<EntryOutcome, 'stored' | 'known' | 'batch'>> {
  const responses = rows.map(({ id, row, ...response }) => ({ ...response, id: idOf(survey, id ?? `${hash}:${row}`) }));
  const ids = await marked(responses, ({ id }) => receipts.marksOf(id).idHmac);
  const coming = { survey, hash, file, who, ids, lines: rows.length, today: today() };
  const batch = await database.write((tx) => beginBatch(tx, coming));
  const accepted = intake.acceptMany(survey, responses, { whole: true }).then((outcome) => {
    if (outcome.refused.length > 0) throw new Problem('invalid_rows', { count: outcome.refused.length });
    return outcome;
  });
  const { stored, known } = await accepted.catch(async (error: unknown) => {
    await database.write((tx) => dropBatch(tx, survey, batch)).catch(() => undefined);
    throw error;
  });
  const detail = { count: stored };
  await audit.record(null, { who, action: 'entry.import', programme, object: `${survey}/${batch}`, detail });
  return { stored, known, batch };
}

/** A few at a time, so that others have their turn. */
async function marked<T>(list: readonly T[], of: (one: T) => string): Promise<string[]> {
  const made: string[] = [];
  for (const [at, one] of list.entries()) {
    if (at % 500 === 499) await nextTurn();
    made.push(of(one));
  }
  return made;
}

/** The same row of the same file has the same identifier (UUID version 4 by its form), so that it comes in once. */
function idOf(survey: string, name: string): string {
  const hex = createHash('sha256').update(`${survey}:${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
