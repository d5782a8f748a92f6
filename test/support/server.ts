import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../config.ts';
import { createPassphrases } from '../../access/passphrase.ts';
import { createLog } from '../../log.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../server.ts';

export interface TestServer extends RunningServer {
  readonly dataDir: string;
  /** Stops the server and leaves its folder. */
  stop(): Promise<void>;
}

/** Argon2id at its least cost; test/access/account.test.ts holds the cost of the service. */
export const passphrases = createPassphrases({ memory: 8, passes: 1, parallelism: 1 });

/**
 * A server of its own on a free port, with an empty folder that goes away with it.
 * @param settings  environment settings; by default nothing is loaded (`DEMO` 0)
 * @param fill  is given the folder before the server starts
 */
export async function testServer(
  settings: Readonly<Record<string, string>> = {},
  options: Pick<ServerOptions, 'now' | 'pages' | 'counting' | 'answering' | 'still'> = {},
  fill: (folder: string) => Promise<void> = async () => undefined,
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
  await fill(dataDir);
  const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ...settings });
  const server = await startServer(config, { log: createLog(config.logLevel), passphrases, ...options });
  const close = async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...server, dataDir, stop: server.close, close };
}
