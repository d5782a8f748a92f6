import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const top = join(import.meta.dirname, '..', '..');

export interface ServerProcess {
  readonly address: string;
  readonly pid: number;
  /** sends the signal and gives the exit code (null when the signal ended it) */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A program that ended before it was ready, and what it said. */
export class EndedEarly extends Error {
  readonly code: number | null;
  readonly said: string;

  constructor(code: number | null, said: string) {
    super(`ended with ${code}: ${said}`);
    this.code = code;
    this.said = said;
  }
}

/**
 * Starts `server.ts` as a process of its own on a free port and waits for the line with its address.
 * @throws EndedEarly
 */
export async function serverProcess(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const environment = { ...process.env, PORT: '0', DEMO: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ...settings };
  const child = spawn(process.execPath, ['server.ts'], {
    cwd: top,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const address = await Promise.race([addressOf(child), ended.then(({ code, said }) => new EndedEarly(code, said))]);
  if (address instanceof EndedEarly) throw address;
  return {
    address,
    pid: child.pid!,
    end: async (signal) => {
      child.kill(signal);
      return (await ended).code;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const address = /^Fabbisogni: (http\S+)$/.exec(line)?.[1];
    if (address) resolve(address);
  });
  return promise;
}

function endOf(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stderr!.on('data', (text: Buffer) => (said += text.toString()));
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; said: string }>();
  child.once('close', (code) => resolve({ code, said }));
  return promise;
}
