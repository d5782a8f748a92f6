import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { vi } from 'vitest';
import { main } from '../../command/main.ts';

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

const settings = (dataDir: string) => ({
  ...{ DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'error', LC_ALL: 'en_GB.UTF-8' },
});

/** Starts a command as `npm run cli -- …` does. @param input  what is piped in */
export function start(
  dataDir: string,
  words: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): Running {
  const env = { ...process.env, NODE_ENV: 'test', ...settings(dataDir), ...environment };
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

/**
 * Runs a command to its end in this process, which has read the program: a second of processor time less. Each command is
 * also run as a process of its own by a test.
 */
export async function call(
  dataDir: string,
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ended> {
  let [out, err] = ['', ''];
  const told = [
    vi.spyOn(console, 'log').mockImplementation((line: string) => void (out += `${line}\n`)),
    vi.spyOn(console, 'error').mockImplementation((line: string) => void (err += `${line}\n`)),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += text.toString();
      return true;
    }),
  ];
  for (const [name, value] of Object.entries({ ...settings(dataDir), ...environment })) vi.stubEnv(name, value);
  try {
    const code = await main(words);
    return { code, out, err };
  } finally {
    vi.unstubAllEnvs();
    for (const one of told) one.mockRestore();
  }
}
