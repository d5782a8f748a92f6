import { pbkdf2 } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.server.ts';
import type { Database } from '../../data/database.server.ts';
import { withDatabase } from '../support/database.ts';
import { entryOf } from '../support/entry.ts';

describe('reading', () => {
  it('gives plain rows for bound values', async () => {
    await withDatabase(async (database) => {
      const rows = await database.rows('SELECT $1 || $2 AS word, $3::BOOLEAN AS yes, NULL AS nothing, [1, 2] AS list', [
        'a; DROP TABLE ledger',
        'b',
        true,
      ]);
      expect(rows).toEqual([{ word: 'a; DROP TABLE ledgerb', yes: true, nothing: null, list: [1, 2] }]);
    });
  });

  it('gives typed columns over many chunks, and plain ones where a value is missing', async () => {
    await withDatabase(async (database) => {
      const columns = await database.columns<{
        i: Int32Array;
        half: Float64Array;
        gap: (number | null)[];
        s: string[];
      }>(
        `SELECT i::INTEGER AS i, i / 2.0::DOUBLE AS half, if(i = 4999, NULL, i)::SMALLINT AS gap, 'n' || i AS s
         FROM range(5000) t(i) ORDER BY i`,
      );
      expect(columns.i).toEqual(Int32Array.from({ length: 5000 }, (_, i) => i));
      expect(columns.half[4999]).toBe(2499.5);
      expect([columns.gap.length, columns.gap[4998], columns.gap[4999]]).toEqual([5000, 4998, null]);
      expect(columns.s[4999]).toBe('n4999');
    });
  });

  it('takes lists of every kind, empty ones and such with holes', async () => {
    await withDatabase(async (database) => {
      const lists = { none: [], numbers: [1, 2.5], words: [null, 'x'], large: [2 ** 40], nested: [[1], []] };
      const [row] = await database.rows<Record<string, string>>(
        `SELECT $none::VARCHAR AS none, $numbers::VARCHAR AS numbers, $words::VARCHAR AS words,
           $large::VARCHAR AS large, $nested::VARCHAR AS nested`,
        lists,
      );
      expect(row).toEqual({
        none: '[]',
        numbers: '[1.0, 2.5]',
        words: '[NULL, x]',
        large: '[1099511627776]',
        nested: '[[1], []]',
      });
    });
  });

  it.each(['count(*)', "DATE '2026-05-01'", 'uuid()', '1.5::DECIMAL(4, 1)'])(
    'names the column that SQL left uncast: %s',
    async (expression) => {
      await withDatabase(async (database) => {
        await expect(database.rows(`SELECT ${expression} AS odd FROM ledger`)).rejects.toThrow(
          /column "odd" is \w+: cast/,
        );
      });
    },
  );

  it('stops a query at its deadline and stays usable', async () => {
    await withDatabase(async (database) => {
      const endless =
        'SELECT count(*)::DOUBLE AS n FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7';
      const slow = [1, 2, 3, 4].map(() => database.rows(endless, [], { deadlineMs: 40 }));
      for (const outcome of await Promise.allSettled(slow))
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'query_too_slow' } });
      expect(await database.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });
  });

  it('stops it also where the deadline comes before the query has begun', async () => {
    await withDatabase(async (database) => {
      // the driver's queries wait in the pool of threads that these keep busy for longer than the deadline
      const busy = Array.from({ length: 16 }, () => promisify(pbkdf2)('a', 'b', 400_000, 32, 'sha256'));
      const endless =
        'SELECT count(*)::DOUBLE AS n FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7';
      await expect(database.rows(endless, [], { deadlineMs: 5 })).rejects.toMatchObject({ code: 'query_too_slow' });
      await Promise.all(busy);
    });
  });
});

describe('the lock-down', () => {
  it.each([
    "SELECT * FROM read_csv('/etc/hostname')",
    "COPY (SELECT 1) TO 'leak.csv'",
    "ATTACH 'other.duckdb'",
    'INSTALL httpfs',
    "LOAD 'httpfs'",
    'SET enable_external_access = true',
    "SET memory_limit = '8GB'",
  ])('refuses %s', async (statement) => {
    await withDatabase(async (database) => {
      await expect(database.rows(statement)).rejects.toThrow(/disabled|locked|Permission|cannot/i);
    });
  });

  it('leaves the export folder open', async () => {
    await withDatabase(async (database, directory) => {
      await database
        .rows(`COPY (SELECT 1 AS one) TO '${directory}/export/one.parquet' (FORMAT parquet)`)
        .catch(() => []);
      expect(await readdir(join(directory, 'export'))).toEqual(['one.parquet']);
    });
  });
});

