import type { Application } from '../application.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';

/**
 * Opens the database for one command and closes it whatever happens.
 * @throws Problem `database_locked` while the server runs
 */
export async function withApplication<T>(work: (application: Application) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  // not before the words are understood: it takes most of a second to read
  const { openApplication } = await import('../application.ts');
  const application = await openApplication(config, { log: createLog(config.logLevel) });
  try {
    return await work(application);
  } finally {
    await application.close();
  }
}
