import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.server.ts';
import { uuidOf } from '../support/entry.ts';
import { startStream, storedNames } from './streaming.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-crash-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Compares what the table holds with what was acknowledged. */
async function compare(names: readonly string[]) {
  const database = await openDatabase({ directory });
  const { id } = await database.columns<{ id: string[] }>('SELECT id_hmac::VARCHAR AS id FROM response');
  const edits = await database.rows('SELECT survey, count(*)::INTEGER AS n FROM projection GROUP BY survey');
  await database.close();
  const there = new Set(id);
  return {
    lost: names.filter((name) => !there.has(uuidOf(`id ${name}`))),
    doubled: id.length - there.size,
    beyond: there.size - names.length,
    edits,
  };
}

describe('a stream of answers', () => {
  it('killed thirty times loses none that was acknowledged and doubles none', async () => {
    const names: string[] = [];
    let edited = 0;
    for (let round = 0; round < 30; round++) {
      const stream = startStream(directory, `r${round}`, 16);
      // from the first acknowledgement to well after several checkpoints
      await stream.reach(2 + ((round * 11 + round * round * 6) % 300));
      await stream.end('SIGKILL');
      names.push(...storedNames(stream));
      edited += stream.lines.filter((line) => line.startsWith('edited ')).length;
    }
    const found = await compare(names);
    expect(found.lost).toEqual([]);
    expect(found.doubled).toBe(0);
    // at most one batch a round was stored without being acknowledged any more
    expect(found.beyond).toBeLessThanOrEqual(30 * 16);
    const kept = found.edits.reduce((sum, row) => sum + Number(row['n']), 0);
    expect(kept).toBeGreaterThanOrEqual(edited);
    expect(kept).toBeLessThanOrEqual(edited + 30);
  }, 180_000);

  it('ended by SIGTERM exits with 0 and keeps exactly what it acknowledged', async () => {
    const stream = startStream(directory, 'term', 50);
    await stream.reach(500);
    expect(await stream.end('SIGTERM')).toBe(0);
    const found = await compare(storedNames(stream));
    expect(found).toMatchObject({ lost: [], doubled: 0, beyond: 0 });
  });
});

describe('a second process', () => {
  it('is refused while the first one runs, and told which file', async () => {
    const stream = startStream(directory, 'first', 1, 5);
    await stream.says('done');
    const refusal = await openDatabase({ directory }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'database_locked', values: { file: join(directory, 'fabbisogni.duckdb') } });
    expect(await stream.end('SIGTERM')).toBe(0);
    expect(await compare(storedNames(stream))).toMatchObject({ lost: [], beyond: 0 });
  });
});
