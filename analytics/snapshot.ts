/** Publishing: when the release plan allows it, a snapshot is taken and stored, and never changed afterwards. */
import type { Connection, Database, Transaction } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import { closingStep, dueStep, notDue, type PastRelease } from './release-plan.ts';
import { takeSnapshot, type Moment, type TakeOptions } from './snapshot-take.ts';
import { saveSnapshot } from './snapshot-store.ts';
import { sizeStatement } from './view/count.ts';

type Reader = Pick<Connection, 'rows'>;

export interface PublishOptions extends TakeOptions {
  /** the last snapshot, after the day on which answers could still be corrected or erased */
  readonly closing?: boolean;
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
}

/**
 * Publishes a survey if its release plan allows it now: the largest preset size that is reached and not yet taken,
 * or the closing one.
 * @throws Problem publication_not_due, publication_finished, closing_too_early
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
  const expected = await momentOf(database, survey, options);
  if (expected instanceof Problem) return expected;
  // one transaction: all counts see the same answers, and nobody publishes the same step twice
  return database.write(async (transaction) => {
    const moment = await momentOf(transaction, survey, options);
    if (moment instanceof Problem) return moment;
    const { snapshot, candidates } = await takeSnapshot(transaction, survey, moment, options);
    await saveSnapshot(transaction, snapshot);
    const { id, size, responses, cells } = snapshot;
    const publication = { survey: survey.id, id, size, responses, cells: { released: cells.length, of: candidates } };
    await options.onPublish?.(transaction, publication);
    return publication;
  });
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
  return step === null ? notDue(survey, past, responses) : { step, closing, responses };
}

function pastReleases(reader: Reader, survey: CompiledSurvey): Promise<PastRelease[]> {
  return reader.rows<PastRelease>('SELECT size, closing FROM snapshot WHERE survey = ?', [survey.id]);
}

async function countAnswers(reader: Reader, survey: CompiledSurvey): Promise<number> {
  const { sql, parameters } = sizeStatement(survey, []);
  const [row] = await reader.rows<{ n: number }>(sql, parameters);
  return row?.n ?? 0;
}
