import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateExactly } from '../../analytics/exact.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { publishDue, publishSnapshot } from '../../analytics/snapshot.ts';
import { loadSnapshot } from '../../analytics/snapshot-store.ts';
import { temporaryDatabase, withDatabase, type TemporaryDatabase } from '../support/database.ts';
import { fillAnswers, plain, planOf, smallSurvey, type Answer } from './survey.ts';

const k = 5;
const today = '2026-11-22';
const afterwards = '2027-01-01';
let temporary: TemporaryDatabase;
beforeAll(async () => {
  temporary = await temporaryDatabase();
});
afterAll(() => temporary.remove());

const answers = (count: number, parts: Partial<Answer> = {}) => new Array<Answer>(count).fill({ ...plain, ...parts });
let surveys = 0;
const freshSurvey = (sizes: readonly number[], closing = true) =>
  smallSurvey(sizes, {
    id: `plan-${(surveys += 1)}`,
    release: planOf(sizes, closing),
  });
const publish = (survey: ReturnType<typeof smallSurvey>, options: { closing?: boolean; today?: string } = {}) =>
  publishSnapshot(temporary.database, survey, { k, today, ...options });

describe('the release plan', () => {
  it('publishes at a preset size, once, and says when the next one is due', async () => {
    const survey = freshSurvey([10, 20]);
    await fillAnswers(temporary.database, answers(9));
    await expect(publish(survey)).rejects.toMatchObject({
      code: 'publication_not_due',
      values: { next: 10, count: 9 },
    });
    await fillAnswers(temporary.database, answers(12));
    expect(await publish(survey)).toMatchObject({ size: 10, responses: 12 });
    await expect(publish(survey)).rejects.toMatchObject({
      code: 'publication_not_due',
      values: { next: 20, count: 12 },
    });
    await fillAnswers(temporary.database, answers(20));
    expect(await publish(survey)).toMatchObject({ size: 20, responses: 20 });
    await expect(publish(survey)).rejects.toMatchObject({ code: 'publication_finished' });
  });

  it('passes over a size that was not taken in time', async () => {
    const survey = freshSurvey([10, 20]);
    await fillAnswers(temporary.database, answers(25));
    expect(await publish(survey)).toMatchObject({ size: 20 });
    await expect(publish(survey)).rejects.toMatchObject({ code: 'publication_finished' });
  });

  it('does not count answers that are marked out', async () => {
    const survey = freshSurvey([10]);
    await fillAnswers(temporary.database, [...answers(9), ...answers(5, { marks: 2 })]);
    await expect(publish(survey)).rejects.toMatchObject({ code: 'publication_not_due', values: { count: 9 } });
  });

  it('closes once, after the last day on which answers can change, and ends there', async () => {
    const survey = freshSurvey([10, 20]);
    await fillAnswers(temporary.database, answers(7));
    await expect(publish(survey, { closing: true, today: survey.correctUntil })).rejects.toMatchObject({
      code: 'closing_too_early',
    });
    expect(await publish(survey, { closing: true, today: afterwards })).toMatchObject({ size: 7, responses: 7 });
    await fillAnswers(temporary.database, answers(20));
    await expect(publish(survey)).rejects.toMatchObject({ code: 'publication_finished' });
    await expect(publish(survey, { closing: true, today: afterwards })).rejects.toMatchObject({
      code: 'publication_finished',
    });
  });

  it('publishes one snapshot when two ask at the same moment', async () => {
    const survey = freshSurvey([10]);
    await fillAnswers(temporary.database, answers(10));
    const outcomes = await Promise.allSettled([publish(survey), publish(survey), publish(survey)]);
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('is carried out by the background job, survey by survey', async () => {
    const [due, notYet] = [freshSurvey([10]), freshSurvey([1000])];
    await fillAnswers(temporary.database, answers(11));
    const job = () => publishDue(temporary.database, [notYet, due], { k, today });
    expect(await job()).toMatchObject([{ survey: due.id, size: 10 }]);
    expect(await job()).toEqual([]);
  });

  it('refuses a plan that names a dimension that does not exist', async () => {
    const survey = smallSurvey([], {
      id: 'plan-wrong',
      release: { sizes: [{ size: 1, tables: [['colour']] }], closing: false },
    });
    await fillAnswers(temporary.database, answers(10));
    await expect(publish(survey)).rejects.toThrow('colour');
  });
});

describe('a snapshot', () => {
  it('stays as it is while answers come and go', async () => {
    const survey = freshSurvey([10]);
    await fillAnswers(temporary.database, answers(10));
    await publish(survey);
    const analytics = createAnalytics({ database: temporary.database, surveys: () => survey, k });
    await analytics.reload(survey.id);
    const query = { variable: 'need', statistic: 'count' };
    const before = analytics.estimate(survey.id, query);
    await fillAnswers(temporary.database, answers(3));
    await analytics.reload(survey.id);
    expect(analytics.estimate(survey.id, query)).toEqual(before);
    expect((await estimateExactly(temporary.database, survey, query, k)).rows[0]?.n).toBe(3);
  });

  it('answers from the new one as soon as it is reloaded, and from the old one until then', async () => {
    const survey = freshSurvey([10, 20]);
    const analytics = createAnalytics({ database: temporary.database, surveys: () => survey, k });
    const n = () => analytics.estimate(survey.id, { variable: 'need' }).n;
    await fillAnswers(temporary.database, answers(10));
    await publish(survey);
    expect(n()).toBe(null);
    await analytics.reload(survey.id);
    await fillAnswers(temporary.database, answers(20));
    await publish(survey);
    expect(n()).toBe(10);
    await analytics.reload(survey.id);
    expect(n()).toBe(20);
  });

  it('holds no cell and no base below k, nor anything about marked answers', async () => {
    const survey = freshSurvey([10], false);
    const some = [...answers(8), ...answers(6, { municipality: 8 }), ...answers(6, { municipality: 9, need: null })];
    await fillAnswers(temporary.database, [...some, ...answers(9, { municipality: 11, marks: 3 })]);
    const { id } = await publish(survey);
    const [least] = await temporary.database.rows<{ n: number; base: number; most: number }>(
      `SELECT (SELECT min(n) FROM snapshot_cell WHERE snapshot = $1) AS n,
              (SELECT min(base) FROM snapshot_count WHERE snapshot = $1 AND variable = 'need') AS base,
              (SELECT max(n) FROM snapshot_cell WHERE snapshot = $1) AS most`,
      [id],
    );
    expect(least).toEqual({ n: 6, base: 6, most: 20 });
    expect(
      (await loadSnapshot(temporary.database, survey.id))?.cells.some((cell) => cell.codes.includes('077002')),
    ).toBe(false);
  });

  it('has an identifier that follows from what is in it', async () => {
    const survey = freshSurvey([10]);
    const idOf = (some: Answer[]) =>
      withDatabase(async (database) => {
        await fillAnswers(database, some);
        return (await publishSnapshot(database, survey, { k, today })).id;
      });
    const id = await idOf(answers(10));
    expect(id).toMatch(/^[a-z2-7]{12}$/);
    expect(await idOf(answers(10))).toBe(id);
    expect(await idOf([...answers(9), { ...plain, need: [2] }])).not.toBe(id);
  });

  it('tells how far it has come: first with counting, then with the audit', async () => {
    const survey = freshSurvey([10]);
    await fillAnswers(temporary.database, answers(10));
    const steps: string[] = [];
    const onProgress = (step: string, done: number, of: number) => steps.push(`${step} ${done}/${of}`);
    await publishSnapshot(temporary.database, survey, { k, today, onProgress });
    expect(steps).toEqual([
      'counted 1/3',
      'counted 2/3',
      'counted 3/3',
      ...[1, 2, 3, 4, 5].map((n) => `audited ${n}/5`),
    ]);
  });
});
