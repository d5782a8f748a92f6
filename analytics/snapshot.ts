/** Publishing: when the release plan allows it, a snapshot is taken and stored, and never changed afterwards. */
import type { Connection, Database, Transaction } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import { generationOf } from '../survey/linkage/generation.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { TableCoverage } from './disclosure/index.ts';
import { budgetOf, closingStep, dueStep, notDue, type PastRelease } from './release-plan.ts';
import { publicationsOf } from './release/past.ts';
import { saveRelease, type Kept } from './release/save.ts';
import { auditInThread } from './release/thread.ts';
import type { Verdict } from './release/verdict.ts';
import { questionOf, readState, shownIn, snapshotOf, type Moment, type TakeOptions } from './snapshot-take.ts';
import { saveSnapshot, type Snapshot } from './snapshot-store.ts';
import { sizeStatement } from './view/count.ts';

type Reader = Pick<Connection, 'rows'>;

export interface PublishOptions extends TakeOptions {
  /** the last snapshot, after the day on which answers could still be corrected or erased */
  readonly closing?: boolean;
  /** stops it; nothing is stored then */
  readonly signal?: AbortSignal | undefined;
  /** notes it, inside the transaction that stores it */
  readonly onPublish?: (transaction: Transaction, publication: Publication) => Promise<void>;
}

/** What a publication did; cells released, out of those that hold anybody. */
export interface Publication {
  readonly survey: string;
  readonly id: string;
  readonly size: number;
  readonly responses: number;
  readonly cells: { readonly released: number; readonly of: number };
  /** of each table the share of respondents in released cells: for who publishes, never for the public */
  readonly coverage: readonly TableCoverage[];
}

/**
 * Publishes a survey if its release plan allows it now: the largest preset size that is reached and not yet taken,
 * or the closing one.
 * @throws Problem publication_not_due, publication_finished, closing_too_early, publication_stopped, audit_inexact
 */
export async function publishSnapshot(
  database: Database,
  survey: CompiledSurvey,
  options: PublishOptions,
): Promise<Publication> {
  const publication = await publish(database, survey, options);
  if (publication instanceof Problem) throw publication;
  return publication;
}

/**
 * Publishes the surveys of which a preset size is reached; the server's background job calls it.
 * The closing snapshot is a decision and not taken here.
 * @returns what was published; usually nothing
 */
export async function publishDue(
  database: Database,
  surveys: Iterable<CompiledSurvey>,
  options: PublishOptions,
): Promise<Publication[]> {
  const published: Publication[] = [];
  for (const survey of surveys) {
    const publication = await publish(database, survey, { ...options, closing: false });
    if (!(publication instanceof Problem)) published.push(publication);
  }
  return published;
}

async function publish(
  database: Database,
  survey: CompiledSurvey,
  options: PublishOptions,
): Promise<Publication | Problem> {
  for (;;) {
    const publication = await publishOnce(database, survey, options);
    if (publication !== overtaken) return publication;
  }
}

/** Somebody else published while this one was audited, or answers got other numbers. */
const overtaken = Symbol('overtaken');

/** Reads in one state, audits beside the server, stores in one short transaction. */
async function publishOnce(
  database: Database,
  survey: CompiledSurvey,
  options: PublishOptions,
): Promise<Publication | Problem | typeof overtaken> {
  let generation = 0;
  const state = await database.readTogether(async (reader) => {
    generation = await generationOf(reader);
    const moment = await momentOf(reader, survey, options);
    return moment instanceof Problem ? moment : readState(reader, survey, moment, options);
  });
  if (state instanceof Problem) return state;
  const { task, standing } = questionOf(state, options.k);
  const tell = (done: number, of: number) => options.onProgress?.('audited', done, of);
  const verdict = await auditInThread(task, { tell, signal: options.signal });
  const snapshot = snapshotOf(survey, state, verdict, options);
  const { population, measures, past } = state;
  const publication = past.publications.length;
  const { id, cells } = snapshot;
  const kept: Kept = {
    survey: survey.id,
    publication,
    isLast: state.moment.closing,
    snapshot: id,
    cells,
    shown: shownIn(snapshot),
    population,
    standing,
    measures,
  };
  return database.write(async (transaction) => {
    if ((await publicationsOf(transaction, survey.id)) !== publication) return overtaken;
    // what was read knows answers by numbers of before
    if ((await generationOf(transaction)) !== generation) return overtaken;
    await saveSnapshot(transaction, snapshot);
    await saveRelease(transaction, kept);
    const done = publicationOf(snapshot, verdict);
    await options.onPublish?.(transaction, done);
    return done;
  });
}

function publicationOf({ survey, id, size, responses, cells }: Snapshot, { release }: Verdict): Publication {
  const { coverage } = release;
  return { survey, id, size, responses, cells: { released: cells.length, of: release.cells.length }, coverage };
}

/** Whether the release plan allows a publication now. */
export async function isDue(reader: Reader, survey: CompiledSurvey, options: PublishOptions): Promise<boolean> {
  return !((await momentOf(reader, survey, options)) instanceof Problem);
}

/** What may be published now, or why nothing may. */
async function momentOf(
  reader: Reader,
  survey: CompiledSurvey,
  { closing = false, today }: PublishOptions,
): Promise<Moment | Problem> {
  const lastDay = survey.closesOn > survey.correctUntil ? survey.closesOn : survey.correctUntil;
  if (closing && today <= lastDay) return new Problem('closing_too_early', { value: survey.id, date: lastDay });
  const past = await pastReleases(reader, survey);
  const responses = await countAnswers(reader, survey);
  const step = (closing ? closingStep : dueStep)(survey, past, responses);
  if (step === null) return notDue(survey, past, responses);
  return { step, closing, responses, budget: budgetOf(survey, past, step, closing) };
}

function pastReleases(reader: Reader, survey: CompiledSurvey): Promise<PastRelease[]> {
  return reader.rows<PastRelease>('SELECT size, closing FROM snapshot WHERE survey = ?', [survey.id]);
}

async function countAnswers(reader: Reader, survey: CompiledSurvey): Promise<number> {
  const { sql, parameters } = sizeStatement(survey, []);
  const [row] = await reader.rows<{ n: number }>(sql, parameters);
  return row?.n ?? 0;
}
