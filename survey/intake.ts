/** Where answers arrive: checked, kept once, and only then acknowledged. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AppendOutcome, Database, ResponseEntry } from '../data/database.server.ts';
import { catalogue, fill, Problem, type ProblemLanguage } from '../problem.ts';
import { say } from '../problem-entry.ts';
import { canonicalJson } from './canonical.ts';
import type { Acceptance, RespondentLanguage, Sender, Submission } from './contract.ts';
import { dayClock } from './day.ts';
import { under16 } from './programme/schema.ts';
import type { AnswerChecks } from './guard/checks.ts';
import { anybody, type Guard } from './guard/guard.ts';
import { channelOf, claimOf, knownChannels, uninvited } from './invitation/claim.ts';
import type { SurveyLife } from './registry/registry.ts';
import { encodeRecordText } from './record.ts';
import { hash128, type Receipts } from './receipt.ts';
import { parseSubmission } from './submission.ts';
import { answerFaultList, type AnswerFault, type Validator } from './validator/validator.ts';

/** What intake needs to know of a survey. Days are YYYY-MM-DD and belong to the span they end. */
export interface IntakeSurvey {
  readonly id: string;
  readonly wave: string;
  readonly life: SurveyLife;
  /** `token`: only with the code of an invitation */
  readonly access: 'open' | 'token';
  readonly opensOn: string;
  readonly closesOn: string;
  /** last day on which a receipt corrects or erases */
  readonly correctUntil: string;
  /** every published version; a person may send what was on the screen when a new one came out */
  readonly validators: ReadonlyMap<number, Validator>;
  /** what else is looked at in answers to a published version */
  readonly checks: (version: number) => AnswerChecks | undefined;
  /** every published version of its notice, for the same reason */
  readonly noticeVersions: ReadonlySet<string>;
  /** those that it speaks */
  readonly languages: ReadonlySet<RespondentLanguage>;
  /** questions in which somebody may say to be under the age of consent; empty where they may take part */
  readonly minorsRefusedBy: readonly string[];
  /** the age of consent, where there is one */
  readonly adultFrom: number | null;
}

export interface IntakeOptions {
  readonly database: Database;
  readonly receipts: Receipts;
  readonly now: () => Date;
  readonly survey: (id: string) => IntakeSurvey | undefined;
  readonly guard: Guard;
}

