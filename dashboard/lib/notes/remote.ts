import type { CurrentSession } from '../../../access/contract.ts';
import type { Language, Statement } from '../../../survey/contract.ts';
import { api, ApiFault } from '../api.ts';
import type { ProblemDocument } from '../problem.ts';
import { versionOf, type Op, type Version } from './entry.ts';
import type { Outcome } from './notebook.ts';
import type { Server } from './sync.ts';

/** a call that takes longer than this counts as lost */
const longest = 10_000;
/** what the same words would meet again */
const final = [400, 409, 410, 413, 422];

/** The server of a session's notes, over HTTP. */
export function remote(session: string, language: () => Language): Server {
  const call = <T>(path: string, method: 'GET' | 'PUT' | 'DELETE' = 'GET', body?: unknown) =>
    api<T>(path, { language: language(), method, body, signal: AbortSignal.timeout(longest) });
  const statements = `/focus-groups/${session}/statements`;
  const list = async () => {
    const all = await call<Statement[]>(statements);
    return new Map(all.map((statement) => [statement.id, versionOf(statement)]));
  };

  async function put(id: string, { note, base }: Op): Promise<Outcome> {
    const { revision } = await call<Statement>(`${statements}/${id}`, 'PUT', { revision: base, ...note });
    return { state: 'stored', revision };
  }
  async function remove(id: string, { base }: Op): Promise<Outcome> {
    await call<null>(`${statements}/${id}?revision=${base}`, 'DELETE');
    return { state: 'stored', revision: base };
  }

  return {
    list,
    who: async () => {
      try {
        return (await call<CurrentSession>('/sessions/current')).person.id;
      } catch (error) {
        if (error instanceof ApiFault && error.problem.status === 401) return null;
        throw error;
      }
    },
    send: async (id, op) => {
      try {
        return await (op.note ? put(id, op) : remove(id, op));
      } catch (error) {
        if (!(error instanceof ApiFault)) throw error;
        return outcomeOf(error, op, async () => (await list()).get(id) ?? null);
      }
    },
  };
}

/** What a refusal means; throws it on where the same may be taken another time. */
async function outcomeOf(fault: ApiFault, { note }: Op, read: () => Promise<Version | null>): Promise<Outcome> {
  const { status, code, detail, theirs } = fault.problem as ProblemDocument & { theirs?: Statement | null };
  if (code === 'statement_conflict') return { state: 'conflict', theirs: theirs ? versionOf(theirs) : null };
  if (code === 'revision_conflict') return { state: 'conflict', theirs: await read() };
  // what was to be removed is not there
  if (status === 404 && note === null) return { state: 'stored', revision: 0 };
  if (final.includes(status)) return { state: 'refused', reason: detail };
  throw fault;
}
