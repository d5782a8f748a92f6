/**
 * One of the servers that the intake benchmark compares, in a process of its own:
 * `product` is the program as it runs, `sqlite` a bare Express route that inserts the body into node:sqlite,
 * `json` a bare Express route that parses JSON and answers.
 */
import { cp, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import express, { type Express } from 'express';
import { shippedProgramme } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { startServer } from '../../server.ts';

const [, , kind = '', directory = ''] = process.argv;
const kinds: Readonly<Record<string, () => Promise<number>>> = {
  product: openProduct,
  sqlite: () => listen(sqlite()),
  json: () =>
    listen(
      express()
        .use(express.json())
        .post('/', (_, response) => void response.status(201).json({})),
    ),
};

process.on('message', () => process.send!({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit());
process.send!({ port: await kinds[kind]!() });

async function openProduct(): Promise<number> {
  const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory, LOG_LEVEL: 'error' });
  const pages = (_: unknown, __: unknown, next: () => void) => next();
  const server = await startServer(config, { log: createLog('error'), pages, now: () => new Date('2026-06-15') });
  await server.application.loadProgramme(await unpublishedProgramme());
  return Number(new URL(server.address).port);
}

/** The programme that ships, with no publication at a size that the benchmark reaches: that is weeks apart in life. */
async function unpublishedProgramme(): Promise<string> {
  const folder = join(directory, 'basilicata');
  await cp(shippedProgramme('basilicata'), folder, { recursive: true });
  const file = join(folder, 'programme.json');
  const far = (await readFile(file, 'utf8')).replace(/"size": (\d+)/g, '"size": $1000000');
  await writeFile(file, far);
  return folder;
}

/** The yardstick: no validation, no receipt, one durable insert a request. */
function sqlite(): Express {
  const database = new DatabaseSync(join(directory, 'bare.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE response (body TEXT)');
  const insert = database.prepare('INSERT INTO response VALUES (?)');
  return express()
    .use(express.text({ type: 'application/json' }))
    .post('/', (request, response) => {
      insert.run(request.body as string);
      response.status(201).json({ stored: true });
    });
}

function listen(app: Express): Promise<number> {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
