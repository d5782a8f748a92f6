import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.server.ts';
import { formsOf } from '../../survey/linkage/scan.ts';
import { testServer } from '../support/server.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { call } from './command.ts';

const answers = {
  sex: 'f',
  work: 'employed',
  areas: ['no_training'],
  englishNow: '1',
  englishWanted: '2',
  place: '077014',
};
const [first, corrected, kept] = ['parola segreta uno', 'parola segreta due', 'parola che resta'];
const pages = (_: unknown, response: { status(code: number): { end(): void } }) => response.status(404).end();
let directory: string;
let dataDir: string;
let bodyHash: string;
const receipts: Record<string, string> = {};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-backup-'));
  dataDir = join(directory, 'data');
});
afterAll(() => rm(directory, { recursive: true }));

async function give(address: string, remark: string): Promise<string> {
  const body = { ...answers, remark };
  const sent = { id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers: body };
  const headers = { 'content-type': 'application/json' };
  const url = `${address}/api/surveys/small-persons/responses`;
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(sent) });
  expect(response.status).toBe(201);
  return ((await response.json()) as { receipt: string }).receipt;
}

const own = (address: string, receipt: string, method: string, body?: object) =>
  fetch(`${address}/api/receipt`, {
    method,
    headers: { authorization: `Receipt ${receipt}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

/** In which files of a folder these bytes stand, as text of one byte a character, of two, or as they are. */
async function where(folder: string, words: string): Promise<string[]> {
  const forms = [Buffer.from(words), Buffer.from(words, 'utf16le'), Buffer.from(words, 'latin1')];
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (forms.some((form) => bytes.includes(form))) found.push(entry.name);
  }
  return found;
}

describe('answers that were erased', () => {
  it('are in files of the server until it is purged, and then in none', async () => {
    const server = await testServer({ DATA_DIR: dataDir }, { pages });
    const folder = await writeProgramme(smallProgramme(), 'small');
    await server.application.loadProgramme(folder);
    await rm(dirname(folder), { recursive: true });
    const { address } = server;
    receipts['gone'] = await give(address, first);
    receipts['kept'] = await give(address, kept);
    await server.application.settle();
    const [row] = await server.application.database.rows<{ hash: string }>(
      'SELECT body_hash::VARCHAR AS hash FROM response WHERE contains(raw, $1)',
      [first],
    );
    bodyHash = row!.hash;
    expect((await own(address, receipts['gone'], 'PUT', { answers: { ...answers, remark: corrected } })).status).toBe(
      200,
    );
    expect((await own(address, receipts['gone'], 'DELETE')).status).toBe(200);
    const log = 'fabbisogni.duckdb.wal';
    // as a repair would have left it
    await copyFile(join(dataDir, log), join(dataDir, `${log}.kept-1`));
    await server.stop();
    expect(await where(dataDir, first)).toContain(`${log}.kept-1`);
    const { code, out } = await call(dataDir, ['purge']);
    expect([code, out.split('\n').slice(1, 3)]).toEqual([
      0,
      ['the database was made anew: 2 answers in random order', '1 copies of damaged logs were removed'],
    ]);
    expect(await where(dataDir, kept)).toEqual(['fabbisogni.duckdb']);
    for (const words of [first, corrected, ...formsOf(bodyHash)]) expect(await where(dataDir, words)).toEqual([]);
  });
});

describe('a backup', () => {
  const file = () => join(directory, 'copy.tar');
  const other = () => join(directory, 'other');

  it('says what is not in it, and opens elsewhere with the secret', async () => {
    const { code, out, err } = await call(dataDir, ['backup', file()]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('the secret (SECRET_FILE) is not in it');
    expect(await where(directory, (await readFile(join(dataDir, 'secret'), 'utf8')).trim())).toEqual(['secret']);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await call(other(), ['restore', file()])).code).toBe(0);
    await copyFile(join(dataDir, 'secret'), join(other(), 'secret'));
    const server = await testServer({ DATA_DIR: other() }, { pages });
    const told = (await (await own(server.address, receipts['kept']!, 'GET')).json()) as {
      answers: { remark: string };
    };
    expect(told.answers.remark).toBe(kept);
    expect((await own(server.address, receipts['gone']!, 'GET')).status).toBe(410);
    expect(
      await server.application.database.rows(
        'SELECT sex, count(*)::INTEGER AS n FROM answer_small_persons GROUP BY sex',
      ),
    ).toEqual([{ sex: 1, n: 1 }]);
    await server.stop();
    expect((await call(other(), ['audit', 'verify'])).code).toBe(0);
  });

  it('is written over nothing, and over nothing unpacked', async () => {
    const over = await call(dataDir, ['backup', file()]);
    expect([over.code, over.err]).toEqual([1, `${file()} exists. Choose another name.\n`]);
    const onto = await call(other(), ['restore', file()]);
    expect([onto.code, onto.err]).toMatchObject([1, expect.stringContaining('already holds') as string]);
  });

  it('that was changed or cut is refused, and nothing is written', async () => {
    const bytes = await readFile(file());
    const changed = Buffer.from(bytes);
    changed[Math.floor(bytes.length / 2)]! ^= 1;
    const cases = [changed, bytes.subarray(0, bytes.length / 2), Buffer.from('no backup'), Buffer.alloc(4096)];
    for (const [index, content] of cases.entries()) {
      const [path, folder] = [join(directory, `bad-${index}.tar`), join(directory, `bad-${index}`)];
      await writeFile(path, content);
      const { code, err } = await call(folder, ['restore', path]);
      expect([code, err]).toMatchObject([1, expect.stringContaining('Nothing was written') as string]);
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('waits until enough codes were used since the last one', async () => {
    const used = async (count: number) => {
      const database = await openDatabase({ directory: dataDir });
      await database.write(async (tx) => {
        for (let at = 0; at < count; at++)
          await tx.run("INSERT INTO token VALUES (?::UUID, 'small-persons', NULL, NULL, true)", [randomUUID()]);
      });
      await database.close();
    };
    await used(7);
    const take = (name: string, ...more: string[]) => call(dataDir, ['backup', join(directory, name), ...more]);
    expect((await take('one.tar')).code).toBe(0);
    await used(2);
    const withheld = await take('two.tar');
    expect([withheld.code, withheld.err]).toMatchObject([1, expect.stringContaining('fewer than 5 answers') as string]);
    await used(3);
    expect((await take('two.tar')).code).toBe(0);
    await used(1);
    expect((await take('three.tar')).code).toBe(1);
    expect((await take('three.tar', '--few')).code).toBe(0);
  });
});
