import { pino, type Logger } from 'pino';

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'fatal' | 'debug'>;

/**
 * The program's log: one JSON line an event, on standard error, so that standard output keeps the one line that says
 * where to look. Callers log what happened, never who asked: no address, no user agent, no code, no answer.
 */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** Name and place of an error. Its message stays out of the log: a database's message may quote an answer. */
export function traceOf(error: unknown): { name: string; code?: unknown; frames?: string[] } {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12);
  return { name: error.name, frames, ...('code' in error ? { code: error.code } : {}) };
}
