/** Everything that runs behind the pages and the commands, opened in the order in which it depends on itself. */
import { auditService } from './access/audit-service.ts';
import { openAudit, type OpenAudit } from './access/audit.ts';
import type { AuditService } from './access/contract.ts';
import { createOidc } from './access/oidc.ts';
import type { AuditEntry } from './access.ts';
import type { Passphrases } from './access/passphrase.ts';
import { openAccess, type Access } from './access/service.ts';
import { routes } from './access-routes.ts';
import { afterPurge, openDrafts, type Drafts } from './application-draft.ts';
import { createMarking, openGuard, type Marking } from './application-guard.ts';
import { openCounter, type Counter } from './application-entry.ts';
import { openInviting, type Inviting } from './application-invitation.ts';
import { openLaboratories, type Laboratories } from './application-laboratory.ts';
import { needsSecret, whyOf } from './application-opening.ts';
import { openLinkage, type Linkage } from './application-linkage.ts';
import { createEvidence } from './analytics/evidence/service.ts';
import { createComparisons } from './analytics/compare/service.ts';
import { createPlans } from './analytics/plan/service.ts';
import { createGap } from './analytics/gap/service.ts';
import { createExact } from './analytics/exact-service.ts';
import type { Agreements, ComparisonService, EvidenceService, ExactService, GapService } from './analytics/contract.ts';
import { createAgreements } from './analytics/qualitative/agreement.ts';
import { createAnalytics, type Analytics } from './analytics/service.ts';
import { isDue, publishSnapshot, type Publication, type PublishOptions } from './analytics/snapshot.ts';
import { runWeights, type RunOptions } from './analytics/weight/version-run.ts';
import type { WeightVersion } from './analytics/weight/version.ts';
import type { Config } from './config.ts';
import { openDatabase, type Database } from './data/database.server.ts';
import { traceOf, type Log } from './log.ts';
import { createLearning, type Learning } from './learning.ts';
import { createNoting, type Noting } from './noting.ts';
import { createSettling, heartbeat } from './settling.ts';
import { createCatalogue, type OpenCatalogue } from './survey/catalogue/service.ts';
import { afterEdit, afterRemove, withCodings } from './survey/coding/edit.ts';
import { noteLooks } from './survey/coding/look.ts';
import { createCodings } from './survey/coding/service.ts';
import type { Codings, FocusGroups, Interchange, SeriesService, SurveyService } from './survey/contract.ts';
import { dayOf } from './survey/day.ts';
import type { Intake } from './survey/intake.ts';
import { createFocusGroups } from './survey/focus/service.ts';
import { createInterchange } from './survey/interchange/service.ts';
import { openCounts } from './survey/instrument/pilot.ts';
import { createInstruments, type InstrumentService } from './survey/instrument/service.ts';
import { createSurveyLife, type SurveyLifeService } from './survey/instrument/survey-life.ts';
import { loadProgramme, readProgramme, type LoadOutcome } from './survey/programme/programme.ts';
import { programmeReference, type ProgrammeReference } from './survey/programme/reference.ts';
import { createProjection, type Projection } from './survey/typed/projection.ts';
import { createReceipts } from './survey/receipt.ts';
import { openRegistry, type Registry, type SurveyEntry } from './survey/registry/registry.ts';
import { createRegister, type Register } from './survey/register/service.ts';
import { openSecret } from './survey/secret.ts';
import { createSeries } from './survey/series/service.ts';
import { openSurveyService } from './survey/service.ts';
import { createShapeImports, type OpenShapeImports } from './survey/shapes/service.ts';
import { territoryShapes, type KeptShapes } from './survey/territory-shapes.ts';

export { shippedProgramme, shippedProgrammes } from './shipped.ts';

