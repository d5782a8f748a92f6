import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../data/database.server.ts';
import { territoriesWithin } from '../../data/territory.ts';
import { loadProgramme, readProgramme } from '../../survey/programme/programme.ts';
import { createProjection } from '../../survey/typed/projection.ts';
import { smallProgramme, withProgramme, writeProgramme, type SmallSurveys } from '../support/small-programme.ts';

const person = {
  place: '077014',
  sex: 'f',
  work: 'employed',
  areas: ['no_training'],
  englishNow: '1',
  englishWanted: '2',
};
const firm = { sector: 'A', place: '077021', profiles: [{ family: 'craft', skills: ['cv'] }] };

const several = (size: number) => Array.from({ length: size }, () => person);
const seqs = async ({ database }: SmallSurveys, table: string) =>
  (await database.rows<{ seq: number }>(`SELECT seq FROM ${table} ORDER BY seq`)).map(({ seq }) => seq);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Sends one response as a browser does. @returns the receipt's code */
async function submit({ service }: SmallSurveys, survey: string, answers: object, version = 1): Promise<string> {
  const given = { version, language: 'it', noticeVersion: '1', mode: 'web' };
  const { acceptance } = await service.submit(survey, { ...given, id: randomUUID(), answers });
  return acceptance.receipt;
}

