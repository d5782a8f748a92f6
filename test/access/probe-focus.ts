/** How the calls of `forbidden.ts` about focus groups are made. */
import { randomUUID } from 'node:crypto';
import type { Action } from '../../access.ts';
import { done, type Probe } from './probed.ts';
import type { Staff } from './staff.ts';

/** A session in Matera with a participant and a statement, moderated by somebody else; the first who asks makes it. */
const held = { session: randomUUID(), statement: randomUUID() };
let isHeld: Promise<unknown> | null = null;
const holding = ({ server }: Staff) =>
  (isHeld ??= server().application.database.write(async (tx) => {
    const { session, statement } = held;
    await tx.run(
      `INSERT INTO focus_session VALUES (?::UUID, 'small', 'x', DATE '2026-06-15', 'x', 'municipality', '077014', [], 1,
         'it', 'somebody', 'live', 'live', DATE '2026-06-15', 1)`,
      [session],
    );
    await tx.run(`INSERT INTO focus_participant VALUES (?::UUID, 1, 'x', NULL, true, true, NULL, 1)`, [session]);
    await tx.run(
      `INSERT INTO focus_statement BY NAME
       SELECT ?::UUID AS id, ?::UUID AS session, 1 AS place, 1 AS participant, 'need' AS kind, 'it' AS language,
              'x' AS text, '[]' AS hints, false AS cleared, 'somebody' AS author, false AS removed,
              DATE '2026-06-15' AS noted_on, 1 AS revision`,
      [statement, session],
    );
  }));

function focused(action: Action, method: string, rest: string, body?: unknown): Probe {
  const ask: Probe['ask'] = async (client, staff) => {
    await holding(staff);
    const path = `/api/focus-groups/${held.session}${rest}`;
    return done(await client.call(method, path, body), 200);
  };
  return { action, ask };
}

const listing = (rest: string): Probe => ({
  action: 'focus.read',
  ask: async (client) => done(await client.call('GET', `/api/focus-groups${rest}`), 200),
});

/** The programme has no guide, which is told only to those who may moderate there. */
const planning: Probe = {
  action: 'focus.moderate',
  ask: async (client) => {
    const plan = { title: 'x', heldOn: '2026-06-20', place: 'x', territory: 'municipality:077014', groups: [] };
    const body = { id: randomUUID(), programme: 'small', language: 'it', ...plan };
    return done(await client.call('POST', '/api/focus-groups', body), 409);
  },
};

const spoken = { place: 1, topic: null, participant: 1, kind: 'need', language: 'it' };
const writing = { ...spoken, revision: 1, text: 'y', translation: null, translator: null };

export const focusProbes: Readonly<Record<string, Probe>> = {
  'the focus groups of the programme': listing('?programme=small'),
  'a search in what was said': listing('/search?programme=small&words=x'),
  'planning a focus group in Matera': planning,
  'a focus group in Matera': focused('focus.read', 'GET', ''),
  'what was said in Matera': focused('focus.read', 'GET', '/statements'),
  'what participants wrote in Matera': focused('focus.read', 'GET', '/feedback'),
  'old notes of Matera': focused('focus.read', 'GET', '/sources'),
  'the ranking of Matera': focused('focus.read', 'GET', '/ranking'),
  'letting words of Matera stand': focused('focus.clear', 'POST', `/statements/${held.statement}/clear`, {
    revision: 1,
  }),
  'writing what was said in Matera': focused('focus.moderate', 'PUT', `/statements/${held.statement}`, writing),
  'the form for the participants of Matera': focused('focus.moderate', 'GET', '/feedback/token'),
  'taking back a consent in Matera': focused('focus.withdraw', 'DELETE', '/participants/1/quotes'),
};