/** A response that comes in bulk (generator, import), with the day on which it was given. */
export interface BulkResponse {
  readonly id: string;
  readonly version: number;
  readonly language: RespondentLanguage;
  readonly mode: Submission['mode'];
  readonly noticeVersion: string;
  readonly day: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Outcome of a bulk: `refused` names the place in the list and the faults; the others are stored or were before. */
export interface BulkOutcome {
  readonly stored: number;
  readonly known: number;
  readonly refused: readonly { readonly index: number; readonly faults: readonly AnswerFault[] }[];
}

export interface Intake {
  /**
   * Takes one response; resolves when it is on the disk. The same id and body give the same receipt.
   * @param modes  in which it may be given: what is sent by anybody comes from the web
   * @throws Problem `malformed`, `mode_not_allowed`, `not_found`, `version_unknown`, `notice_unknown`, `language_unknown`,
   *   `survey_closed`, `token_invalid`, `token_used`, `invalid_answers`, `minor_not_admitted`, `id_conflict`, `erased`,
   *   `storage_unavailable`
   */
  submit(
    surveyId: string,
    body: unknown,
    sender?: Sender,
    modes?: readonly Submission['mode'][],
  ): Promise<{ created: boolean; acceptance: Acceptance }>;
  /**
   * Takes many through the same validator; the days of the survey are not asked.
   * @param options  `whole`: where one is refused, none is stored
   * @throws Problem `version_unknown`, `notice_unknown`, `language_unknown`, `minor_not_admitted`
   */
  acceptMany(
    surveyId: string,
    responses: readonly BulkResponse[],
    options?: { readonly whole?: boolean },
  ): Promise<BulkOutcome>;
  /** Forgets answers that were taken back as if they had never come. */
  forget(surveyId: string, count: number): void;
  /** Every accepted answer of a survey, erased ones included, those of its pilot left out: it never falls. */
  total(surveyId: string): number;
}

export async function openIntake(options: IntakeOptions): Promise<Intake> {
  const { database, receipts, now, survey, guard } = options;
  const today = dayClock(now);
  const isChannel = knownChannels(database);
  const totals = await readTotals(database);
  const count = ({ id, life }: IntakeSurvey, outcome: AppendOutcome) => {
    if (outcome.kind === 'stored' && life.state !== 'pilot') totals.set(id, (totals.get(id) ?? 0) + 1);
  };
  return {
    submit: async (surveyId, body, sender = anybody, modes = web) => {
      const target = found(survey(surveyId), surveyId);
      const submission = parseSubmission(body);
      refuseMode(submission, modes);
      const { entry, code } = admit(target, submission, receipts, today());
      const refusal = refusalOf(target, submission, today());
      if (refusal && !(await isKnown(database, entry))) throw refusal;
      const claim = claimOf(target, submission, receipts);
      const channel = await channelOf(submission, surveyId, isChannel);
      const marks = [
        ...guard.marksOf(surveyId, submission, sender, target.checks(submission.version)),
        ...guard.burstOf(submission, sender, entry.idHmac),
      ];
      const outcome = await database.append({ ...entry, channel, claim, marks });
      count(target, outcome);
      const receivedOn = acknowledged(outcome, entry);
      return { created: outcome.kind === 'stored', acceptance: { id: submission.id, receipt: code, receivedOn } };
    },
    acceptMany: async (surveyId, responses, { whole = false } = {}) => {
      const target = found(survey(surveyId), surveyId);
      const { entries, refused } = await sift(target, responses, receipts);
      if (whole && refused.length > 0) return { stored: 0, known: 0, refused };
      const outcomes = entries.length === 0 ? [] : await database.appendBulk(entries);
      for (const outcome of outcomes) count(target, outcome);
      const stored = outcomes.filter(({ kind }) => kind === 'stored').length;
      return { stored, known: outcomes.length - stored, refused };
    },
    forget: (surveyId, gone) => void totals.set(surveyId, (totals.get(surveyId) ?? 0) - gone),
    total: (surveyId) => totals.get(surveyId) ?? 0,
  };
}

const web = ['web'] as const;

/** @throws Problem `mode_not_allowed` */
function refuseMode({ mode }: Submission, modes: readonly Submission['mode'][]): void {
  if (!modes.includes(mode)) throw new Problem('mode_not_allowed', { value: mode, known: modes.join(', ') });
}

/** The survey, or the problem that there is none. */
export function found<T>(survey: T | undefined, id: string): T {
  if (survey === undefined) throw new Problem('not_found', { value: id });
  return survey;
}

async function readTotals(database: Database): Promise<Map<string, number>> {
  const rows = await database.rows<{ survey: string; n: number }>(
    'SELECT survey, count(*)::INTEGER AS n FROM response WHERE pilot IS NOT TRUE GROUP BY survey',
  );
  return new Map(rows.map(({ survey, n }) => [survey, n]));
}

/** Checks the answers and makes the record of them. */
function admit(survey: IntakeSurvey, submission: Submission, receipts: Receipts, day: string) {
  const { validate } = versionOf(survey, submission.version);
  refuseUnknownNotice(survey, submission.noticeVersion);
  const { faults, skipped } = validate(submission.answers);
  if (faults.length > 0) throw invalidAnswers(faults);
  refuseMinor(survey, submission.answers);
  return record(survey, submission, skipped, receipts, day);
}

/** @throws Problem `version_unknown` (422: the request is well formed, its version was never published) */
export function versionOf(survey: IntakeSurvey, version: number): { validate: Validator } {
  const validate = survey.validators.get(version);
  if (validate) return { validate };
  const known = [...survey.validators.keys()].join(', ');
  throw new Problem('version_unknown', { survey: survey.id, value: version, known });
}

/** @throws Problem `notice_unknown` (422, as for the version of the questions) */
function refuseUnknownNotice({ id, noticeVersions }: IntakeSurvey, value: string): void {
  if (noticeVersions.has(value)) return;
  throw new Problem('notice_unknown', { survey: id, value, known: [...noticeVersions].join(', ') });
}

/** The problem of a language that a survey does not speak, with an entry at `language`; null where it does. */
export function languageRefusal({ id, languages }: IntakeSurvey, value: RespondentLanguage): Problem | null {
  if (languages.has(value)) return null;
  const values = { survey: id, value, known: [...languages].join(', ') };
  const message = (language: ProblemLanguage) => fill(say(catalogue.language_unknown.detail, language), values);
  const errors = (language: ProblemLanguage) => [
    { path: 'language', code: 'language_unknown', message: message(language) },
  ];
  return new Problem('language_unknown', values, { errors });
}

/** @throws Problem `minor_not_admitted`: nothing of what was sent is kept */
export function refuseMinor({ id, minorsRefusedBy, adultFrom }: IntakeSurvey, answers: Told['answers']): void {
  if (minorsRefusedBy.some((question) => answers[question] === under16))
    throw new Problem('minor_not_admitted', { value: id, age: adultFrom ?? '' });
}

export function invalidAnswers(faults: readonly AnswerFault[]): Problem {
  const errors = (language: ProblemLanguage) => answerFaultList(faults, language);
  return new Problem('invalid_answers', { count: faults.length }, { errors });
}

type Told = Pick<Submission, 'id' | 'version' | 'language' | 'mode' | 'noticeVersion'> & {
  readonly answers: Readonly<Record<string, unknown>>;
};

function record(survey: IntakeSurvey, told: Told, skipped: readonly string[], receipts: Receipts, day: string) {
  const { id, version, language, mode, noticeVersion } = told;
  const answers = canonicalJson(told.answers);
  const { idHmac, code, receiptHash } = receipts.marksOf(id);
  // what the same send repeats; a ticket is not part of it, since a reloaded page has a new one, nor the code of an
  // invitation: whoever knew all codes could try which of them makes the hash
  const bodyHash = hash128(JSON.stringify([survey.id, version, language, mode, noticeVersion, '']) + answers);
  const { id: surveyId, wave } = survey;
  const kept = survey.checks(version)?.redact(told.answers) ?? told.answers;
  const raw = encodeRecordText(kept === told.answers ? answers : canonicalJson(kept), skipped);
  const entry: ResponseEntry = {
    idHmac,
    bodyHash,
    survey: surveyId,
    version,
    wave,
    language,
    mode,
    noticeVersion,
    day,
    receiptHash,
    raw,
    pilot: survey.life.state === 'pilot',
  };
  return { entry, code };
}

/** A pilot runs before the first day; a survey that was closed stays so whatever its last day. */
const isClosed = ({ life, opensOn, closesOn }: IntakeSurvey, day: string) =>
  life.state === 'closed' || (life.state !== 'pilot' && (day < opensOn || day > closesOn));

/** Why nothing new is taken: the survey is closed, does not speak the language, or asks whom it invited. */
function refusalOf(survey: IntakeSurvey, submission: Submission, day: string): Problem | null {
  if (!isClosed(survey, day)) return languageRefusal(survey, submission.language) ?? uninvited(survey, submission);
  const { id: value, opensOn, life } = survey;
  const closesOn = life.state === 'closed' ? (life.since ?? survey.closesOn) : survey.closesOn;
  return new Problem('survey_closed', { value, opensOn: { day: opensOn }, closesOn: { day: closesOn } });
}

/** Whatever is refused by now, a repeated send still gets its receipt: the first one may have been lost on the way. */
async function isKnown(database: Database, { idHmac }: ResponseEntry): Promise<boolean> {
  const known = await database.rows('SELECT 1 AS known FROM response WHERE id_hmac = ?::UUID', [idHmac]);
  return known.length > 0;
}

/** @returns the day of the first arrival */
function acknowledged(outcome: AppendOutcome, entry: ResponseEntry): string {
  if (outcome.kind === 'stored') return entry.day;
  if (outcome.kind === 'barred') throw new Problem(outcome.used ? 'token_used' : 'token_invalid');
  if (outcome.erased) throw new Problem('erased');
  if (outcome.bodyHash !== entry.bodyHash) throw new Problem('id_conflict');
  return outcome.day ?? entry.day;
}

/** So many are checked in one turn of the event loop: whoever sends one answer does not wait for twenty thousand. */
const turn = 200;

async function sift(survey: IntakeSurvey, responses: readonly BulkResponse[], receipts: Receipts) {
  const entries: ResponseEntry[] = [];
  const refused: { index: number; faults: readonly AnswerFault[] }[] = [];
  for (const [index, response] of responses.entries()) {
    if (index > 0 && index % turn === 0) await nextTurn();
    refuseUnknownNotice(survey, response.noticeVersion);
    const refusal = languageRefusal(survey, response.language);
    if (refusal) throw refusal;
    const { faults, skipped } = versionOf(survey, response.version).validate(response.answers);
    refuseMinor(survey, response.answers);
    if (faults.length > 0) refused.push({ index, faults });
    else entries.push(record(survey, response, skipped, receipts, response.day).entry);
  }
  return { entries, refused };
}