describe('the projection', () => {
  it('reads every accepted answer once, batch by batch, each survey for itself', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      const projection = createProjection(small.database, small.registry, { batch: 3 });
      await small.accept('small-persons', ...several(4));
      await small.accept('small-firms', firm, firm);
      await small.accept('small-persons', ...several(2));
      expect(await projection.run()).toBe(8);
      expect(await seqs(small, 'answer_small_persons')).toEqual([1, 2, 3, 4, 7, 8]);
      expect(await seqs(small, 'answer_small_firms')).toEqual([5, 6]);
      expect(await seqs(small, 'profile_small_firms')).toEqual([5, 6]);
      await small.accept('small-firms', firm);
      expect(await projection.run()).toBe(1);
      expect(await projection.run()).toBe(0);
    });
  });

  it('resumes after a crash with no answer missing and none doubled', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', ...several(10));
      const crashing = createProjection(crashingAt(small.database, 5), small.registry, { batch: 4 });
      await expect(crashing.run()).rejects.toThrow('crash');
      expect(await seqs(small, 'answer_small_persons')).toEqual(upTo(8));
      await small.accept('small-persons', ...several(3));
      await createProjection(small.database, small.registry, { batch: 4 }).run();
      expect(await seqs(small, 'answer_small_persons')).toEqual(upTo(13));
      expect(await seqs(small, 'skill_small_persons')).toEqual(upTo(13));
    });
  });

  it('may be asked to run twice at once', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', ...several(5));
      const counts = await Promise.all([small.projection.run(), small.projection.run()]);
      expect(counts).toEqual([5, 0]);
      expect(await seqs(small, 'answer_small_persons')).toEqual(upTo(5));
    });
  });

  it('follows a correction and an erasure in the same transaction', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      const [first, second] = [await submit(small, 'small-firms', firm), await submit(small, 'small-firms', firm)];
      await small.projection.run();
      await small.service.correct(first, {
        answers: { ...firm, sector: 'C', profiles: [{ family: 'clerks', skills: ['english', 'cv'] }] },
      });
      await small.service.erase(second);
      const rows = await small.database.rows('SELECT seq, sector, need FROM answer_small_firms');
      expect(rows).toEqual([{ seq: 1, sector: 2, need: [1, 3] }]);
      expect(await seqs(small, 'profile_small_firms')).toEqual([1]);
      expect(await seqs(small, 'skill_small_firms')).toEqual([1, 1]);
      expect(await small.projection.run()).toBe(0);
    });
  });

  it('keeps no trace of an erased answer in what the figures were made of', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await submit(small, 'small-firms', firm);
      const second = await submit(small, 'small-firms', firm);
      await small.database.write((tx) =>
        tx.run(`INSERT INTO release_answer SELECT 'small-firms', unnest([1, 2]), 1, 1`),
      );
      await small.service.erase(second);
      expect(await seqs(small, 'release_answer')).toEqual([1]);
    });
  });

  it('reads what was corrected or erased before it came by only as it now is', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      const [first, second] = [await submit(small, 'small-firms', firm), await submit(small, 'small-firms', firm)];
      await small.service.correct(first, { answers: { ...firm, sector: 'C' } });
      await small.service.erase(second);
      await small.projection.run();
      expect(await small.database.rows('SELECT seq, sector FROM answer_small_firms')).toEqual([{ seq: 1, sector: 2 }]);
    });
  });

  it('leaves out an answer erased before it was read, though none was when it began to read', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', ...several(3));
      await small.projection.run();
      await small.service.erase(await submit(small, 'small-persons', person));
      await submit(small, 'small-persons', person);
      await small.projection.run();
      expect(await seqs(small, 'answer_small_persons')).toEqual([1, 2, 3, 5]);
    });
  });

  it('reads each answer by its own version, though all were of one when it began to read', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      const files = JSON.stringify(smallProgramme()).replace('"maxLength":200', '"maxLength":300');
      const folder = await writeProgramme(JSON.parse(files) as Record<string, unknown>);
      await loadProgramme(small.database, await readProgramme(folder), '2026-02-01');
      await rm(dirname(folder), { recursive: true });
      await small.registry.reload();
      await submit(small, 'small-persons', person, 1);
      await small.projection.run();
      for (const version of [2, 1, 2]) await submit(small, 'small-persons', person, version);
      await small.projection.run();
      const rows = await small.database.rows('SELECT seq, version FROM answer_small_persons ORDER BY seq');
      expect(rows.map(({ version }) => version)).toEqual([1, 2, 1, 2]);
      expect(await seqs(small, 'skill_small_persons')).toEqual(upTo(4));
    });
  });

  it('makes tables anew that other statements made, from the raw answers', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', ...several(3));
      await small.projection.run();
      await small.database.write(async (tx) => {
        await tx.run('UPDATE answer_small_persons SET sex = 2');
        await tx.run(`COMMENT ON TABLE answer_small_persons IS 'of an older program'`);
      });
      await createProjection(small.database, small.registry).run();
      const sexes = await small.database.rows<{ sex: number }>('SELECT sex FROM answer_small_persons');
      expect(sexes.map(({ sex }) => sex)).toEqual([1, 1, 1]);
    });
  });

  it('places everybody anew when the programme draws its areas otherwise', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', person);
      await small.projection.run();
      const codes = territoriesWithin('077', []).filter(({ level }) => level === 'municipality');
      const municipalities = codes.map(({ code }) => code);
      const areas = [{ code: 'all', label: { it: 'Tutti', en: 'All' }, province: '077', municipalities }];
      const folder = await writeProgramme({ ...smallProgramme(), 'areas.json': areas });
      await loadProgramme(small.database, await readProgramme(folder), '2026-02-01');
      await rm(dirname(folder), { recursive: true });
      await small.registry.reload();
      await small.projection.run();
      const [row] = await small.database.rows(
        `SELECT territory.code FROM answer_small_persons JOIN territory ON territory.id = area`,
      );
      expect(row).toEqual({ code: 'all' });
    });
  });

  it('rebuilds a survey on demand', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', ...several(3));
      await small.projection.run();
      await small.database.write((tx) => tx.run('DELETE FROM answer_small_persons WHERE seq = 2'));
      await small.projection.rebuild('small-persons');
      expect(await seqs(small, 'answer_small_persons')).toEqual([1, 2, 3]);
    });
  });

  it('stops after the batch under way, and the next process goes on', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', ...several(9));
      const projection = createProjection(small.database, small.registry, { batch: 2 });
      const running = projection.run().catch((error: unknown) => String(error));
      await projection.stop();
      expect(await running).toMatch('stopped');
      await expect(projection.run()).rejects.toThrow('stopped');
      await small.projection.run();
      expect(await seqs(small, 'answer_small_persons')).toEqual(upTo(9));
    });
  });
});

/** A database whose n-th transaction does its work and then fails, as when the process dies before the commit. */
function crashingAt(database: Database, nth: number): Pick<Database, 'rows' | 'write'> {
  let count = 0;
  return {
    rows: (...query) => database.rows(...query),
    write: (work) =>
      database.write(async (tx) => {
        const value = await work(tx);
        if (++count === nth) throw new Error('crash');
        return value;
      }),
  };
}
