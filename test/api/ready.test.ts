import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../config.ts';
import { openDatabase, type Database } from '../../data/database.server.ts';
import { createLog } from '../../log.ts';
import { startServer, type RunningServer } from '../../server.ts';
import { entryOf } from '../support/entry.ts';

/** What the disk says at every attempt to write; null when all is well. */
let trouble: Error | null = null;
const look = () => {
  if (trouble) throw trouble;
};
let directory: string;
let database: Database;
let server: RunningServer;

/** The server is given the database that is already open in its folder: one whose disk fails when it is told to. */
beforeEach(async () => {
  trouble = null;
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-ready-'));
  database = await openDatabase({ directory, faults: { commit: look, room: look }, firstPause: 5 });
  const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory });
  server = await startServer(config, { log: createLog('silent'), pages: (_, response) => void response.end() });
});
afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

async function ready(language: string) {
  const response = await fetch(`${server.address}/ready`, { headers: { 'accept-language': language } });
  const { code, detail } = (await response.json()) as { code?: string; detail?: string };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), code, detail };
}

const failing = (code: string, message: string) =>
  Object.assign(new Error(`${code}: ${message}, write '${directory}/room'`), { code });

describe('GET /ready', () => {
  it.each([
    ['ENOSPC', 'no space left on device', /disco dei dati è pieno.*riprende da solo/, /disk is full.*resumes/],
    ['EROFS', 'read-only file system', /non è scrivibile.*sola lettura/, /cannot be written to.*read-only/],
    ['EACCES', 'permission denied', /permessi/, /permissions/],
    ['EIO', 'i/o error', /errore di lettura o scrittura/, /input\/output error/],
    ['EXYZ', 'un testo: «abito a Matera»', /«storage_failed» nel registro/, /"storage_failed" in the service’s log/],
  ])('says after %s what to do, and nothing of paths or answers', async (code, message, italian, english) => {
    expect(await ready('en')).toMatchObject({ status: 200 });
    trouble = failing(code, message);
    await expect(database.append(entryOf('one'))).rejects.toMatchObject({ code: 'storage_unavailable' });
    const [it, en] = [await ready('it'), await ready('en')];
    expect(it).toEqual({ status: 503, retryAfter: '5', code: 'not_ready', detail: expect.stringMatching(italian) });
    expect(en).toEqual({ status: 503, retryAfter: '5', code: 'not_ready', detail: expect.stringMatching(english) });
    for (const { detail } of [it, en]) expect(detail).not.toMatch(new RegExp(`Matera|${directory}|room`));
    trouble = null;
    await vi.waitFor(async () => expect(await ready('en')).toMatchObject({ status: 200 }), { timeout: 20_000 });
  });

  it('tells the last failure, not the first', async () => {
    trouble = failing('EIO', 'i/o error');
    await expect(database.append(entryOf('one'))).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect((await ready('en')).detail).toMatch(/input\/output/);
    trouble = failing('ENOSPC', 'no space left on device');
    await vi.waitFor(async () => expect((await ready('en')).detail).toMatch(/disk is full/), { timeout: 20_000 });
  });

  it('says that the database is closed', async () => {
    await database.close();
    expect(await ready('en')).toMatchObject({ status: 503, detail: expect.stringMatching(/closed.*start it again/) });
  });
});
