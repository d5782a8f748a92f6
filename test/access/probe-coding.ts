/** How the calls about coding are made, and how one sees that they were done. */
import { randomUUID } from 'node:crypto';
import type { Action, Person } from '../../access.ts';
import type { Code, CodingTask } from '../../survey/contract.ts';
import { insertSession, type Session } from '../coding/session.ts';
import { both } from '../support/small-instrument.ts';
import { everywhere, type Client, type Staff } from './staff.ts';
import { done, type Probe } from './probe-ask.ts';

const lead: Person = { id: 'lead', email: '', name: '', grants: [{ role: 'analyst', ...everywhere }] };
const newCode = () => ({
  ...{ id: randomUUID() as string, programme: 'small', labels: both('A code'), description: '', skill: null },
  ...{ colour: '#336699', parent: null },
});

/** A session in Matera with one statement; the first who asks makes it. */
let session: Promise<Session> | null = null;
const sessionOf = ({ server }: Staff): Promise<Session> =>
  (session ??= insertSession(server().application.database, ['uno due']));

const codeOf = async ({ server }: Staff): Promise<Code> =>
  (await server().application.codings.addCode(lead, newCode())).code;

type Make = (client: Client, staff: Staff) => Promise<Response>;
const probe = (action: Action, make: Make, ...statuses: number[]): Probe => ({
  action,
  ask: async (client, staff) => done(await make(client, staff), ...statuses),
});
const list = (action: Action, name: string) =>
  probe(action, (client) => client.call('GET', `/api/${name}?programme=small`), 200);
const sending = (action: Action, path: string, body: () => object, ...statuses: number[]) =>
  probe(action, (client) => client.call('POST', path, body()), ...statuses);

/** Of something that is as it was made, for as long as nobody has done it. */
function untouched<T>(
  action: Action,
  make: (staff: Staff) => Promise<T>,
  call: (client: Client, thing: T, staff: Staff) => Promise<Response>,
  status: number,
): Probe {
  let thing: Promise<T> | null = null;
  const ask: Probe['ask'] = async (client, staff) => {
    const isDone = await done(await call(client, await (thing ??= make(staff)), staff), status);
    if (isDone) thing = null;
    return isDone;
  };
  return { action, ask };
}

const ofCode = (method: string, rest: string, body: (staff: Staff) => Promise<object>, status: number) =>
  untouched(
    'code.lead',
    codeOf,
    async (client, { id }, staff) =>
      client.call(method, `/api/codes/${id}${rest}`, { revision: 1, ...(await body(staff)) }),
    status,
  );

/** A code that others are merged into, and that is put on words; the first who asks makes it. */
let shared: Promise<Code> | null = null;
const sharedCode = (staff: Staff): Promise<Code> => (shared ??= codeOf(staff));

/** Of the session; that nobody has finished it is told only to those who may. */
const ofSession = (action: Action, method: string, rest: string, body: object | undefined, ...statuses: number[]) =>
  probe(
    action,
    async (client, staff) => client.call(method, `/api/focus-groups/${(await sessionOf(staff)).id}/${rest}`, body),
    ...statuses,
  );

/** Whoever is the second to take up a pass is told that somebody has it. */
const takingUp = ofSession(
  'coding.write',
  'PUT',
  'tasks/first',
  { revision: 0, state: 'open' } satisfies Partial<CodingTask>,
  200,
  409,
);

const marking = probe(
  'coding.write',
  async (client, staff) => {
    const unit = { kind: 'statement', statement: (await sessionOf(staff)).statements[0] };
    const { id } = await sharedCode(staff);
    const body = { id: randomUUID(), programme: 'small', unit, code: id, start: 0, stop: 3 };
    return client.call('POST', '/api/codings', body);
  },
  201,
  409,
);

const support = [randomUUID()];
const words = { programme: 'small', title: 'Pratica', text: 'Di più.' };

/** A recommendation that nobody has decided; what it stands on does not matter here. */
async function raised({ server }: Staff): Promise<string> {
  const id = randomUUID();
  await server().application.database.write((tx) =>
    tx.run(
      `INSERT INTO recommendation VALUES (?::UUID, 'small', 'Pratica', 'Di più.', 'raised', NULL, 'nobody', '2026-06-01',
         NULL, NULL, 1)`,
      [id],
    ),
  );
  return id;
}

const decision = { revision: 1, state: 'accepted', reason: 'Sì' };
const adjudication = { statement: randomUUID(), start: 0, stop: 1, codes: [], reason: 'Sì' };

export const codingProbes: Readonly<Record<string, Probe>> = {
  'the shared codes': list('code.read', 'codes'),
  'what happened to the codes': list('code.read', 'code-events'),
  'a new code': sending('code.propose', '/api/codes', newCode, 201),
  'accepting a code': ofCode('PUT', '', async () => ({ state: 'retired' }), 200),
  'merging a code': ofCode('POST', '/merge', async (staff) => ({ into: (await sharedCode(staff)).id }), 200),
  'splitting a code': ofCode(
    'POST',
    '/split',
    async () => {
      const { programme: _, ...code } = newCode();
      return { code, codings: [] };
    },
    201,
  ),
  'who codes which session': list('coding.read', 'coding-tasks'),
  'taking up the coding of a session': takingUp,
  'the codings of a session': ofSession('coding.read', 'GET', 'codings', undefined, 200),
  'a code on words': marking,
  'where two coders differ': ofSession('coding.read', 'GET', 'differences', undefined, 409),
  'how well two coders agree': ofSession('coding.read', 'GET', 'agreement', undefined, 409),
  'deciding where two coders differ': ofSession('code.lead', 'POST', 'adjudications', adjudication, 409),
  'skills in a text': sending(
    'coding.write',
    '/api/skill-suggestions',
    () => ({ programme: 'small', text: 'english', language: 'it' }),
    200,
  ),
  'open answers': probe(
    'figures.exact',
    (client) => client.call('GET', '/api/open-answers?survey=small-persons&variable=remark'),
    200,
  ),
  'the recommendations': list('recommendation.read', 'recommendations'),
  // that its support is not there is told only to those who may
  'a recommendation': sending(
    'recommendation.raise',
    '/api/recommendations',
    () => ({ ...words, id: randomUUID(), support }),
    422,
  ),
  'deciding on a recommendation': untouched(
    'recommendation.decide',
    raised,
    (client, id) => client.call('POST', `/api/recommendations/${id}/decision`, decision),
    200,
  ),
};
