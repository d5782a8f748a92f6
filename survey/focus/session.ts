/** Sessions: planned by their moderator, opened, closed, opened again. */
import { Problem } from '../../problem.ts';
import {
  NewSession,
  SessionChange,
  type FocusGroups,
  type FocusSession,
  type SessionState,
  type SessionSummary,
} from '../contract.ts';
import { enter } from '../register/context.ts';
import { parsed } from '../register/parse.ts';
import { demandNobody, demandNobodyAt } from './nobody.ts';
import * as store from './session-store.ts';
import type { SessionRow } from './session-store.ts';
import {
  amongReached,
  demandModerator,
  mayReach,
  noteOf,
  placeOf,
  reach,
  type FocusContext,
  type Who,
} from './context.ts';

export type Sessions = Pick<FocusGroups, 'sessions' | 'session' | 'plan' | 'change'>;

export function sessionsOf(context: FocusContext): Sessions {
  const { database, audit, today } = context;

  const session = async (who: Who, id: string): Promise<FocusSession> => {
    const { person, session: row, place } = await reach(context, who, 'focus.read', id);
    const mayDo = (action: 'focus.moderate' | 'focus.withdraw' | 'focus.clear') =>
      mayReach(person, action, row.moderator, place);
    return {
      ...summaryOf(row),
      people: await store.readParticipants(database, row.id),
      topics: await store.readTopics(database, row.programme, row.guide),
      may: { write: mayDo('focus.moderate'), withdraw: mayDo('focus.withdraw'), clear: mayDo('focus.clear') },
    };
  };

  return {
    session,
    sessions: async (who, programme) => {
      const person = enter(context, who, 'focus.read', programme);
      const rows = await store.readSessions(database, 's.programme = $programme', { programme });
      return (await amongReached(context, person, 'focus.read', rows)).map(summaryOf);
    },
    plan: async (who, body) => {
      const plan = parsed(NewSession, body);
      const person = enter(context, who, 'focus.moderate', plan.programme);
      demandModerator(person, await placeOf(context, plan.programme, plan.territory), plan.territory);
      checkGroups(context, plan.programme, plan.groups);
      checkNames(plan);
      const guide = await context.reference.guide(plan.programme);
      if (!guide) throw new Problem('guide_missing', { value: plan.programme });
      const row = { ...plan, id: plan.id.toLowerCase(), guide: guide.version, moderator: person.id };
      const created = await database.write(async (tx) => {
        const [known] = await store.readSessions(tx, 's.id = $id::UUID', { id: row.id });
        if (known) return demandSame(known, row);
        await store.insertSession(tx, { ...row, createdOn: today() });
        await audit.record(tx, noteOf({ person, session: row }, 'focus.plan'));
        return true;
      });
      return { created, session: await session(who, row.id) };
    },
    change: async (who, id, body) => {
      const reached = await reach(context, who, 'focus.moderate', id);
      const { revision, ...change } = parsed(SessionChange, body);
      const { person, session: row } = reached;
      if (change.territory !== undefined)
        demandModerator(person, await placeOf(context, row.programme, change.territory), change.territory);
      if (change.groups !== undefined) checkGroups(context, row.programme, change.groups);
      checkNames(change);
      await database.write(async (tx) => {
        const [now] = await store.readSessions(tx, 's.id = $id::UUID', { id: row.id });
        const next = { ...now!, ...given(change) };
        if (JSON.stringify(next) === JSON.stringify(now)) return;
        if (now!.revision !== revision) throw new Problem('revision_conflict', { value: now!.revision });
        demandStep(now!.state, next.state);
        if (next.state === 'closed' && now!.state === 'closed') throw new Problem('session_closed');
        await store.updateSession(tx, next);
        await audit.record(tx, noteOf(reached, 'focus.change', { detail: { session: next.state } }));
      });
      return session(who, row.id);
    },
  };
}

const given = <T extends object>(change: T) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };

/** What a session may become next; what it is already, always. */
const steps: Readonly<Record<SessionState, readonly SessionState[]>> = {
  planned: ['live', 'closed'],
  live: ['closed'],
  closed: ['live'],
};

function demandStep(from: SessionState, to: SessionState): void {
  if (from !== to && !steps[from].includes(to)) throw new Problem('session_step', { value: from });
}

function checkGroups({ registry }: FocusContext, programme: string, groups: readonly string[]): void {
  const known = registry.programme(programme).targetGroups.map(({ key }) => key);
  const unknown = groups.find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Problem('unknown_reference', { value: unknown });
}

/** What names somebody is read by everybody who sees the list. @throws Problem names_somebody */
function checkNames({ title, place }: Partial<Pick<SessionRow, 'title' | 'place'>>): void {
  if (title !== undefined) demandNobody(title);
  if (place !== undefined) demandNobodyAt(place);
}

const plan = ['title', 'heldOn', 'place', 'territory', 'groups', 'language'] as const;

/** The same session sent twice is one; once it was changed, the plan that comes again is the older one. */
function demandSame(
  known: SessionRow,
  sent: Pick<SessionRow, (typeof plan)[number] | 'programme' | 'moderator'>,
): false {
  const isOwn = known.moderator === sent.moderator && known.programme === sent.programme;
  const isSame = plan.every((name) => JSON.stringify(known[name]) === JSON.stringify(sent[name]));
  if (!isOwn || (known.revision === 1 && !isSame)) throw new Problem('session_conflict');
  return false;
}

function summaryOf({ moderator, moderatorName, ...row }: SessionRow): SessionSummary {
  return { ...row, moderator: { id: moderator, name: moderatorName } };
}
