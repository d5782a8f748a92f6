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
