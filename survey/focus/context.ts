/** What every part of the focus groups stands on: who asks, which session, and how far that person reaches. */
import { covers, grantsFor, may, type Action, type AuditEntry, type Person, type Place } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { ProgrammeReference } from '../programme/reference.ts';
import type { Receipts } from '../receipt.ts';
import { locate } from '../register/context.ts';
import type { Registry } from '../registry/registry.ts';
import { readSessions, type SessionPlace, type SessionRow } from './session-store.ts';

/** What else changes with a statement, in the same transaction. */
export interface StatementHooks {
  /** the words became others: `before` and `after` are the whole texts */
  onEdit(tx: Connection, statement: string, before: string, after: string): Promise<void>;
  onRemove(tx: Connection, statements: readonly string[]): Promise<void>;
}

export interface FocusContext extends StatementHooks {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'programme' | 'entries'>;
  readonly reference: Pick<ProgrammeReference, 'guide' | 'organisations'>;
  readonly receipts: Pick<Receipts, 'sign'>;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  readonly now: () => Date;
  /** YYYY-MM-DD */
  readonly today: () => string;
}

export type Reader = Pick<Connection, 'rows'>;
export type Who = Person | null;
export type FocusAction = Extract<Action, `focus.${string}`>;

/** A session within reach. */
export interface Reached<Session extends SessionPlace = SessionRow> {
  readonly person: Person;
  readonly session: Session;
  readonly place: Place;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An id as the database writes it. @throws Problem not_found */
export function idOf(text: string): string {
  if (uuid.test(text)) return text.toLowerCase();
  throw new Problem('not_found', { value: text.slice(0, 60) });
}

/** A moderator's grant opens the own sessions alone; any other one those that it covers. */
export const mayReach = (person: Person, action: FocusAction, moderator: string, place: Place): boolean =>
  grantsFor(person, action).some(
    (grant) => (grant.role !== 'moderator' || moderator === person.id) && covers(grant, place),
  );

/** @throws Problem sign_in_needed; not_found, the same for a session that is not there and one that is out of reach */
export async function reach(context: FocusContext, who: Who, action: FocusAction, id: string): Promise<Reached> {
  if (who === null) throw new Problem('sign_in_needed');
  const [session] = await readSessions(context.database, 's.id = $id::UUID', { id: idOf(id) });
  const [reached] = session ? await within(context, who, action, [session]) : [];
  if (!reached) throw new Problem('not_found', { value: id.slice(0, 60) });
  return reached;
}

/** Those of these sessions that this person reaches. */
export async function within<Session extends SessionPlace>(
  { database }: Pick<FocusContext, 'database'>,
  person: Person,
  action: FocusAction,
  sessions: readonly Session[],
): Promise<Reached<Session>[]> {
  const byProgramme = Map.groupBy(sessions, ({ programme }) => programme);
  const places = new Map<string, Place>();
  for (const [programme, own] of byProgramme) {
    const names = own.map(({ territory }) => territory);
    for (const [name, { around }] of await locate(database, programme, names))
      places.set(`${programme} ${name}`, { programme, territories: around });
  }
  return sessions
    .map((session) => ({ person, session, place: places.get(`${session.programme} ${session.territory}`) ?? session }))
    .filter(({ session, place }) => mayReach(person, action, session.moderator, place));
}

/** The same for a list of one programme, where nobody needs the places: who reaches all of it reaches each. */
export async function amongReached<Session extends SessionPlace>(
  context: Pick<FocusContext, 'database'>,
  person: Person,
  action: FocusAction,
  sessions: readonly Session[],
): Promise<readonly Session[]> {
  const [first] = sessions;
  if (!first || mayReach(person, action, '', { programme: first.programme })) return sessions;
  return (await within(context, person, action, sessions)).map(({ session }) => session);
}

/** The place of a territory of a programme. @throws Problem unknown_reference */
export async function placeOf(context: FocusContext, programme: string, territory: string): Promise<Place> {
  const found = (await locate(context.database, programme, [territory])).get(territory);
  const { territory: own } = context.registry.programme(programme).programme;
  const whole = ('codes' in own ? own.codes : [own.code]).map((code) => `${own.level}:${code}`);
  const inside = found?.around.some((one) => whole.includes(one) || one.startsWith('area:')) ?? false;
  if (!inside) throw new Problem('unknown_reference', { value: territory });
  return { programme, territories: found!.around };
}

/** Whether a person may moderate there. @throws Problem not_found */
export function demandModerator(person: Person, place: Place, name: string): void {
  if (!may(person, 'focus.moderate', place)) throw new Problem('not_found', { value: name });
}

/** What was done, for the audit. */
export const noteOf = (
  { person, session }: { readonly person: Person; readonly session: Pick<SessionRow, 'id' | 'programme'> },
  action: string,
  more: Partial<Pick<AuditEntry, 'object' | 'detail'>> = {},
): AuditEntry => ({ who: person.id, action, programme: session.programme, object: session.id, ...more });