export interface Application extends Counter, Laboratories, Learning, Drafts, Inviting, Linkage {
  readonly config: Config;
  readonly database: Database;
  /** the server's key */
  readonly key: Buffer;
  readonly registry: Registry;
  readonly intake: Intake;
  readonly projection: Projection;
  readonly survey: SurveyService;
  readonly analytics: Analytics;
  readonly audit: OpenAudit;
  /** the audit as the staff may read it */
  readonly auditService: AuditService;
  readonly noting: Noting;
  readonly marking: Marking;
  readonly exact: ExactService;
  readonly evidence: EvidenceService;
  readonly comparisons: ComparisonService;
  readonly gaps: GapService;
  readonly plans: ReturnType<typeof createPlans>;
  readonly access: Access;
  readonly shapes: KeptShapes;
  readonly shapeImports: OpenShapeImports;
  readonly reference: ProgrammeReference;
  readonly instruments: InstrumentService;
  readonly life: SurveyLifeService;
  readonly now: () => Date;
  readonly register: Register;
  readonly focus: FocusGroups;
  readonly codings: Codings;
  readonly agreements: Agreements;
  readonly interchange: Interchange;
  readonly series: SeriesService;
  readonly catalogue: OpenCatalogue;
  readonly today: () => string;
  /**
   * Reads a folder of `data/programme` into the database and makes everything know it.
   * @param who  the account, `command` or `server`
   */
  loadProgramme(folder: string, who?: string): Promise<LoadOutcome>;
  /**
   * Publishes a snapshot of a survey, if its release plan allows it. One whose programme says how is weighted first.
   * @throws Problem of `publishSnapshot`, of `weigh`, `not_found`
   */
  publish(
    survey: string,
    who: string,
    options?: Pick<PublishOptions, 'closing' | 'onProgress' | 'signal'>,
  ): Promise<Publication>;
  /**
   * Weights the answers of a survey by its margins and its frame, as a new version.
   * @throws Problem of `runWeights`, `not_found`; nothing is stored then
   */
  weigh(survey: string, who: string, options?: Pick<RunOptions, 'dry'>): Promise<Weighed>;
  /** Brings the typed tables up to the last answer and publishes what the release plans allow now. */
  settle(): Promise<readonly Publication[]>;
  /** Begins to settle by itself as answers arrive. */
  start(): void;
  close(): Promise<void>;
}

/** `isOpen`: of volunteers, of whom weights correct what the margins hold and nothing else. */
export interface Weighed {
  readonly version: WeightVersion;
  readonly isOpen: boolean;
}

export interface ApplicationOptions {
  readonly log: Log;
  readonly now?: () => Date;
  /** how passphrases are hashed */
  readonly passphrases?: Passphrases | undefined;
}

const isPublic = ({ life, settings }: SurveyEntry): boolean => life.state !== 'draft' && !settings.attributed;

