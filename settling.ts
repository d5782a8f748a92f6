/** What goes on beside the requests: typed tables are filled, due snapshots published, figures in memory renewed. */
import type { Analytics } from './analytics/service.ts';
import { publishDue, type Publication, type PublishOptions } from './analytics/snapshot.ts';
import type { Database } from './data/database.server.ts';
import { traceOf, type Log } from './log.ts';
import type { Projection } from './survey/typed/projection.ts';
import type { Registry } from './survey/registry/registry.ts';

export interface SettlingOptions {
  readonly database: Database;
  readonly registry: Registry;
  readonly projection: Projection;
  readonly analytics: Analytics;
  /** K_MIN */
  readonly k: number;
  /** YYYY-MM-DD */
  readonly today: () => string;
  readonly onPublish: PublishOptions['onPublish'];
  readonly log: Log;
  /** ends an audit under way */
  readonly signal: AbortSignal;
}

/**
 * Makes the round of settling: reads what has arrived, publishes what became due by it, and renews the figures of what
 * was published. A survey that fails does not hold up the others; what is left undone is done by the next round.
 * @returns `settle`, which throws the first failure after it has tried every survey
 */
export function createSettling(options: SettlingOptions): () => Promise<readonly Publication[]> {
  const { database, registry, projection, analytics, k, today, onPublish, log, signal } = options;
  const stale = new Set<string>();
  let unasked = true;

  const settleSurvey = async (id: string, mayBeDue: boolean): Promise<Publication[]> => {
    const settings = { k, today: today(), signal, onProgress: progressOf(id, log), ...(onPublish && { onPublish }) };
    const due = mayBeDue ? await publishDue(database, [registry.entry(id).compiled], settings) : [];
    if (due.length > 0) stale.add(id);
    if (stale.has(id)) await analytics.reload(id);
    stale.delete(id);
    return due;
  };
  return async () => {
    const mayBeDue = (await projection.run()) > 0 || unasked;
    unasked = true;
    const published: Publication[] = [];
    const failures: unknown[] = [];
    for (const { compiled, life } of registry.entries()) {
      if (life.state === 'draft') continue;
      await settleSurvey(compiled.id, mayBeDue).then(
        (due) => published.push(...due),
        (error: unknown) => failures.push(error),
      );
    }
    if (failures.length > 0) throw failures[0];
    unasked = false;
    return published;
  };
}

/** Tells the log that a publication is under way, at its beginning and after each tenth of its audit. */
function progressOf(survey: string, log: Log): PublishOptions['onProgress'] {
  let told = -1;
  return (step, done, of) => {
    const tenth = step === 'counted' ? 0 : Math.floor((10 * done) / of);
    if (tenth === told) return;
    told = tenth;
    log.info({ event: 'publishing', survey, step, done, of }, 'publication');
  };
}

/**
 * Milliseconds between two rounds: an accepted answer is in the exact figures within two seconds. A round costs about
 * 30 ms of processor time however little there is to read, which intake feels when it is busy.
 */
const pause = 1_000;
const longestPause = 60_000;

/** Runs `work` again and again; after a failure the pause doubles, and only the first of a row is logged. */
export function heartbeat(work: () => Promise<unknown>, log: Log): { start(): void; stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let [stopped, failures] = [false, 0];
  const failed = (error: unknown) => {
    if (failures++ === 0 && !stopped) log.warn(traceOf(error), 'settling failed; it is tried again');
  };
  const round = () => {
    running = work()
      .then(() => void (failures = 0), failed)
      .then(() => {
        const wait = Math.min(pause * 2 ** failures, longestPause);
        if (!stopped) timer = setTimeout(round, wait);
      });
  };
  return {
    start: round,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
