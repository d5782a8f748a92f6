/** What pages and routes ask of `survey`, put together from the registry, the intake and the holders' own answers. */
import type { AuditEntry } from '../access.ts';
import type { Database, Transaction } from '../data/database.server.ts';
import { surveyAdmin } from './admin/service.ts';
import { askedIn } from './asked/asked.ts';
import { Problem } from '../problem.ts';
import type { PublicSurvey, SurveyService, SurveySummary, Territory } from './contract.ts';
import { dayClock } from './day.ts';
import { programmeAbout } from './programme/about.ts';
import { openIntake, type Intake, type IntakeSurvey } from './intake.ts';
import type { Receipts } from './receipt.ts';
import { setMinorsRoute } from './programme/minors.ts';
import { programmeReference } from './programme/reference.ts';
import type { Registry, SurveyEntry } from './registry/registry.ts';
import { compileChecks, type AnswerChecks } from './guard/checks.ts';
import type { Guard } from './guard/guard.ts';
import { ownResponses, type OnErase, type TypedRows } from './response.ts';
import { territoryBounds } from './territory-bounds.ts';
import type { Validator } from './validator/validator.ts';
import { wavesOf } from './wave.ts';

export interface SurveyServiceOptions {
  readonly database: Database;
  readonly registry: Registry;
  readonly receipts: Receipts;
  readonly guard: Guard;
  readonly typedRows: TypedRows;
  readonly onErase: OnErase;
  readonly now: () => Date;
  /** writes a decision into the audit, in the transaction that stores it */
  readonly record: (tx: Transaction, entry: AuditEntry) => Promise<void>;
}

/** Opens the intake of all surveys of the registry and the service over it. */
export async function openSurveyService(
  options: SurveyServiceOptions,
): Promise<{ service: SurveyService; intake: Intake }> {
  const { database, registry, receipts, guard, typedRows, onErase, now, record } = options;
  const survey = intakeSurveys(registry);
  const intake = await openIntake({ database, receipts, now, survey, guard });
  const own = ownResponses({ database, receipts, now, survey, typedRows, onErase });
  const today = dayClock(now);
  const bounds = territoryBounds();
  const reference = programmeReference(database);
  const shown = (id: string): SurveyEntry => {
    const entry = registry.entry(id);
    if (!isShown(entry)) throw new Problem('not_found', { value: id });
    return entry;
  };
  const ticketFor = (id: string) => guard.issue(id, shown(id).compiled.version);
  const summary = (entry: SurveyEntry) => summaryOf(entry, today(), intake.total(entry.compiled.id));
  const service: SurveyService = {
    programmes: () => [...registry.programmes()],
    admin: surveyAdmin({ database, registry, reference, summary, today }),
    about: (id) => programmeAbout(registry, reference, id),
    surveys: () => registry.entries().filter(isShown).map(summary),
    survey: (id) => publicSurvey(shown(id), summary(shown(id)), ticketFor(id)),
    ticket: (id) => ({ ticket: ticketFor(id) }),
    codebook: (id) => shown(id).codebook,
    asked: async (id, variable, version) => askedIn(database, shown(id), variable, version),
    waves: (id) => wavesOf(shown(id), registry.entries().filter(isShown), summary),
    territories: (id) => shown(id).compiled.territories.map(toldTerritory),
    bounds: (id) => bounds(registry.programme(shown(id).compiled.programme).programme.territory),
    submit: (id, body, sender) => intake.submit(id, body, sender),
    readOwn: (code) => own.read(code),
    correct: (code, body) => own.correct(code, body),
    erase: (code, language) => own.erase(code, language),
    setMinorsRoute: (person, id, route) => setMinorsRoute({ database, registry, today, record }, person, id, route),
  };
  return { service, intake };
}

/** A draft is nobody's business but its editors'. */
const isShown = ({ life }: SurveyEntry): boolean => life.state !== 'draft';

/** The surveys as intake sees them, made once an entry: compiled validators are worth keeping. */
function intakeSurveys(registry: Registry): (id: string) => IntakeSurvey | undefined {
  const made = new WeakMap<SurveyEntry, IntakeSurvey>();
  return (id) => {
    const entry = registry.find(id);
    if (!entry || entry.life.state === 'draft') return undefined;
    const survey = made.get(entry) ?? intakeSurvey(entry);
    made.set(entry, survey);
    return survey;
  };
}

function intakeSurvey(entry: SurveyEntry): IntakeSurvey {
  const { compiled, settings, life, validator, noticeVersions } = entry;
  const languages = new Set(entry.languages);
  const { id, wave, opensOn, closesOn, correctUntil } = { ...settings, id: compiled.id };
  const numbers = Array.from({ length: compiled.version }, (_, index) => index + 1);
  const known = numbers.flatMap((number): [number, Validator][] => {
    const found = validator(number);
    return found ? [[number, found]] : [];
  });
  const { access } = settings;
  const days = { access, opensOn, closesOn, correctUntil };
  const checks = checksOf(entry);
  return { id, wave, life, ...days, validators: new Map(known), checks, noticeVersions, languages, ...minorsOf(entry) };
}

/** Compiled once a version, when somebody first sends answers to it. */
function checksOf({ definitionOf }: SurveyEntry): IntakeSurvey['checks'] {
  const made = new Map<number, AnswerChecks | undefined>();
  return (version) => {
    if (!made.has(version)) {
      const definition = definitionOf(version);
      made.set(version, definition && compileChecks(definition));
    }
    return made.get(version);
  };
}

/** Who may say to be too young, and where; every version that somebody may still send. */
function minorsOf({ minors, ageQuestions }: SurveyEntry): Pick<IntakeSurvey, 'minorsRefusedBy' | 'adultFrom'> {
  return { minorsRefusedBy: minors?.route === 'excluded' ? ageQuestions : [], adultFrom: minors?.adultFrom ?? null };
}

function stateOf({ settings: { opensOn, closesOn }, life }: SurveyEntry, today: string): SurveySummary['state'] {
  if (life.state === 'pilot' || life.state === 'closed') return life.state;
  if (today < opensOn) return 'planned';
  return today > closesOn ? 'closed' : 'open';
}

function summaryOf(entry: SurveyEntry, today: string, responses: number) {
  const { compiled, settings, title, languages, unreviewed, minors } = entry;
  const { id, programme, version, wave, sampleType, unit, synthetic } = compiled;
  const { audience, access, opensOn, closesOn, correctUntil, minutes } = settings;
  const state = stateOf(entry, today);
  return {
    ...{ id, programme, version, wave, title, languages: [...languages], audience, access, state, minutes },
    ...{ unreviewed: [...unreviewed], minors, legalBasis: settings.legalBasis ?? null },
    ...{ opensOn, closesOn, correctUntil, sampleType, unit, responses, synthetic },
  } satisfies SurveySummary;
}

function publicSurvey({ notice, definition }: SurveyEntry, summary: SurveySummary, ticket: string): PublicSurvey {
  return { ...summary, notice, ticket, definition: definition as unknown as PublicSurvey['definition'] };
}

function toldTerritory({ level, code, name, province, area, point }: Territory): Territory {
  return { level, code, name, province, area, point };
}
