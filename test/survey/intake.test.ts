import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIntake, type BulkResponse, type Intake } from '../../survey/intake.ts';
import { streams } from '../../survey/random.ts';
import { createReceipts } from '../../survey/receipt.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { instrument, rightAnswers } from '../support/answers.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { testGuard } from '../support/guard.ts';

const definition = instrument('citizen');
const validate = compileValidator(definition);
const survey = {
  ...{ id: 'citizens', wave: '2026', opensOn: '2026-01-01', closesOn: '2026-12-31', correctUntil: '2026-12-31' },
  access: 'open' as const,
  life: { state: 'open', since: null } as const,
  validators: new Map([[1, validate]]),
  checks: () => undefined,
  noticeVersions: new Set(['1', '2']),
  languages: new Set(['it', 'en'] as const),
  minorsRefusedBy: [],
  adultFrom: null,
};
const receipts = createReceipts(Buffer.alloc(32, 1));
const bulk = (seed: number, change: Partial<BulkResponse> = {}): BulkResponse => ({
  ...{ id: `generated ${seed}`, version: 1, language: 'it', mode: 'web', noticeVersion: '2', day: '2026-03-01' },
  answers: rightAnswers(definition, validate, streams('bulk')(seed)),
  ...change,
});

let kept: TemporaryDatabase;
let intake: Intake;
const open = () =>
  openIntake({
    database: kept.database,
    receipts,
    now: () => new Date('2026-06-15'),
    guard: testGuard(() => new Date('2026-06-15')),
    survey: (id) => (id === survey.id ? survey : undefined),
  });
beforeAll(async () => {
  kept = await temporaryDatabase();
  intake = await open();
});
afterAll(() => kept.remove());

describe('answers that come in bulk', () => {
  it('pass the same checks, and those that fail are named by their place', async () => {
    const responses = [bulk(1), bulk(2, { answers: { sex: 'x' } }), bulk(3)];
    const { stored, known, refused } = await intake.acceptMany('citizens', responses);
    expect([stored, known, refused.map(({ index }) => index)]).toEqual([2, 0, [1]]);
    expect(refused[0]!.faults.map(({ path }) => path)).toContain('sex');
    expect(intake.total('citizens')).toBe(2);
  });

  it('are stored once, with the day on which they were given', async () => {
    const { stored, known } = await intake.acceptMany('citizens', [bulk(1), bulk(4, { day: '2026-04-02' })]);
    expect([stored, known]).toEqual([1, 1]);
    const days = await kept.database.rows('SELECT day::VARCHAR AS day FROM response ORDER BY seq');
    expect(days).toEqual([{ day: '2026-03-01' }, { day: '2026-03-01' }, { day: '2026-04-02' }]);
  });

  it('are stored with the notice that was read', async () => {
    const notices = await kept.database.rows('SELECT DISTINCT notice_version AS notice FROM response');
    expect(notices).toEqual([{ notice: '2' }]);
  });

  it('stop at a version, a notice or a survey that does not exist', async () => {
    await expect(intake.acceptMany('citizens', [bulk(5, { noticeVersion: '3' })])).rejects.toMatchObject({
      code: 'notice_unknown',
    });
    await expect(intake.acceptMany('citizens', [bulk(5, { version: 7 })])).rejects.toMatchObject({
      code: 'version_unknown',
    });
    await expect(intake.acceptMany('nobody', [bulk(5)])).rejects.toMatchObject({ code: 'not_found' });
  });

  it('stand in the total that the next start reads, erased ones too', async () => {
    await kept.database.write((transaction) =>
      transaction.run("UPDATE response SET raw = NULL, erased_on = DATE '2026-05-01' WHERE seq = 1"),
    );
    expect((await open()).total('citizens')).toBe(3);
  });
});
