/** Everything that runs behind the pages and the commands, opened in the order in which it depends on itself. */
import { join } from 'node:path';
import { createAnalytics, type Analytics } from './analytics/service.ts';
import type { Publication } from './analytics/snapshot.ts';
import type { Config } from './config.ts';
import { openDatabase, type Database } from './data/database.server.ts';
import { failureOf } from './data/failure.ts';
import { traceOf, type Log } from './log.ts';
import { createSettling, heartbeat } from './settling.ts';
import type { SurveyService } from './survey/contract.ts';
import { dayOf } from './survey/day.ts';
import type { Intake } from './survey/intake.ts';
import { openCounts } from './survey/instrument/pilot.ts';
import { createInstruments, type InstrumentOptions, type InstrumentService } from './survey/instrument/service.ts';
import { createSurveyLife, type SurveyLifeService } from './survey/instrument/survey-life.ts';
import { loadProgramme, readProgramme, type LoadOutcome } from './survey/programme/programme.ts';
import { createProjection, type Projection } from './survey/typed/projection.ts';
import { createReceipts } from './survey/receipt.ts';
import { openRegistry, type Registry, type SurveyEntry } from './survey/registry/registry.ts';
import { openSecret } from './survey/secret.ts';
import { openSurveyService } from './survey/service.ts';
import { territoryShapes, type KeptShapes } from './survey/territory-shapes.ts';

export interface Application {
  readonly config: Config;
  readonly database: Database;
  readonly registry: Registry;
  readonly intake: Intake;
  readonly projection: Projection;
  readonly survey: SurveyService;
  readonly analytics: Analytics;
  readonly shapes: KeptShapes;
  readonly instruments: InstrumentService;
  readonly life: SurveyLifeService;
  readonly today: () => string;
  /** Reads a folder of `data/programme` into the database and makes everything know it. */
  loadProgramme(folder: string): Promise<LoadOutcome>;
  /** Brings the typed tables up to the last answer and publishes what the release plans allow now. */
  settle(): Promise<readonly Publication[]>;
  /** Begins to settle by itself as answers arrive. */
  start(): void;
  close(): Promise<void>;
}

export interface ApplicationOptions {
  readonly log: Log;
  readonly now?: () => Date;
  /** writes what staff did into the audit */
  readonly record?: InstrumentOptions['record'];
}

const isPublic = ({ life }: SurveyEntry): boolean => life.state !== 'draft';

/** @throws Problem of the database's verdicts, of the secret, of the settings */
export async function openApplication(
  config: Config,
  { log, now = () => new Date(), record = async () => undefined }: ApplicationOptions,
): Promise<Application> {
  const report = (event: string, reason?: unknown) => log.warn({ event, ...whyOf(reason) }, 'database');
  const database = await openDatabase({ directory: config.dataDir, memoryLimit: config.memoryLimit, now, report });
  const receipts = createReceipts(await openSecret(config.secretFile, () => holdsAnswers(database)));
  const registry = await openRegistry(database);
  const projection = createProjection(database, registry);
  const options = { database, registry, receipts, typedRows: projection, now };
  const { service, intake } = await openSurveyService(options);
  // a draft has no figures, not even empty ones
  const surveys = (id: string) => {
    const entry = registry.find(id);
    return entry?.life.state === 'draft' ? undefined : entry?.compiled;
  };
  const analytics = createAnalytics({ database, surveys, k: config.kMin });
  const shapes = territoryShapes(database);
  const today = () => dayOf(now());
  for (const { compiled } of registry.entries().filter(isPublic)) await analytics.reload(compiled.id);
  const counts = openCounts(database);
  const changed = async () => {
    await registry.reload();
    // makes the typed tables of what is new: a figure may be asked for before the first answer
    await projection.run();
    shapes.forget();
  };
  const staff = { database, registry, today, record, changed };
  const instruments = createInstruments(staff);
  const life = createSurveyLife({ ...staff, counts, total: (id) => intake.total(id) });
  const settle = createSettling({ database, registry, projection, analytics, k: config.kMin, today });
  const beat = heartbeat(settle, log);
  return {
    ...{ config, database, registry, intake, projection, survey: service, analytics, shapes, today, settle },
    ...{ instruments, life },
    loadProgramme: async (folder) => {
      const outcome = await loadProgramme(database, await readProgramme(folder), today());
      await changed();
      return outcome;
    },
    start: beat.start,
    close: async () => {
      await Promise.all([beat.stop(), projection.stop(), counts.flush().catch(() => undefined)]);
      await database.close();
    },
  };
}

/** The kind of a failure to store and where it came from; never what the database said, which may quote an answer. */
function whyOf(reason: unknown): object {
  if (reason === undefined) return {};
  return { failure: failureOf(reason), ...traceOf(reason instanceof Error ? (reason.cause ?? reason) : reason) };
}

/** The programmes that ship. */
export const shippedProgramme = (id: string): string => join(import.meta.dirname, 'data', 'programme', id);

async function holdsAnswers(database: Database): Promise<boolean> {
  const [row] = await database.rows<{ found: boolean }>('SELECT EXISTS (SELECT 1 FROM response) AS found');
  return row?.found ?? false;
}
