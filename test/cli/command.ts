import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '..', '..', 'cli.ts');

/** What a command left behind. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command under way. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the first line on standard error that the pattern matches; rejects when the command ends first. */
  line(pattern: RegExp): Promise<string>;
}

/** Starts a command as `npm run cli -- …` does. @param input  what is piped in */
export function start(
  dataDir: string,
  words: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): Running {
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    DEMO: '0',
    LOG_LEVEL: 'error',
    LC_ALL: 'en_GB.UTF-8',
    ...environment,
  };
  const child = spawn(process.execPath, [cli, ...words], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  // a command that reads nothing may be gone before it is written
  child.stdin.on('error', () => undefined).end(input);
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      child.stderr.on('data', () => {
        const found = err.split('\n').find((one) => pattern.test(one));
        if (found !== undefined) resolve(found);
      });
      void ended.then(() => reject(new Error(`ended without ${pattern}: ${err}`)));
    });
  return { process: child, ended, line };
}

/** Runs a command to its end. */
export const run = (
  dataDir: string,
  words: readonly string[],
  environment?: Record<string, string>,
  input?: string,
): Promise<Ended> => start(dataDir, words, environment, input).ended;
