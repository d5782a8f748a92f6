/** Synthetic responses: drawn by the programme's assumptions, accepted like any other, and marked as made up. */
import type { Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { compileGenerator } from './response.ts';
import type { BulkOutcome, BulkResponse, Intake } from '../intake.ts';
import type { Projection } from '../typed/projection.ts';
import type { Registry } from '../registry/registry.ts';

/** What generating works with. */
export interface GenerateServices {
  readonly database: Database;
  readonly registry: Registry;
  readonly intake: Intake;
  readonly projection: Projection;
}

export interface GenerateOptions {
  readonly survey: string;
  readonly responses: number;
  /** the same seed gives the same responses, whatever machine and number of them */
  readonly seed: string;
  /** told after each batch how many are done */
  readonly onProgress?: (done: number) => void;
  /** stops after the batch under way; what is stored stays, and the same command goes on from there */
  readonly signal?: AbortSignal;
}

/** `known` were stored by an earlier run with the same seed. */
export interface Generated {
  readonly stored: number;
  readonly known: number;
}

const batchSize = 2_000;
/** So many answers between two runs of the projection. */
const projectEvery = 20_000;

/**
 * Generates responses, stores them through intake's bulk path and brings the typed tables up to them. The survey is
 * marked synthetic before the first is stored.
 * @throws Problem not_found, not_synthetic (the survey holds real answers)
 */
export async function generate(services: GenerateServices, options: GenerateOptions): Promise<Generated> {
  const { registry, intake, projection } = services;
  const { survey, responses, seed, onProgress = () => undefined, signal } = options;
  await markSynthetic(services, survey);
  const respond = generatorOf(registry, survey, seed);
  const tally = { stored: 0, known: 0 };
  let batch = range(respond, 0, responses);
  for (let done = 0; done < responses && !signal?.aborted;) {
    const accepted = intake.acceptMany(survey, batch);
    done += batch.length;
    // the next responses are drawn while the database stores these
    batch = range(respond, done, responses);
    add(tally, survey, await accepted);
    // beside the next batches; the run at the end waits for it and meets what is wrong again
    if (done % projectEvery === 0) projection.run().catch(() => undefined);
    onProgress(done);
  }
  await projection.run();
  return tally;
}

function range(respond: (index: number) => BulkResponse, from: number, end: number): BulkResponse[] {
  return Array.from({ length: Math.max(0, Math.min(batchSize, end - from)) }, (_, index) => respond(from + index));
}

/** The validator refuses nothing that the generator draws, or the two are at odds about the instrument. */
function add(tally: { stored: number; known: number }, survey: string, { stored, known, refused }: BulkOutcome): void {
  const [first] = refused;
  if (first) throw new Error(`a generated response to ${survey} was refused: ${JSON.stringify(first.faults)}`);
  tally.stored += stored;
  tally.known += known;
}

/** The responses of a survey, by their number. */
export function generatorOf(registry: Registry, survey: string, seed: string): (index: number) => BulkResponse {
  const { compiled, definition, settings, notice } = registry.entry(survey);
  const { generator } = registry.programme(compiled.programme);
  const places = new Map(compiled.territories.map((place) => [place.code, place]));
  const { version, instrument, wave } = compiled;
  const noticeVersion = notice.version;
  return compileGenerator(
    {
      survey,
      wave,
      definition,
      version,
      noticeVersion,
      instrument,
      generator,
      places,
      days: firstWeeks(settings.opensOn),
    },
    seed,
  );
}

/** The 60 days from the opening: they do not depend on today, so that a seed means the same responses for ever. */
function firstWeeks(opensOn: string): string[] {
  const start = Date.parse(`${opensOn}T00:00:00Z`);
  return Array.from({ length: 60 }, (_, day) => new Date(start + day * 86_400_000).toISOString().slice(0, 10));
}

/**
 * Marks surveys as holding generated answers, for ever; all or none.
 * @throws Problem not_found, not_synthetic (a survey holds real answers)
 */
export async function markSynthetic(services: GenerateServices, ...surveys: readonly string[]): Promise<void> {
  const { database, registry, intake } = services;
  const unmarked = surveys.map((id) => registry.entry(id)).filter(({ compiled }) => !compiled.synthetic);
  for (const { compiled } of unmarked) {
    const count = intake.total(compiled.id);
    if (count > 0) throw new Problem('not_synthetic', { value: compiled.id, count });
  }
  if (unmarked.length === 0) return;
  await database.write(async (tx) => {
    for (const { compiled, settings } of unmarked) {
      const marked = JSON.stringify({ ...settings, synthetic: true });
      await tx.run('UPDATE survey SET settings = ? WHERE id = ?', [marked, compiled.id]);
    }
  });
  await registry.reload();
}
