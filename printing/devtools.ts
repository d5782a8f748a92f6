/** The browser's own protocol over two pipes: messages as JSON, each ended by a zero byte. */
import type { Readable, Writable } from 'node:stream';

type Values = Readonly<Record<string, unknown>>;
type Listener = (values: Values, session: string | undefined) => void;

export interface Devtools {
  /** Sends a command and waits for its answer. @throws Error what the browser says, or that it ended */
  send(method: string, values?: Values, session?: string): Promise<Values>;
  /** Tells of every event of a name. */
  on(event: string, listener: Listener): void;
  /** The next event of a name in a session. */
  next(event: string, session: string): Promise<Values>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Values;
  readonly result?: Values;
  readonly error?: { readonly message: string };
}

/** @param gone  rejects when the browser is no more */
export function openDevtools(into: Writable, from: Readable, gone: Promise<never>): Devtools {
  const waiting = new Map<number, (message: Message) => void>();
  const listeners: { event: string; listener: Listener }[] = [];
  let last = 0;
  into.on('error', () => undefined);
  readMessages(from, (message) => {
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else
      for (const { event, listener } of listeners)
        if (event === message.method) listener(message.params ?? {}, message.sessionId);
  });
  const on: Devtools['on'] = (event, listener) => void listeners.push({ event, listener });
  return {
    on,
    send: async (method, params = {}, sessionId) => {
      const id = ++last;
      const answered = new Promise<Message>((resolve) => waiting.set(id, resolve));
      into.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      const { result, error } = await Promise.race([answered, gone]).finally(() => waiting.delete(id));
      if (error) throw new Error(`${method}: ${error.message}`);
      return result ?? {};
    },
    next: (event, session) => {
      const seen = new Promise<Values>((resolve) =>
        on(event, (values, of) => (of === session ? resolve(values) : undefined)),
      );
      const either = Promise.race([seen, gone]);
      // whoever waits for it may have failed before
      either.catch(() => undefined);
      return either;
    },
  };
}

function readMessages(from: Readable, tell: (message: Message) => void): void {
  let parts: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8');
      parts = [];
      rest = rest.subarray(end + 1);
      tell(JSON.parse(text) as Message);
    }
    if (rest.length > 0) parts.push(rest);
  });
  from.on('error', () => undefined);
}
