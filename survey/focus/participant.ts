/** Participants: a number, a role, a group and what they consented to; never who they are. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { ParticipantChange, type FocusGroups, type Participant } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { noteOf, reach, type FocusContext } from './context.ts';
import { demandNobody } from './nobody.ts';
import { readParticipants, writeParticipant } from './session-store.ts';

export type Participants = Pick<FocusGroups, 'putParticipant' | 'withdrawQuotes'>;

export function participantsOf(context: FocusContext): Participants {
  const { database, audit, today } = context;
  return {
    putParticipant: async (who, id, number, body) => {
      const reached = await reach(context, who, 'focus.moderate', id);
      demandNumber(number);
      const sent = parsed(ParticipantChange, body);
      const { programme, id: session } = reached.session;
      demandNobody(sent.role);
      const known = context.registry.programme(programme).targetGroups;
      if (sent.group !== null && !known.some(({ key }) => key === sent.group))
        throw new Problem('unknown_reference', { value: sent.group });
      return database.write(async (tx) => {
        const now = await participantOf(tx, session, number);
        if (now && isSame(now, sent)) return now;
        const revision = now?.revision ?? 0;
        if (revision !== sent.revision) throw new Problem('revision_conflict', { value: revision });
        const next = { ...sent, number, withdrawnOn: now?.withdrawnOn ?? null, revision: revision + 1 };
        await writeParticipant(tx, session, next);
        const detail = { participant: number };
        await audit.record(tx, noteOf(reached, 'focus.participant', { detail }));
        return next;
      });
    },
    withdrawQuotes: async (who, id, number) => {
      const reached = await reach(context, who, 'focus.withdraw', id);
      const session = reached.session.id;
      return database.write(async (tx) => {
        const now = await participantOf(tx, session, number);
        if (!now) throw new Problem('not_found', { value: String(number) });
        if (now.withdrawnOn !== null) return now;
        const next = { ...now, withdrawnOn: today(), revision: now.revision + 1 };
        await writeParticipant(tx, session, next);
        await audit.record(tx, noteOf(reached, 'focus.withdraw', { detail: { participant: number } }));
        return next;
      });
    },
  };
}

const participantOf = async (tx: Connection, session: string, number: number): Promise<Participant | undefined> =>
  (await readParticipants(tx, session)).find((one) => one.number === number);

const isSame = (now: Participant, sent: ParticipantChange) =>
  (['role', 'group', 'takesPart', 'mayQuote'] as const).every((name) => now[name] === sent[name]);

function demandNumber(number: number): void {
  if (Number.isInteger(number) && number >= 1 && number <= 40) return;
  throw new Problem('not_found', { value: String(number) });
}
