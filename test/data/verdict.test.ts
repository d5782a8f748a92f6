import { hash } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.server.ts';
import { openMarker } from '../../data/marker.ts';
import { startStream } from './streaming.ts';

const database = 'fabbisogni.duckdb';
const wal = 'fabbisogni.duckdb.wal';
const marker = 'marker';

let shelf: string;
let here: string;

/** A directory whose process was killed after 30 answers: 12 in the database file, 18 in the log only. */
async function crashed(name: string): Promise<void> {
  const directory = join(shelf, name);
  const first = startStream(directory, `${name}-a`, 3, 4);
  await first.says('done');
  await first.end('SIGTERM');
  const second = startStream(directory, `${name}-b`, 3, 6);
  await second.says('done');
  await second.end('SIGKILL');
}

/** A directory that was closed in order with 12 answers. */
async function closed(name: string): Promise<void> {
  const stream = startStream(join(shelf, name), name, 3, 4);
  await stream.says('done');
  await stream.end('SIGTERM');
}

beforeAll(async () => {
  shelf = await mkdtemp(join(tmpdir(), 'fabbisogni-shelf-'));
  await Promise.all([crashed('crashed'), crashed('foreign'), closed('closed')]);
});
afterAll(() => rm(shelf, { recursive: true }));
beforeEach(async () => {
  here = await mkdtemp(join(tmpdir(), 'fabbisogni-verdict-'));
});
afterEach(() => rm(here, { recursive: true }));

const take = (name: string) => cp(join(shelf, name), here, { recursive: true });
const read = (file: string) => readFile(join(here, file));
const write = (file: string, bytes: Buffer) => writeFile(join(here, file), bytes);
const remove = (file: string) => rm(join(here, file));

/** Every file of the directory with the hash of its bytes. */
async function bytes(): Promise<Record<string, string>> {
  const files = (await readdir(here, { withFileTypes: true })).filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(files.map(async ({ name }) => [name, hash('sha256', await read(name))] as const)),
  );
}

async function refusal(): Promise<{ code: string; file: string; reason: string; message: string }> {
  const before = await bytes();
  const error = await openDatabase({ directory: here }).then(
    () => ({ code: 'none', values: {}, message: 'it opened' }),
    (problem: { code: string; values: Record<string, string>; message: string }) => problem,
  );
  expect(await bytes()).toEqual(before);
  const { file = '', reason = '' } = error.values as Record<string, string>;
  return { code: error.code, file: file.replace(`${here}/`, ''), reason, message: error.message };
}

async function answers(): Promise<number> {
  const opened = await openDatabase({ directory: here });
  const [found] = await opened.rows<{ n: number }>('SELECT count(DISTINCT id_hmac)::INTEGER AS n FROM response');
  await opened.close();
  return found!.n;
}

