import type { Session } from './connection.server.ts';

const pause = 20;

/**
 * Interrupts a session, and again every few milliseconds until `task` has ended: the driver forgets an interruption
 * that comes before the query has begun, and a task may have a second query behind the first.
 */
export async function interruptUntil(session: Session, task: Promise<unknown>): Promise<void> {
  session.interrupt();
  const again = setInterval(() => session.interrupt(), pause);
  try {
    await task;
  } catch {
    // whoever waits for the task hears of it
  } finally {
    clearInterval(again);
  }
}
