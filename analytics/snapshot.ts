/** Publishing: when the release plan allows it, a snapshot is taken and stored, and never changed afterwards. */
import type { Connection, Database } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import type { CompiledSurvey } from '../survey/registry.ts';
import { closingStep, dueStep, notDue, type PastRelease } from './release-plan.ts';
import { takeSnapshot, type TakeOptions } from './snapshot-take.ts';
import { saveSnapshot } from './snapshot-store.ts';
import { sizeStatement } from './view/count.ts';

type Reader = Pick<Connection, 'rows' | 'columns'>;

export interface PublishOptions extends TakeOptions {
  /** the last snapshot, after the day on which answers could still be corrected or erased */
  readonly closing?: boolean;
}

/** What a publication did; cells released, out of those that hold anybody. */
export interface Publication {
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
  const taken = await database.read((reader) => takeIfDue(reader, survey, options));
  if (taken instanceof Problem) return taken;
  const { snapshot, candidates } = taken;
  return database.write(async (transaction) => {
    // somebody else may have published while we counted
    const past = await pastReleases(transaction, survey);
    if (past.some((one) => supersedes(one, snapshot))) return notDue(survey, past, snapshot.responses);
    await saveSnapshot(transaction, snapshot);
    const { id, size, responses } = snapshot;
    return { id, size, responses, cells: { released: snapshot.cells.length, of: candidates } };
  });
}

async function takeIfDue(reader: Reader, survey: CompiledSurvey, options: PublishOptions) {
  const { closing = false, today } = options;
  const lastDay = survey.closesOn > survey.correctUntil ? survey.closesOn : survey.correctUntil;
  if (closing && today <= lastDay) return new Problem('closing_too_early', { value: survey.id, date: lastDay });
  const past = await pastReleases(reader, survey);
  const responses = await countAnswers(reader, survey);
  const step = (closing ? closingStep : dueStep)(survey, past, responses);
  if (step === null) return notDue(survey, past, responses);
  return takeSnapshot(reader, survey, { step, closing, responses }, options);
}

const supersedes = (past: PastRelease, now: PastRelease) => past.closing || (!now.closing && past.size >= now.size);

function pastReleases(reader: Pick<Reader, 'rows'>, survey: CompiledSurvey): Promise<PastRelease[]> {
  return reader.rows<PastRelease>('SELECT size, closing FROM snapshot WHERE survey = ?', [survey.id]);
}

async function countAnswers(reader: Reader, survey: CompiledSurvey): Promise<number> {
  const { sql, parameters } = sizeStatement(survey, []);
  const [row] = await reader.rows<{ n: number }>(sql, parameters);
  return row?.n ?? 0;
}
