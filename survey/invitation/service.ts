/** Who is invited to a survey, what is sent to them, and how many answered. */
import type { Person } from '../../access.ts';
import { Problem, type ProblemLanguage } from '../../problem.ts';
import {
  LettersSent,
  NewChannel,
  type InvitationDoor,
  type Invitations,
  type InvitationState,
  type InviteeState,
} from '../contract.ts';
import { parse } from './asked.ts';
import { addChannel, findChannel, readChannels } from './channel.ts';
import { enter, type Entered, type InvitationOptions } from './context.ts';
import { checkDraft, limit, namesOf, openDraft, toldDraft, type HeldDraft } from './draft.ts';
import { responseRates } from './rate.ts';
import { letterOf } from './message.ts';
import { knownOf, type NewInvitee } from './row.ts';
import { aboutOf, createSendings } from './sending.ts';
import * as store from './store.ts';

/** `close` stops what is being sent. */
export type OpenInvitations = Invitations & { close(): Promise<void> };

export function createInvitations(options: InvitationOptions): OpenInvitations {
  const { database, receipts, audit, today } = options;
  const drafts = new Map<string, HeldDraft>();
  const sendings = createSendings(options);
  const nameOf = ({ person, entry }: Entered) => `${person.id} ${entry.compiled.id}`;
  const hold = (entered: Entered, draft: HeldDraft) => {
    drafts.delete(nameOf(entered));
    drafts.set(nameOf(entered), draft);
    for (const name of [...drafts.keys()].slice(0, Math.max(0, drafts.size - limit.held))) drafts.delete(name);
  };
  const held = (entered: Entered): HeldDraft => {
    const draft = drafts.get(nameOf(entered));
    if (draft === undefined) throw new Problem('invitee_not_checked');
    return draft;
  };
  const checked = async ({ entry }: Entered, draft: HeldDraft, reader: Pick<InvitationOptions['database'], 'rows'>) => {
    const sql = 'SELECT name, email, street, town, reference FROM invitee WHERE survey = ?';
    const listed = (await reader.rows<NewInvitee>(sql, [entry.compiled.id])).flatMap(namesOf);
    return checkDraft(draft, knownOf(entry), new Set(listed));
  };
  const note = (
    tx: Parameters<typeof audit.record>[0],
    { person, programme, entry }: Entered,
    act: string,
    n: number,
  ) =>
    audit.record(tx, {
      ...{ who: person.id, action: `invitation.${act}`, programme, object: entry.compiled.id, detail: { count: n } },
    });
  const due = async (survey: string, kind: 'invitation' | 'reminder') => {
    const count = (way: store.Way) => store.countDue(database, { survey, kind, way, day: today(), after: 7 });
    return { email: await count('email'), letter: await count('letter') };
  };
  const stateOf = async (entered: Entered, language: ProblemLanguage): Promise<InvitationState> => {
    const survey = entered.entry.compiled.id;
    const draft = drafts.get(nameOf(entered));
    // first: when it says that all are out, the counts that follow say so too
    const sending = sendings.of(survey);
    const rows = await database.rows<{ state: InviteeState; n: number }>(
      'SELECT state, count(*)::INTEGER AS n FROM invitee WHERE survey = ? GROUP BY state',
      [survey],
    );
    const counts = { listed: 0, invited: 0, reminded: 0, bounced: 0, stopped: 0 };
    return {
      ...{ survey, mail: options.mail !== null },
      counts: { ...counts, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) },
      due: { invitation: await due(survey, 'invitation'), reminder: await due(survey, 'reminder') },
      batches: await store.readBatches(database, survey),
      draft: draft ? toldDraft(draft, await checked(entered, draft, database), language) : null,
      sending,
      channels: await readChannels(database, survey),
    };
  };

  return {
    state: async (who, survey, language) => stateOf(enter(options, who, survey), language),
    begin: async (who, survey, file, language) => {
      const entered = enter(options, who, survey);
      hold(entered, openDraft(file));
      return stateOf(entered, language);
    },
    map: async (who, survey, { fields }, language) => {
      const entered = enter(options, who, survey);
      hold(entered, { ...held(entered), fields });
      return stateOf(entered, language);
    },
    forget: (who, survey) => void drafts.delete(nameOf(enter(options, who, survey))),
    apply: async (who, survey, language) => {
      const entered = enter(options, who, survey);
      const draft = held(entered);
      await database.write(async (tx) => {
        // again: somebody else may have brought in the same people meanwhile
        const { rows, faults } = await checked(entered, draft, tx);
        if (faults.length > 0 || rows.length === 0) throw new Problem('invitee_not_checked');
        await store.insertBatch(tx, receipts, { survey, day: today(), who: entered.person.id, rows });
        await note(tx, entered, 'import', rows.length);
      });
      drafts.delete(nameOf(entered));
      return stateOf(entered, language);
    },
    undo: async (who, survey, batch, language) => {
      const entered = enter(options, who, survey);
      await database.write(async (tx) => {
        const found = (await store.readBatches(tx, survey)).find(({ id }) => id === batch.toLowerCase());
        if (found === undefined) throw new Problem('not_found', { value: batch.slice(0, 40) });
        if (!found.undoable) throw new Problem('invitation_sent');
        await store.removeBatch(tx, found.id, today());
        await note(tx, entered, 'undo', found.size);
      });
      return stateOf(entered, language);
    },
    list: async (who, survey, query) => {
      enter(options, who, survey);
      return store.listInvitees(database, survey, query);
    },
    remove: async (who, survey, invitee) => {
      const entered = enter(options, who, survey);
      await database.write(async (tx) => {
        if (!(await store.removeInvitee(tx, survey, invitee)))
          throw new Problem('not_found', { value: invitee.slice(0, 40) });
        await note(tx, entered, 'erase', 1);
      });
    },
    letters: async (who, survey, query, origin) => {
      const entered = enter(options, who, survey);
      const rows = await store.readDue(database, { ...{ survey, way: 'letter', day: today() }, ...query });
      await note(null, entered, 'letters', rows.length);
      const { owner } = options.registry.programme(entered.programme).programme;
      const about = aboutOf(entered.entry, owner, options.mail?.origin ?? origin);
      return rows.map((row) => letterOf(about, query.kind, row, receipts.invitationOf(row.id)));
    },
    sentLetters: async (who, survey, body) => {
      const entered = enter(options, who, survey);
      const { kind, ids } = parse(LettersSent, body);
      return database.write(async (tx) => {
        const n = await store.markSent(tx, { survey, kind, way: 'letter', day: today(), after: 0 }, ids);
        await note(tx, entered, 'send', n);
        return n;
      });
    },
    send: async (who, survey, order, language) => {
      const entered = enter(options, who, survey);
      await sendings.begin(entered, order);
      return stateOf(entered, language);
    },
    cancel: (who, survey) => {
      enter(options, who, survey);
      sendings.cancel(survey);
    },
    addChannel: async (who, survey, body, language) => {
      const entered = enter(options, who, survey);
      await addChannel(options, entered.entry, parse(NewChannel, body));
      return stateOf(entered, language);
    },
    channel: (survey, code) => findChannel(database, survey, code),
    channels: (survey) => readChannels(database, survey),
    check: (code) => check(options, code),
    stop: (code) => stop(options, code),
    rates: async (who: Person | null, survey) => {
      const { person, programme } = enter(options, who, survey, 'figures.exact');
      const detail = { rates: 1 };
      await audit.record(null, { who: person.id, action: 'figures.exact', programme, object: survey, detail });
      return responseRates(database, survey);
    },
    close: () => sendings.close(),
  };
}

async function check({ database, receipts }: InvitationOptions, code: string): Promise<InvitationDoor> {
  const hash = receipts.invitationHash(code);
  const sql = 'SELECT survey, used FROM token WHERE token_hmac = ?::UUID';
  const [found] = hash === null ? [] : await database.rows<InvitationDoor & { used: boolean }>(sql, [hash]);
  if (!found) throw new Problem('token_invalid');
  if (found.used) throw new Problem('token_used');
  return { survey: found.survey };
}

/** Whoever holds the code needs no account; what is kept is that no message goes there any more. */
async function stop({ database, receipts }: InvitationOptions, code: string): Promise<void> {
  const hash = receipts.invitationHash(code);
  const sql = 'SELECT 1 AS found FROM token WHERE token_hmac = ?::UUID';
  if (hash === null || (await database.rows(sql, [hash])).length === 0) throw new Problem('token_invalid');
  await database.write((tx) =>
    tx.run("UPDATE invitee SET state = 'stopped', reason = NULL WHERE token_hmac = ?::UUID", [hash]),
  );
}
