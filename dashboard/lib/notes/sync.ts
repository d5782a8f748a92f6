import type { Op, Version } from './entry.ts';
import { arrive, depart, due, meet, type Notebook, type Outcome } from './notebook.ts';

/** The server as the notes need it. Each call throws where nobody can tell what became of it. */
export interface Server {
  /** the account that is signed in now; null when nobody is */
  who(): Promise<string | null>;
  send(id: string, op: Op): Promise<Outcome>;
  list(): Promise<ReadonlyMap<string, Version>>;
}

/** The notebook as it stands, kept on the device before it is answered for. */
export interface Desk {
  readonly account: string;
  book(): Notebook;
  /** resolves once the device has it */
  keep(change: (book: Notebook) => Notebook): Promise<void>;
}

/** `stranger`: somebody else has signed in meanwhile, and these notes are not theirs to send. */
export type Reach = 'reached' | 'signed_out' | 'stranger';

/**
 * One round: everything that waits, in order, and then what the others wrote. Ends where the connection does; the next
 * round sends again what may not have arrived, as it was.
 */
export async function round(desk: Desk, server: Server): Promise<Reach> {
  const who = await server.who();
  if (who !== desk.account) return who === null ? 'signed_out' : 'stranger';
  for (let op = due(desk.book()); op; op = due(desk.book())) {
    const { id, ...what } = op;
    await desk.keep((book) => depart(book, { id, ...what }));
    const outcome = await server.send(id, what);
    await desk.keep((book) => arrive(book, id, outcome));
  }
  const list = await server.list();
  await desk.keep((book) => meet(book, list));
  return 'reached';
}
