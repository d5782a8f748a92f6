import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import type { Session } from './connection.server.ts';
import { interruptUntil } from './interruption.ts';

/** The connections for reading: a few, lent out in turn. */
export interface ReadPool {
  /** Lends a session to the task. @throws Problem `query_too_slow` after `deadlineMs`, waiting for a session included */
  use<T>(task: (session: Session) => Promise<T>, deadlineMs: number): Promise<T>;
  /** Gives what is running `grace` milliseconds, then stops it; closes all sessions. */
  close(grace: number): Promise<void>;
}

const longest = 2 ** 31 - 1;

export function openReadPool(sessions: readonly Session[]): ReadPool {
  const idle = [...sessions];
  const waiting: ((session: Session) => void)[] = [];
  const running = new Set<Promise<unknown>>();

  const giveBack = (session: Session) => {
    const next = waiting.shift();
    if (next) next(session);
    else idle.push(session);
  };
  const borrow = (limit: AbortSignal): Promise<Session> => {
    const session = idle.pop();
    if (session) return Promise.resolve(session);
    return new Promise((resolve, reject) => {
      waiting.push(resolve);
      limit.addEventListener('abort', () => {
        const place = waiting.indexOf(resolve);
        if (place >= 0) waiting.splice(place, 1);
        reject(new Error('no session became free'));
      });
    });
  };
  const lend = async <T>(task: (session: Session) => Promise<T>, limit: AbortSignal): Promise<T> => {
    const session = await borrow(limit);
    const asked = Promise.resolve(session).then(task);
    const stop = () => void interruptUntil(session, asked);
    if (limit.aborted) stop();
    else limit.addEventListener('abort', stop);
    try {
      return await asked;
    } finally {
      limit.removeEventListener('abort', stop);
      giveBack(session);
    }
  };
  return {
    use: async (task, deadlineMs) => {
      const limit = AbortSignal.timeout(Math.min(deadlineMs, longest));
      const lent = lend(task, limit);
      running.add(lent);
      try {
        return await lent;
      } catch (error) {
        throw limit.aborted ? new Problem('query_too_slow', { limit: `${deadlineMs} ms` }, { cause: error }) : error;
      } finally {
        running.delete(lent);
      }
    },
    close: async (grace) => {
      const done = Promise.allSettled(running);
      await Promise.race([done, delay(grace, undefined, { ref: false })]);
      await Promise.all(sessions.map((session) => interruptUntil(session, done)));
      for (const session of sessions) session.close();
    },
  };
}
