import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../data/database.server.ts';

const shipped = 'data/migrations';
let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'fabbisogni-areas-'));
});
afterEach(() => rm(top, { recursive: true }));

/** A database as it was when a municipality had one area, whichever programme had been loaded last. */
async function olderDatabase(areas: readonly [id: number, programme: string][], members: readonly [number, number][]) {
  const names = (await readdir(shipped)).sort();
  const before = names.slice(
    0,
    names.findIndex((name) => name.endsWith('-programme-area.sql')),
  );
  const database = await openDatabase({ directory: join(top, 'data'), migrations: await folderOf(before) });
  await database.write(async (tx) => {
    for (const programme of ['north', 'south', 'plain'])
      await tx.run(`INSERT INTO programme VALUES (?, '{}', 'hash', DATE '2026-01-01')`, [programme]);
    for (const [id, programme] of areas)
      await tx.run(`INSERT INTO territory (id, level, code, name, programme) VALUES (?, 'area', ?, '', ?)`, [
        ...[id, `A${id}`, programme],
      ]);
    for (const [id, area] of members)
      await tx.run(`INSERT INTO territory (id, level, code, name, area_id) VALUES (?, 'municipality', ?, '', ?)`, [
        ...[id, `00000${id}`, area],
      ]);
  });
  await database.close();
}

async function folderOf(names: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(top, 'migrations-'));
  for (const name of names) await copyFile(join(shipped, name), join(folder, name));
  return folder;
}

/** What today's program makes of it, and what is found after a crash that follows at once. */
async function upgraded() {
  const [directory, crashed] = [join(top, 'data'), join(top, 'crashed')];
  const database = await openDatabase({ directory });
  // by another process: the files as a crash leaves them, the log not yet moved into the database
  execFileSync('cp', ['-r', directory, crashed]);
  const found = await areasOf(database);
  const again = await openDatabase({ directory: crashed });
  expect(await areasOf(again)).toEqual(found);
  await again.close();
  await database.close();
  return found;
}

async function areasOf(database: Database) {
  const members = await database.rows(
    'SELECT programme, municipality_id AS place, area_id AS area FROM programme_area ORDER BY programme, place',
  );
  const programmes = await database.rows<{ id: string; hash: string }>('SELECT id, hash FROM programme ORDER BY id');
  return { members, hashes: Object.fromEntries(programmes.map(({ id, hash }) => [id, hash])) };
}

describe('a database of one area a municipality', () => {
  it('keeps the areas of its programme', async () => {
    await olderDatabase(
      [
        [1, 'south'],
        [2, 'south'],
      ],
      [
        [3, 1],
        [4, 2],
      ],
    );
    expect(await upgraded()).toEqual({
      members: [
        { programme: 'south', place: 3, area: 1 },
        { programme: 'south', place: 4, area: 2 },
      ],
      hashes: { north: 'hash', plain: 'hash', south: 'hash' },
    });
  });

  it('has programmes that divided it loaded again, since one of them was written over', async () => {
    await olderDatabase(
      [
        [1, 'south'],
        [2, 'north'],
      ],
      [
        [3, 2],
        [4, 2],
      ],
    );
    expect(await upgraded()).toEqual({
      members: [
        { programme: 'north', place: 3, area: 2 },
        { programme: 'north', place: 4, area: 2 },
      ],
      hashes: { north: '', plain: 'hash', south: '' },
    });
  });
});