describe('a directory whose process was killed', () => {
  beforeEach(() => take('crashed'));

  it('opens with every acknowledged answer', async () => {
    expect(await answers()).toBe(30);
  });

  it.each([
    ['its log was removed', () => remove(wal)],
    ['its log was emptied', () => truncate(join(here, wal))],
    ['its log was cut in the header', () => truncate(join(here, wal), 11)],
    ['its log was cut in the middle', async () => truncate(join(here, wal), (await read(wal)).length >> 1)],
    ['its log lost its last byte', async () => truncate(join(here, wal), (await read(wal)).length - 1)],
    ['its log belongs to another database', () => cp(join(shelf, 'foreign', wal), join(here, wal))],
  ])('refuses when %s, and names the log', async (_, damage) => {
    await damage();
    expect(await refusal()).toMatchObject({ code: 'database_damaged', file: wal });
  });

  it.each([
    ['the first record', 40],
    ['a record in the middle', 3000],
  ])('refuses zeros over %s of the log', async (_, at) => {
    const log = await read(wal);
    await write(wal, log.fill(0, at, at + 64));
    expect(await refusal()).toMatchObject({ code: 'database_damaged', file: wal });
  });

  it('refuses zeros over the last acknowledged records of the log', async () => {
    const log = await read(wal);
    await write(wal, log.fill(0, log.length - 200));
    expect(await refusal()).toMatchObject({ code: 'database_damaged', file: wal });
  });

  it('refuses when the marker is missing, and names it', async () => {
    await remove(marker);
    expect(await refusal()).toMatchObject({ code: 'database_damaged', file: marker });
  });

  it('refuses when the marker cannot be read', async () => {
    await write(marker, Buffer.alloc(1024, 'x'));
    expect(await refusal()).toMatchObject({ code: 'database_damaged', file: marker });
  });

  it('opens when the last writing of the marker was torn', async () => {
    const halves = [(await read(marker)).subarray(0, 512), (await read(marker)).subarray(512)];
    const [first, second] = halves.map((half) => Number.parseInt(half.toString(), 10));
    const newest = first! > second! ? 0 : 1;
    halves[newest]!.fill(0, 20);
    await write(marker, Buffer.concat(halves));
    expect(await answers()).toBe(30);
  });

  it('refuses an old marker', async () => {
    await cp(join(shelf, 'closed', marker), join(here, marker));
    expect(await refusal()).toMatchObject({ code: 'database_damaged' });
  });

  it('refuses when the database is missing, and names it', async () => {
    await remove(database);
    expect(await refusal()).toMatchObject({ code: 'database_damaged', file: database });
    await remove(wal);
    expect(await refusal()).toMatchObject({ code: 'database_damaged', file: database });
  });

  it('refuses when the database is another one', async () => {
    await cp(join(shelf, 'foreign', database), join(here, database));
    expect(await refusal()).toMatchObject({ code: 'database_damaged', file: database });
  });

  it('refuses when the database file is overwritten or cut', async () => {
    const whole = await read(database);
    for (const broken of [Buffer.alloc(0), Buffer.from('x'.repeat(20_000)), whole.subarray(0, 9000)]) {
      await write(database, broken);
      expect(await refusal()).toMatchObject({ code: 'database_damaged' });
    }
  });

  it.each([1, 15, 16, 17, 4096])(
    'opens with every answer when %i zeros follow the log, and keeps a copy',
    async (zeros) => {
      await appendFile(join(here, wal), Buffer.alloc(zeros));
      const damaged = await read(wal);
      expect(await answers()).toBe(30);
      // fewer than 16 do not disturb the driver
      const copy = await readFile(join(here, `${wal}.kept-1`)).catch(() => null);
      if (zeros >= 16) expect(copy?.equals(damaged)).toBe(true);
    },
  );

  it('opens when a batch that was never acknowledged is torn, and keeps every copy', async () => {
    await appendFile(join(here, wal), (await read(wal)).subarray(100, 300));
    expect(await answers()).toBe(30);
  });

  it('goes on storing after a repair', async () => {
    await appendFile(join(here, wal), Buffer.alloc(100));
    const opened = await openDatabase({ directory: here });
    await opened.write((transaction) => transaction.run("INSERT INTO projection VALUES ('s', 1)"));
    await opened.close();
    expect(await answers()).toBe(30);
  });
});

describe('a directory that was closed in order', () => {
  beforeEach(() => take('closed'));

  it('opens with every answer, again and again', async () => {
    expect([await answers(), await answers()]).toEqual([12, 12]);
  });

  it('has no log; one that lies beside it is refused', async () => {
    expect(Object.keys(await bytes()).sort()).toEqual([database, marker]);
    await cp(join(shelf, 'foreign', wal), join(here, wal));
    expect(await refusal()).toMatchObject({ code: 'database_damaged', file: wal });
  });

  it('refuses an older copy of the database', async () => {
    const old = await read(database);
    const opened = await openDatabase({ directory: here });
    await opened.write((transaction) => transaction.run("INSERT INTO projection VALUES ('s', 1)"));
    await opened.close();
    await write(database, old);
    expect(await refusal()).toMatchObject({ code: 'database_damaged' });
  });
});

describe('a directory with a first start that was cut off', () => {
  it('opens with the first mark and no database', async () => {
    await (await openMarker(join(here, marker))).close();
    expect(await answers()).toBe(0);
  });
});