describe('opening', () => {
  it('gives the same database to whoever opens the directory again in this process', async () => {
    await withDatabase(async (database, directory) => {
      const again = await openDatabase({ directory: join(directory, '..', directory.split('/').at(-1)!) });
      await again.append(entryOf('one'));
      expect(await database.append(entryOf('one'))).toMatchObject({ kind: 'known' });
    });
  });

  it('keeps everything over an orderly close', async () => {
    await withDatabase(async (database, directory) => {
      await database.append(entryOf('one'));
      await database.close();
      expect(database.state()).toBe('closed');
      await expect(database.append(entryOf('two'))).rejects.toMatchObject({ code: 'storage_unavailable' });
      const again = await openDatabase({ directory });
      expect(await again.append(entryOf('one'))).toMatchObject({ kind: 'known' });
      expect(await again.append(entryOf('two'))).toEqual({ kind: 'stored', seq: 2 });
      await again.close();
    });
  });
});

describe('migrations', () => {
  const folderWith = async (files: Record<string, string>) => {
    const folder = await mkdtemp(join(tmpdir(), 'fabbisogni-migrations-'));
    for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
    return folder;
  };
  const first = {
    '001-ledger.sql': `CREATE TABLE ledger (seq INTEGER, uuid UUID);
      CREATE TABLE migration (number INTEGER, name VARCHAR, checksum VARCHAR, applied_on DATE);`,
  };
  const second = { '002-shelf.sql': "CREATE TABLE shelf (book VARCHAR); INSERT INTO shelf VALUES ('ISTAT');" };

  /** Opens one directory with one set of migrations after the other; gives what each opening found or failed with. */
  const openWith = async (...sets: Record<string, string>[]) => {
    const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
    const found: unknown[] = [];
    for (const files of sets) {
      const migrations = await folderWith(files);
      const options = { directory, migrations, now: () => new Date('2026-05-01T08:00:00Z') };
      found.push(await openDatabase(options).then(appliedAndClose, (error: unknown) => error));
      await rm(migrations, { recursive: true });
    }
    await rm(directory, { recursive: true });
    return found;
  };
  const appliedAndClose = async (database: Database) => {
    const applied = await database.rows(
      'SELECT number, name, applied_on::VARCHAR AS day FROM migration ORDER BY number',
    );
    await database.close();
    return applied;
  };

  const both = { ...first, ...second };
  const bothApplied = [
    { number: 1, name: '001-ledger.sql', day: '2026-05-01' },
    { number: 2, name: '002-shelf.sql', day: '2026-05-01' },
  ];

  it('are applied once, in order, with their day', async () => {
    expect(await openWith(first, both, both)).toEqual([bothApplied.slice(0, 1), bothApplied, bothApplied]);
  });

  it('leave nothing behind when one fails', async () => {
    const broken = { ...first, '002-shelf.sql': 'CREATE TABLE shelf (book VARCHAR); SELECT no_such_function();' };
    const [, failure, after] = await openWith(first, broken, both);
    expect(String(failure)).toMatch(/no_such_function/);
    expect(after).toEqual(bothApplied);
  });

  it('of a newer program are refused by an older one', async () => {
    const [, refusal, after] = await openWith(both, first, both);
    expect(refusal).toMatchObject({ code: 'database_newer', values: { found: 2, known: 1 } });
    expect(after).toEqual(bothApplied);
  });

  it('that were changed after they were applied are refused', async () => {
    const changed = { ...first, '002-shelf.sql': 'CREATE TABLE shelf (book VARCHAR, page INTEGER)' };
    const [, refusal] = await openWith(both, changed);
    expect(refusal).toMatchObject({ code: 'migration_changed', values: { file: '002-shelf.sql' } });
  });

  it('must be numbered without a gap', async () => {
    const [refusal] = await openWith({ ...first, '003-late.sql': 'SELECT 1' });
    expect(String(refusal)).toMatch(/must be number 2/);
  });
});