/** @throws Problem of the database's verdicts, of the secret, of the settings */
export async function openApplication(
  config: Config,
  { log, now = () => new Date(), passphrases }: ApplicationOptions,
): Promise<Application> {
  const report = (event: string, reason?: unknown) => log.warn({ event, ...whyOf(reason) }, 'database');
  const database = await openDatabase({ directory: config.dataDir, memoryLimit: config.memoryLimit, now, report });
  const key = await openSecret(config.secretFile, () => needsSecret(database));
  const receipts = createReceipts(key);
  const audit = await openAudit({ database, directory: config.dataDir, key, now, dayOf });
  const registry = await openRegistry(database);
  const projection = createProjection(database, registry);
  const noting = createNoting(audit, registry);
  const guard = openGuard(key, now);
  const options = {
    database,
    registry,
    receipts,
    guard,
    typedRows: withCodings(projection, registry),
    onErase: noting.onErase,
    now,
    record: audit.record,
  };
  const { service, intake } = await openSurveyService(options);
  // a draft has no figures, not even empty ones
  const surveys = (id: string) => {
    const entry = registry.find(id);
    return entry?.life.state === 'draft' ? undefined : entry?.compiled;
  };
  const analytics = createAnalytics({ database, surveys, k: config.kMin });
  const shapes = await territoryShapes(database);
  const reference = programmeReference(database);
  const today = () => dayOf(now());
  const failed = (reason: unknown) => log.error({ event: 'import_failed', ...traceOf(reason) }, 'import');
  const shapeImports = createShapeImports({
    ...{ database, today, record: audit.record, changed: shapes.renew },
    report: failed,
  });
  const forgotten = (reason: unknown) => log.warn({ event: 'session_not_stored', ...traceOf(reason) }, 'access');
  const record = (entry: AuditEntry) => audit.record(null, entry);
  const exact = createExact({ database, surveys, k: config.kMin, record });
  const looked = (person: string, sessions: readonly string[]) => noteLooks({ database, today }, person, sessions);
  const evidence = createEvidence({ database, registry, k: config.kMin, record, looked });
  const comparisons = createComparisons({ analytics, registry });
  const gaps = createGap({ analytics, registry, reference, today });
  const plans = createPlans({
    ...{ database, registry, reference, analytics, audit, today },
    failed: (reason) => log.error({ event: 'proposal_failed', ...traceOf(reason) }, 'plan'),
  });
  const figures = { analytics, exact, evidence, comparisons, gaps, plans };
  const access = await openAccess({
    database,
    key,
    audit,
    routes,
    origin: config.origin,
    now,
    today,
    report: forgotten,
    oidc: config.oidc && createOidc(config.oidc),
    ...(passphrases && { passphrases }),
  });
  const first = config.firstAdministrator;
  if (first) await access.addFirst(first.email, first.passphrase);
  const register = createRegister({ database, registry, reference, receipts, audit, today, now });
  const focus = createFocusGroups({
    ...{ database, registry, reference, receipts, audit, today, now },
    ...{ onEdit: afterEdit, onRemove: afterRemove },
  });
  const codings = createCodings({ database, registry, audit, today });
  const interchange = createInterchange({ database, registry, reference, focus, codings, audit, today });
  const series = createSeries({ database, registry, audit, today });
  const catalogue = createCatalogue({ database, registry, reference, today, record: audit.record, report: failed });
  const agreements = createAgreements(codings);
  for (const { compiled } of registry.entries().filter(isPublic)) await analytics.reload(compiled.id);
  const counts = openCounts(database);
  const changed = async () => {
    await registry.reload();
    // makes the typed tables of what is new: a figure may be asked for before the first answer
    await projection.run();
    await shapes.renew();
  };
  const staff = { database, registry, today, record: audit.record, changed };
  const instruments = createInstruments(staff);
  const life = createSurveyLife({ ...staff, counts, total: (id) => intake.total(id) });
  const onPublish = noting.onPublish('server');
  const weigh: Application['weigh'] = async (id, who, wanted = {}) => {
    const { compiled, settings } = registry.entry(id);
    const lines = await reference.margins(compiled.programme);
    const source = { survey: compiled, settings: settings.weighting ?? {}, lines };
    const made = await runWeights(database, source, { today: today(), onRun: noting.onWeigh(who), ...wanted });
    return { version: made, isOpen: compiled.sampleType === 'open' };
  };
  const isWeighted = (id: string) => registry.entry(id).settings.weighting !== undefined;
  // answers do not wait for margins: without weights the rows say so, and the log says why
  const marking = createMarking({ database, registry, typedRows: projection, guard, today });
  const weighDue = async (id: string) => {
    await marking.before(id);
    if (!isWeighted(id)) return;
    await weigh(id, 'server').catch((reason: unknown) =>
      log.warn({ event: 'weights_failed', survey: id, ...traceOf(reason) }, 'weights'),
    );
  };
  const stopping = new AbortController();
  const settleAll = createSettling({
    ...{ database, registry, projection, analytics, k: config.kMin, today, onPublish, weigh: weighDue },
    ...{ log, signal: stopping.signal },
  });
  const drafts = openDrafts({ database, registry, key, today });
  const settle = async () => {
    await marking.round();
    return settleAll();
  };
  const linkage = openLinkage({ database, projection, now, hour: config.mixingHour, log });
  const beat = heartbeat(linkage.after(afterPurge(drafts, settle)), log);
  const inviting = openInviting({ config, log, database, registry, receipts, audit, today });
  return {
    ...{ config, database, registry, intake, projection, survey: service, ...figures },
    ...{ access, shapes, shapeImports, reference, register, focus, codings, agreements, interchange, series },
    ...openCounter({ database, registry, intake, receipts, audit, today }),
    ...openLaboratories({ database, analytics, registry, reference, audit, today, attributions: register }),
    ...drafts,
    ...createLearning({ database, registry, analytics, evidence, audit, today }),
    ...inviting,
    mixing: linkage.mixing,
    ...{ catalogue, instruments, life, key, now, today, settle, audit, noting, marking },
    auditService: auditService(audit, database, now),
    loadProgramme: async (folder, who = 'command') => {
      const outcome = await loadProgramme(database, await readProgramme(folder), today(), noting.onLoad(who));
      await changed();
      return outcome;
    },
    publish: async (id, who, wanted = {}) => {
      const { compiled } = registry.entry(id);
      const options = {
        ...{ k: config.kMin, today: today(), onPublish: noting.onPublish(who), signal: stopping.signal },
        ...wanted,
      };
      await marking.before(id);
      if (isWeighted(id) && (await isDue(database, compiled, options))) await weigh(id, who);
      return publishSnapshot(database, compiled, options);
    },
    weigh,
    start: beat.start,
    close: async () => {
      // an audit takes seconds; it begins anew at the next start
      stopping.abort();
      await Promise.all([plans.close(), inviting.invitations.close()]);
      shapeImports.close();
      catalogue.close();
      await Promise.all([beat.stop(), projection.stop(), access.settled(), counts.flush().catch(() => undefined)]);
      await database.close();
      await audit.close();
    },
  };
}
