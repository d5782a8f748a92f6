import { z } from 'zod';
import { Problem, type ProblemLanguage } from '../problem.ts';
import { Correction, MinorsDecision, Submission } from './contract.ts';

/**
 * The envelope of a response, checked; its answers are not looked into.
 * @throws Problem `malformed` with one entry a fault
 */
export function parseSubmission(body: unknown): Submission {
  if (isSubmission(body)) return body;
  throw malformed(Submission.safeParse(body).error);
}

/** @throws Problem `malformed` */
export function parseCorrection(body: unknown): Correction {
  const parsed = Correction.safeParse(body);
  if (!parsed.success) throw malformed(parsed.error);
  // the answers as they arrived: the schema's copy leaves out a key named `__proto__`
  return { ...parsed.data, answers: (body as Correction).answers };
}

/** @throws Problem `malformed` */
export function parseMinorsDecision(body: unknown): MinorsDecision {
  const parsed = MinorsDecision.safeParse(body);
  if (!parsed.success) throw malformed(parsed.error);
  return parsed.data;
}

const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const keys = new Set(Object.keys(Submission.shape));
const languages: ReadonlySet<unknown> = new Set(Submission.shape.language.options);
const modes: ReadonlySet<unknown> = new Set(Submission.shape.mode.options);

/**
 * What `Submission` accepts, by hand: the schema copies the answers, which costs more than all checks together.
 * A test holds the two equal.
 */
export function isSubmission(body: unknown): body is Submission {
  if (!isObject(body)) return false;
  for (const key of Object.keys(body)) if (!keys.has(key)) return false;
  const { id, version, language, noticeVersion, mode, ticket, token, channel, trap, answers } = body;
  return (
    typeof id === 'string' &&
    uuid4.test(id) &&
    Number.isSafeInteger(version) &&
    (version as number) >= 1 &&
    languages.has(language) &&
    modes.has(mode) &&
    isText(noticeVersion, 40) &&
    (ticket === undefined || ticket === null || isText(ticket, 500)) &&
    (token === undefined || token === null || isText(token, 200)) &&
    (trap === undefined || isText(trap, 500)) &&
    (channel === undefined || channel === null || isText(channel, 40)) &&
    isObject(answers)
  );
}

const isText = (value: unknown, longest: number) => typeof value === 'string' && value.length <= longest;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns a problem with one entry a fault */
export function malformed(error: z.ZodError | undefined): Problem {
  const issues = error?.issues ?? [];
  const errors = (language: ProblemLanguage) =>
    issues.slice(0, 20).map((issue) => ({
      path: issue.path.map(String).join('.').slice(0, 100),
      code: issue.code,
      message: messages[language === 'it' ? 'it' : 'en'](issue).slice(0, 300),
    }));
  const reason = { it: 'i campi non sono quelli previsti', en: 'the fields are not the expected ones' };
  return new Problem('malformed', { reason }, { errors });
}

const italian = z.locales.it().localeError;
const english = z.locales.en().localeError;
type Issue = z.core.$ZodIssue;
const said = (told: ReturnType<typeof english>) => (typeof told === 'string' ? told : (told?.message ?? ''));
const messages: Record<'it' | 'en', (issue: Issue) => string> = {
  it: (issue) => said(italian(issue as Parameters<typeof italian>[0])),
  en: (issue) => said(english(issue as Parameters<typeof english>[0])),
};
