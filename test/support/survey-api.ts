import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { openDatabase, type Database } from '../../data/database.server.ts';
import { notFound, problemWriter } from '../../http.ts';
import { loadProgramme, readProgramme, type Programme } from '../../survey/programme/programme.ts';
import { testGuard } from './guard.ts';
import { createReceipts } from '../../survey/receipt.ts';
import { openRegistry } from '../../survey/registry/registry.ts';
import type { TypedRows } from '../../survey/response.ts';
import { surveyRoutes } from '../../survey/routes.ts';
import { openSecret } from '../../survey/secret.ts';
import { openSurveyService } from '../../survey/service.ts';

/** The survey calls over HTTP on a free port, with the Basilicata programme in a database of its own. */
export interface SurveyApi {
  readonly address: string;
  readonly database: Database;
  readonly directory: string;
  /** what was logged as unforeseen */
  readonly errors: readonly unknown[];
  close(): Promise<void>;
}

export interface SurveyApiOptions {
  readonly now?: () => Date;
  readonly maxBody?: number;
  readonly directory?: string;
  readonly typedRows?: TypedRows;
  /** loaded after the programme as it ships: a later state of it */
  readonly later?: (programme: Programme) => Programme;
}

const noTypedRows: TypedRows = { refresh: async () => undefined, remove: async () => undefined };
export const openDay = () => new Date('2026-06-15T10:00:00Z');

export async function openSurveyApi(options: SurveyApiOptions = {}): Promise<SurveyApi> {
  const { now = openDay, maxBody = 256 * 1024, typedRows = noTypedRows } = options;
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'fabbisogni-')));
  const database = await openDatabase({ directory, memoryLimit: '256MB' });
  const programme = await readProgramme('data/programme/basilicata');
  await loadProgramme(database, programme, '2026-01-01');
  if (options.later) await loadProgramme(database, options.later(programme), '2026-06-01');
  const registry = await openRegistry(database);
  const receipts = createReceipts(await openSecret(join(directory, 'secret'), async () => false));
  const { service } = await openSurveyService({
    database,
    registry,
    receipts,
    guard: testGuard(now),
    typedRows,
    onErase: async () => undefined,
    record: async () => undefined,
    now,
  });
  const errors: unknown[] = [];
  const shapes = { topojson: async () => ({ text: '{}', etag: '"shapes"' }), outlined: () => [], credits: () => [] };
  const app = express().use(surveyRoutes({ service, shapes, maxBody })).use(notFound);
  app.use(problemWriter({ error: (entry: unknown) => void errors.push(entry) }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await database.close();
    if (!options.directory) await rm(directory, { recursive: true, force: true });
  };
  return { address, database, directory, errors, close };
}
