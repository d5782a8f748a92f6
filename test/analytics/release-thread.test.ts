import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditFlaggedMeasure, auditMeasure, auditRelease } from '../../analytics/index.ts';
import { auditInThread } from '../../analytics/release/thread.ts';
import { verdictOn } from '../../analytics/release/verdict.ts';
import { questionOf, readState } from '../../analytics/snapshot-take.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { anAnswer } from './arbitrary.ts';
import { valuesOf } from './brute-force.ts';
import { allTables, fillAnswers, groups, isPlaced, smallSurvey, territories, type Answer } from './survey.ts';

const k = 5;
const survey = smallSurvey([1]);
let temporary: TemporaryDatabase;
beforeAll(async () => {
  temporary = await temporaryDatabase();
});
afterAll(() => temporary.remove());

async function taskFor(answers: readonly Answer[]) {
  await fillAnswers(temporary.database, answers);
  const budget = { from: 0, to: 1 };
  const moment = { step: survey.release.sizes[0]!, closing: false, responses: answers.length, budget };
  const state = await temporary.database.readTogether((reader) =>
    readState(reader, survey, moment, { k, today: '2026-11-22' }),
  );
  return questionOf(state, k).task;
}

/** One value an answer, by code; written from the answers, without the SQL. */
function columnsOf(answers: readonly Answer[]) {
  const codes = new Map(territories.map(({ id, code }) => [id, code]));
  const single = (name: string, named: (number: number) => string) =>
    answers.map((answer) => valuesOf(answer, name)?.map(named)[0] ?? null);
  const place = (name: string) => single(name, (number) => codes.get(number)!);
  const word = (words: readonly string[]) => (number: number) => words[number - 1]!;
  return {
    ...{
      region: place('region'),
      province: place('province'),
      area: place('area'),
      municipality: place('municipality'),
    },
    targetGroup: answers.map((answer) => valuesOf(answer, 'targetGroup')!.map(word(groups))),
    mainGroup: single('mainGroup', word([...groups, 'none'])),
    ...{ sex: single('sex', word(['f', 'm'])), ageClass: single('ageClass', word(['16-29', '30-54', '55+'])) },
  };
}

const shownCells = (cells: readonly { table: string; codes: readonly string[] }[], verdict: readonly boolean[]) =>
  cells.flatMap(({ table, codes }, place) => (verdict[place] ? [`${table} ${codes.join('|')}`] : [])).toSorted();

describe('the audit of what stands in the database', () => {
  it('comes to the verdict of the pure functions on the answers one by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAnswer, { minLength: 60, maxLength: 150 }), async (answers) => {
        const { release, shown } = await auditInThread(await taskFor(answers));
        const people = answers.filter((one) => one.marks < 2 && isPlaced(one));
        const plan = {
          dimensions: columnsOf(people),
          ...{ tables: allTables, k, flagged: { targetGroup: ['foreign'], mainGroup: ['foreign'] } },
        };
        const pure = auditRelease(plan);
        const verdict = (cells: readonly { released: boolean }[]) => cells.map(({ released }) => released);
        expect(shownCells(release.cells, verdict(release.cells))).toEqual(shownCells(pure.cells, verdict(pure.cells)));
        for (const [name, base] of [
          ['need', people.map(({ need }) => need !== null)],
          ['englishNow', people.map(({ englishNow }) => englishNow > 0)],
        ] as const) {
          const expected = auditMeasure(plan, pure, { base });
          expect(shownCells(release.cells, shown.get(name)!)).toEqual(shownCells(pure.cells, expected));
        }
        const given = people.map(({ disability }) => ['yes', 'no'][disability - 1] ?? null);
        const sensitive = await auditFlaggedMeasure(plan, pure, { answers: given });
        expect(shownCells(release.cells, shown.get('disability')!)).toEqual(shownCells(pure.cells, sensitive));
      }),
      { numRuns: 5 },
    );
  });

  it('comes to the same verdict in its thread and without one', async () => {
    const task = await taskFor(fc.sample(anAnswer, { seed: 7, numRuns: 150 }));
    expect(await auditInThread(task)).toEqual(await verdictOn(task));
  });

  it('is told of a stop before it begins, and of a problem inside', async () => {
    const task = await taskFor(fc.sample(anAnswer, { seed: 7, numRuns: 20 }));
    await expect(auditInThread(task, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'publication_stopped',
    });
    await expect(auditInThread({ ...task, tables: [['colour']] })).rejects.toMatchObject({ code: 'not_a_dimension' });
  });
});
