/**
 * Who may do what. One table of actions, each with the roles that may do it and the scope that a grant must cover;
 * both routers and every service read it. What is not in it is denied.
 */
import { z } from 'zod';
import { Problem } from './problem.ts';

export const Role = z.enum([
  'administrator',
  'privacy_officer',
  'instrument_editor',
  'moderator',
  'coder',
  'analyst',
  'planner',
  'partner',
  'operator',
  'interviewer',
]);
export type Role = z.infer<typeof Role>;

/**
 * What a grant covers; null covers everything. `territory` is `level:code` (`province:077`), `organisation` the key
 * of an organisation of the programme.
 */
export const Scope = z.strictObject({
  programme: z.string().min(1).max(60).nullable(),
  territory: z
    .string()
    .max(80)
    .regex(/^(country|region|province|area|municipality):[\w-]+$/)
    .nullable(),
  organisation: z.string().min(1).max(60).nullable(),
});
export type Scope = z.infer<typeof Scope>;

export const Grant = Scope.extend({ role: Role });
export type Grant = z.infer<typeof Grant>;

/** Somebody of the staff who has signed in. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

/**
 * What is kept of an act: who (null: somebody who is not known), which action on which object. Never contents: names of
 * actions, ids and counts only.
 */
export interface AuditEntry {
  readonly who: string | null;
  readonly action: string;
  readonly programme: string | null;
  readonly object: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/**
 * What an action is about. A list names the object and everything that contains it: a municipality's `territories` are
 * itself, its area, province and region; a firm's `organisations` are itself and its association. Left out: the
 * action is about the whole, and only a grant without that limit covers it.
 */
export interface Place {
  readonly programme?: string;
  readonly territories?: readonly string[];
  readonly organisations?: readonly string[];
}

interface Right {
  /** `everybody` without signing in; `staff` whoever has signed in, about the own account only */
  readonly who: 'everybody' | 'staff' | readonly Role[];
}

const everybody: Right = { who: 'everybody' };
const staff: Right = { who: 'staff' };
const only = (...who: Role[]): Right => ({ who });

/** Every action of the program. */
export const rights = {
  'programme.read': everybody,
  'survey.read': everybody,
  'survey.answer': everybody,
  /** answers that somebody gives with help, or gave on paper: at the counter of a programme */
  'response.assist': only('interviewer'),
  /** with the code of a receipt, which is the right */
  'receipt.own': everybody,
  /** with the code of a draft, which is the right */
  'draft.own': everybody,
  'figures.published': everybody,
  'territory.read': everybody,
  /** the separate form: madrina firms, self-employment */
  'interest.declare': everybody,
  /** with the code of a withdrawal, which is the right */
  'interest.own': everybody,
  'service.watch': everybody,
  'session.open': everybody,
  'session.own': staff,
  'account.own': staff,
  'figures.exact': only('analyst'),
  'people.manage': only('administrator'),
  'audit.read': only('administrator', 'privacy_officer'),
  'programme.manage': only('administrator'),
  /** outlines of territories: they belong to no programme */
  'territory.manage': only('administrator'),
  'survey.manage': only('administrator'),
  'survey.watch': only('administrator', 'privacy_officer', 'instrument_editor', 'analyst', 'planner'),
  'privacy.manage': only('privacy_officer'),
  /** who is invited to a survey: contact data, letters, messages */
  'invitation.manage': only('administrator'),
  /** with the code of an invitation, which is the right: whether it lets in; no more messages */
  'invitation.own': everybody,
  'instrument.edit': only('instrument_editor'),
  'organisation.manage': only('administrator'),
  /** the page of the register; each of its parts asks for its own right */
  'register.open': only('administrator', 'privacy_officer', 'planner', 'partner'),
  /** an association sees whether its own members take part */
  'member.read': only('administrator', 'planner', 'partner'),
  'member.write': only('administrator', 'planner'),
  /** firms that said in their own form that schools may see them */
  'madrina.read': only('planner', 'partner'),
  'interest.read': only('privacy_officer', 'planner'),
  'idea.read': only('planner', 'partner'),
  'idea.write': only('planner', 'partner'),
  /** that a firm adopted an idea, that it was taken up */
  'idea.step': only('planner'),
  'uptake.read': only('administrator', 'planner'),
  'uptake.import': only('planner'),
  /** figures that others publish, shown beside those of surveys */
  'series.manage': only('administrator', 'planner'),
  /** courses and editions: files that come in, forms */
  'catalogue.manage': only('administrator', 'planner'),
  /** the register of laboratories: one of them, or the whole list from a file */
  'laboratory.read': everybody,
  'laboratory.edit': only('administrator', 'planner'),
  /** signed consents to figures that bear a name */
  'attribution.manage': only('administrator', 'privacy_officer'),
  /** a moderator's own sessions: planning, notes, files, ranking */
  'focus.moderate': only('moderator'),
  /** sessions and their words; each look at words is noted */
  'focus.read': only('moderator', 'coder', 'analyst'),
  /** that a participant is not to be quoted any more */
  'focus.withdraw': only('moderator', 'analyst', 'privacy_officer'),
  /** lets words stand that seemed to name somebody */
  'focus.clear': only('moderator', 'analyst'),
  /** with the token of the session, which is the right */
  'feedback.give': everybody,
  'code.read': only('moderator', 'coder', 'analyst'),
  'code.propose': only('coder', 'analyst'),
  /** the lead of the shared codes, and whoever decides where two coders differ */
  'code.lead': only('analyst'),
  /** what was coded on words of sessions; each look is noted */
  'coding.read': only('coder', 'analyst'),
  'coding.write': only('coder', 'analyst'),
  'recommendation.read': only('moderator', 'coder', 'analyst', 'planner'),
  'recommendation.raise': only('coder', 'analyst'),
  'recommendation.decide': only('planner', 'analyst'),
  /** plans of training: drafts for whoever plans, partners see what is shared */
  'plan.read': only('administrator', 'analyst', 'planner', 'partner'),
  /** plans that were approved, as they were approved */
  'plan.published': everybody,
  'plan.comment': only('analyst', 'planner', 'partner'),
  'plan.write': only('planner'),
  'plan.approve': only('planner'),
  /** enrolments by line and group: counts of the providers, never shown to partners */
  'plan.follow': only('administrator', 'analyst', 'planner'),
  /** papers as PDF, which cost a browser of their own; the pages themselves are for everybody */
  'paper.print': only('administrator', 'analyst', 'planner'),
  /** microcredentials and passports, as published */
  'credential.read': everybody,
  'credential.write': only('planner'),
  /** gives one to a learner; whose it is, is kept nowhere */
  'credential.issue': only('planner'),
  /** what came of a survey, as published */
  'said.read': everybody,
  'said.write': only('planner'),
  /** quotes that may be read by anybody, and counts */
  'evidence.published': everybody,
} as const satisfies Record<string, Right>;
export type Action = keyof typeof rights;

const right = (action: Action): Right => rights[action];

/** Whether a person may do an action anywhere at all: what a router asks before it knows what the action is about. */
export function mayAnywhere(person: Person | null, action: Action): boolean {
  const { who } = right(action);
  if (who === 'everybody') return true;
  if (person === null) return false;
  return who === 'staff' || person.grants.some(({ role }) => who.includes(role));
}

/** Whether a person may do an action there. */
export function may(person: Person | null, action: Action, place: Place): boolean {
  const { who } = right(action);
  if (who === 'everybody') return true;
  if (person === null) return false;
  return who === 'staff' || grantsFor(person, action).some((grant) => covers(grant, place));
}

/**
 * The same as a demand.
 * @throws Problem `sign_in_needed` when nobody has signed in; `not_found` when this person may not: what one may not
 *   do is not told apart from what does not exist
 */
export function demand(person: Person | null, action: Action, place: Place, value = action as string): void {
  if (may(person, action, place)) return;
  if (person === null) throw new Problem('sign_in_needed');
  throw new Problem('not_found', { value });
}

/** The grants by which a person may do an action somewhere. */
export function grantsFor(person: Person, action: Action): readonly Grant[] {
  const { who } = right(action);
  return typeof who === 'string' ? [] : person.grants.filter(({ role }) => who.includes(role));
}

/** A limit of the grant must be named by the place: a grant for one province does not cover the whole region. */
export function covers(grant: Scope, { programme, territories, organisations }: Place): boolean {
  return (
    (grant.programme === null || grant.programme === programme) &&
    (grant.territory === null || (territories ?? []).includes(grant.territory)) &&
    (grant.organisation === null || (organisations ?? []).includes(grant.organisation))
  );
}
