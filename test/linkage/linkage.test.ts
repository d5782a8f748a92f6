import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLinkageStage, type LinkageStage } from '../../command/linkage-stage.ts';
import type { Transaction } from '../../data/database.server.ts';
import { attack, found, type Attempt } from '../../survey/linkage/attack.ts';
import { twoSided, tail } from '../../survey/linkage/chance.ts';
import { restricted } from '../../survey/linkage/trait.ts';
import { call } from '../cli/command.ts';

const burst = 20;
let stage: LinkageStage;
beforeAll(async () => {
  stage = await openLinkageStage({ tokens: 460, burst, seed: 'planted' });
  await stage.answer(400);
  await stage.application.mixing.mix();
});
afterAll(() => stage.close());

const look = async (): Promise<Attempt[]> => found(attack(await stage.look(), 'attack'));
const plant = (work: (tx: Transaction) => Promise<void>) => stage.application.database.write(work);
/** Who answered when, for a query: `people(place, token, response)`. */
const withPeople = async (tx: Transaction, work: () => Promise<void>) => {
  const people = JSON.stringify(stage.people.map(({ token, response }, place) => ({ place, token, response })));
  await tx.run(
    `CREATE TEMP TABLE people AS SELECT unnest(from_json($people, '[{"place": "INTEGER", "token": "UUID",
       "response": "UUID"}]'), recursive := true)`,
    { people },
  );
  await work();
  await tx.run('DROP TABLE people');
};
const rewrite = async (tx: Transaction, table: string, column: string, key: string, by: string) => {
  await tx.run(`CREATE TEMP TABLE kept AS SELECT "row".* FROM ${table} AS "row" LEFT JOIN people ON people.${key} = ${column}
    ORDER BY ${by}`);
  await tx.run(`DELETE FROM ${table}`);
  await tx.run(`INSERT INTO ${table} SELECT * FROM kept`);
  await tx.run('DROP TABLE kept');
};
const told = (attempts: readonly Attempt[]) =>
  attempts.map(({ token, response, kind }) => `${kind}: ${token} / ${response}`);

describe('codes and answers that were mixed', () => {
  it('cannot be joined better than by chance', async () => {
    expect(told(await look())).toEqual([]);
  });

  it('nor can those that two backups differ in', async () => {
    const since = await stage.answer(40);
    await stage.application.mixing.mix();
    expect(told(found(attack(restricted(await stage.look(), since), 'attack')))).toEqual([]);
  });
});

describe('a leak is found', () => {
  it('of the time, to the second, in both', async () => {
    await plant((tx) =>
      withPeople(tx, async () => {
        for (const [table, column, key] of [
          ['token', 'token_hmac', 'token'],
          ['response', 'id_hmac', 'response'],
        ] as const) {
          await tx.run(`ALTER TABLE ${table} ADD COLUMN used_at TIMESTAMP`);
          await tx.run(`UPDATE ${table} SET used_at = TIMESTAMP '2026-06-15 10:00:00' + to_seconds(5 * place)
            FROM people WHERE people.${key} = ${column}`);
        }
      }),
    );
    expect(told(await look())).toContain('value: token.used_at / response.used_at');
    await plant(async (tx) => {
      for (const table of ['token', 'response']) await tx.run(`ALTER TABLE ${table} DROP COLUMN used_at`);
    });
  });

  it('of an identifier made from the other', async () => {
    await plant((tx) =>
      withPeople(tx, async () => {
        await tx.run('ALTER TABLE token ADD COLUMN reference VARCHAR');
        await tx.run(`UPDATE token SET reference = response::VARCHAR FROM people WHERE people.token = token_hmac`);
      }),
    );
    expect(told(await look())).toContain('equal: token.reference / response.id_hmac');
    await plant((tx) => tx.run('ALTER TABLE token DROP COLUMN reference'));
  });

  it.each([
    ['of arrival', 'place'],
    ['of the bursts', `place // ${burst}, random()`],
  ])('of the order %s in both', async (_, by) => {
    await plant((tx) =>
      withPeople(tx, async () => {
        await rewrite(tx, 'token', 'token_hmac', 'token', by);
        await rewrite(tx, 'response', 'id_hmac', 'response', by);
      }),
    );
    const kinds = told(await look());
    expect(kinds).toContain('order: token.place of the row / response.place of the row');
    await stage.application.mixing.mix();
    expect(told(await look())).toEqual([]);
  });

  it('of pages that the database calls free', async () => {
    const { database } = stage.application;
    await plant((tx) => withPeople(tx, () => tx.run('CREATE TABLE old AS SELECT * FROM people ORDER BY place')));
    await database.rows('CHECKPOINT');
    await plant((tx) => tx.run('DROP TABLE old'));
    await database.rows('CHECKPOINT');
    expect(
      told(await look()).some((one) =>
        /bytes of fabbisogni.duckdb, token.*bytes of fabbisogni.duckdb, response/.test(one),
      ),
    ).toBe(true);
    await stage.application.mixing.mix();
    expect(told(await look())).toEqual([]);
  });

  it('of the log of what was stored since', async () => {
    await stage.answer(20);
    expect((await stage.look()).logs).toEqual(['fabbisogni.duckdb.wal']);
    const { database, mixing } = stage.application;
    await database.write((tx) => tx.run("UPDATE response SET day = DATE '2026-03-01' + (seq // 60)::INTEGER"));
    expect((await call(stage.directory, ['linkage-test', '--copy', stage.directory])).out.split('\n')).toMatchObject([
      expect.stringContaining('fabbisogni.duckdb.wal holds batches') as string,
      expect.stringContaining('in the order of their days') as string,
      '',
    ]);
    await mixing.mix();
    expect((await stage.look()).logs).toEqual([]);
    expect((await call(stage.directory, ['linkage-test', '--copy', stage.directory])).out).toContain('no log');
  });
});

describe('chance', () => {
  it('is that of the binomial distribution', () => {
    expect(tail(0, 10, 0.3)).toBe(1);
    expect(tail(3, 10, 0.5)).toBeCloseTo(1 - 56 / 1024, 12);
    expect(tail(10, 10, 0.5)).toBeCloseTo(1 / 1024, 12);
    expect(tail(12, 5000, 1 / 5000)).toBeCloseTo(8.2e-10, 10);
    expect(tail(1, 10, 0)).toBe(0);
    expect(twoSided(1, 10)).toBeCloseTo(22 / 1024, 12);
    expect(twoSided(5, 10)).toBe(1);
  });
});
