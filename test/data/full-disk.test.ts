import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../data/database.server.ts';
import type { Database, ResponseEntry } from '../../data/database.server.ts';
import { temporaryDatabase } from '../support/database.ts';
import { entryOf } from '../support/entry.ts';

const full = () => {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
};

async function counts(database: Database) {
  const [found] = await database.rows(
    `SELECT count(*)::INTEGER AS answers, count(DISTINCT id_hmac)::INTEGER AS ids, max(seq)::INTEGER AS last FROM response`,
  );
  return found;
}

/** Stores the entry as soon as the database takes it again. */
const storeAgain = (database: Database, entry: ResponseEntry) =>
  vi.waitFor(() => database.append(entry), { timeout: 20_000, interval: 20 });

describe('a batch whose commit fails', () => {
  it('before it reached the log is refused with a time to come back, and is stored when it comes again', async () => {
    const failing = { commit: vi.fn<() => void>() };
    const { database, remove } = await temporaryDatabase({ faults: failing });
    failing.commit.mockImplementationOnce(full);
    await expect(database.append(entryOf('one'))).rejects.toMatchObject({
      code: 'storage_unavailable',
      status: 503,
      retryAfter: expect.any(Number) as unknown,
    });
    expect(await storeAgain(database, entryOf('one'))).toEqual({ kind: 'stored', seq: 1 });
    expect(await counts(database)).toEqual({ answers: 1, ids: 1, last: 1 });
    await remove();
  });

  it('after it reached the log, but not the marker, counts as stored', async () => {
    const failing = { marker: vi.fn<() => void>() };
    const { database, directory, remove } = await temporaryDatabase({ faults: failing });
    failing.marker.mockImplementationOnce(full);
    const [first, second] = await Promise.all([database.append(entryOf('one')), database.append(entryOf('two'))]);
    expect([first, second]).toEqual([
      { kind: 'stored', seq: 1 },
      { kind: 'stored', seq: 2 },
    ]);
    failing.marker.mockImplementationOnce(full);
    const edited = database.write(async (transaction) => {
      await transaction.run("INSERT INTO projection VALUES ('s', 7)");
      return 'edited';
    });
    expect(await edited).toBe('edited');
    expect(await database.append(entryOf('three'))).toEqual({ kind: 'stored', seq: 3 });
    await database.close();
    const again = await openDatabase({ directory });
    expect(await counts(again)).toEqual({ answers: 3, ids: 3, last: 3 });
    await again.close();
    await remove();
  });

  it('takes no neighbour with it: a staff edit under way is refused, not lost half-way', async () => {
    const failing = { commit: vi.fn<() => void>() };
    const { database, remove } = await temporaryDatabase({ faults: failing });
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const edit = database.write(async (transaction) => {
      await transaction.run("INSERT INTO projection VALUES ('s', 1)");
      begun.resolve();
      await release.promise;
    });
    await begun.promise;
    failing.commit.mockImplementationOnce(full);
    const refused = expect(database.append(entryOf('one'))).rejects.toMatchObject({ code: 'storage_unavailable' });
    const alsoRefused = expect(edit).rejects.toMatchObject({ code: 'storage_unavailable' });
    await vi.waitFor(() => expect(database.state()).toBe('read_only'));
    release.resolve();
    await Promise.all([refused, alsoRefused]);
    await storeAgain(database, entryOf('one'));
    expect(await database.rows('SELECT survey FROM projection')).toEqual([]);
    await remove();
  });
});

describe('while the disk stays full', () => {
  it('answers are refused, pages stay readable, and storing resumes by itself', async () => {
    let room = true;
    const look = () => void (room || full());
    const events: string[] = [];
    const report = (event: string) => void events.push(event);
    const { database, remove } = await temporaryDatabase({
      faults: { commit: look, room: look },
      firstPause: 5,
      report,
    });
    await database.append(entryOf('before'));
    room = false;
    const reads = Array.from({ length: 20 }, () => counts(database));
    await expect(database.append(entryOf('meanwhile'))).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(database.state()).toBe('read_only');
    await expect(database.append(entryOf('meanwhile'))).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(database.write(async () => 1)).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(await Promise.all([...reads, counts(database)])).toEqual(
      Array.from({ length: 21 }, () => ({ answers: 1, ids: 1, last: 1 })),
    );
    expect(await database.append(entryOf('before'))).toMatchObject({ kind: 'known' });
    room = true;
    await vi.waitFor(() => expect(database.state()).toBe('open'), { timeout: 20_000 });
    expect(await database.append(entryOf('meanwhile'))).toEqual({ kind: 'stored', seq: 2 });
    expect(events).toEqual(['storage_failed', 'storage_resumed']);
    await remove();
  });

  it('it closes, and keeps what was acknowledged', async () => {
    const failing = { commit: vi.fn<() => void>(), room: vi.fn<() => void>() };
    const { database, directory, remove } = await temporaryDatabase({ faults: failing });
    await database.append(entryOf('before'));
    failing.commit.mockImplementation(full);
    failing.room.mockImplementation(full);
    await expect(database.append(entryOf('meanwhile'))).rejects.toMatchObject({ code: 'storage_unavailable' });
    await database.close();
    const again = await openDatabase({ directory });
    expect(await counts(again)).toEqual({ answers: 1, ids: 1, last: 1 });
    await again.close();
    await remove();
  });
});

/** A small disk of its own; null where this user may not mount. */
async function smallDisk(): Promise<string | null> {
  const place = await mkdtemp(join(tmpdir(), 'fabbisogni-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    await rm(place, { recursive: true });
    return null;
  }
}

const disk = await smallDisk();

describe.skipIf(!disk)('a real disk of 16 MB', () => {
  it('fills up under load, refuses, stays readable, resumes when there is room, and loses nothing', async () => {
    const directory = join(disk!, 'data');
    try {
      await writeFile(join(disk!, 'ballast'), Buffer.alloc(6 * 1024 * 1024));
      const database = await openDatabase({ directory, memoryLimit: '128MB', firstPause: 20 });
      const accepted: ResponseEntry[] = [];
      const refused: ResponseEntry[] = [];
      const respond = async (caller: number) => {
        for (let count = 0; refused.length === 0; count++) {
          const entry = entryOf(`${caller} ${count}`, { raw: JSON.stringify({ text: 'è'.repeat(10_000) }) });
          await database.append(entry).then(
            () => accepted.push(entry),
            (error: unknown) => {
              expect(error).toMatchObject({ code: 'storage_unavailable' });
              refused.push(entry);
            },
          );
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_, caller) => respond(caller)));
      expect(database.state()).toBe('read_only');
      expect(await counts(database)).toMatchObject({ ids: expect.any(Number) as unknown });
      await rm(join(disk!, 'ballast'));
      for (const entry of refused) await storeAgain(database, entry);
      for (const entry of accepted) expect(await database.append(entry)).toMatchObject({ kind: 'known' });
      await database.close();
      const again = await openDatabase({ directory });
      const size = accepted.length + refused.length;
      expect(await counts(again)).toEqual({ answers: size, ids: size, last: size });
      await again.close();
    } finally {
      execFileSync('umount', ['-l', disk!]);
      await rm(disk!, { recursive: true });
    }
  });
});
