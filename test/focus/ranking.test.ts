import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Feedback, FeedbackForm, FeedbackWords, FocusSession, Ranking } from '../../survey/contract.ts';
import { openSession, openStage, top, type Caller } from './stage.ts';

const stage = openStage();
const themes = ['tempo', 'costo', 'prova', 'lingua'].map((key) => ({ key, label: `Tema ${key}` }));
const formOf = (more: Partial<Feedback> = {}): Feedback => ({
  ...{ id: randomUUID(), language: 'it', mattered: null, missed: null, ranked: [] },
  ...more,
});

async function begin(): Promise<{ who: Caller; session: FocusSession; form: string; path: string }> {
  const who = await stage.member('moderator');
  const session = await openSession(who);
  const path = `${top}/${session.id}/ranking`;
  const { json } = await who<{ token: string }>('GET', `${top}/${session.id}/feedback/token`);
  return { who, session, path, form: `/api/feedback/${json.token}` };
}

const put = (who: Caller, path: string, revision: number, state: 'open' | 'closed', list = themes) =>
  who<Ranking>('PUT', path, { revision, themes: list, state });

describe('a ranking', () => {
  it('is told once: closed, with five answers; before that only how many there are', async () => {
    const { who, path, form } = await begin();
    expect((await who('GET', path)).json).toBeNull();
    expect((await stage.nobody<FeedbackForm>('GET', form)).json.themes).toBeNull();
    expect((await put(who, path, 0, 'closed')).status).toBe(400);
    await put(who, path, 0, 'open');
    expect((await stage.nobody<FeedbackForm>('GET', form)).json.themes).toEqual(themes);
    const votes = [
      ['tempo', 'costo', 'prova'],
      ['tempo'],
      ['costo', 'tempo'],
      ['prova', 'tempo', 'costo'],
      ['tempo', 'prova'],
    ];
    for (const ranked of votes) {
      expect((await stage.nobody('POST', form, formOf({ ranked }))).status).toBe(201);
      expect((await who<Ranking>('GET', path)).json.result).toBeNull();
    }
    // a form without a ranking is no answer to it
    await stage.nobody('POST', form, formOf({ mattered: 'Il tempo' }));
    expect((await who<Ranking>('GET', path)).json.answers).toBe(5);
    const closed = await put(who, path, 1, 'closed');
    expect(closed.json.result).toEqual([
      { key: 'tempo', points: 13, firsts: 3 },
      { key: 'costo', points: 6, firsts: 1 },
      { key: 'prova', points: 6, firsts: 1 },
      { key: 'lingua', points: 0, firsts: 0 },
    ]);
    expect((await who<Ranking>('GET', path)).json).toEqual(closed.json);
    expect((await stage.nobody<FeedbackForm>('GET', form)).json.themes).toBeNull();
  });

  it('of four answers is told never', async () => {
    const { who, path, form } = await begin();
    await put(who, path, 0, 'open');
    for (let count = 0; count < 4; count++) await stage.nobody('POST', form, formOf({ ranked: ['tempo'] }));
    expect((await put(who, path, 1, 'closed')).json).toMatchObject({ state: 'closed', answers: 4, result: null });
  });

  it('is neither opened nor changed once it is closed, nor are its votes', async () => {
    const { who, path, form } = await begin();
    await put(who, path, 0, 'open');
    const mine = formOf({ ranked: ['tempo'], mattered: 'Tutto' });
    await stage.nobody('POST', form, mine);
    const { json: closed } = await put(who, path, 1, 'closed');
    expect((await put(who, path, 1, 'closed')).json).toEqual(closed);
    const refused = [
      await put(who, path, 2, 'open'),
      await put(who, path, 2, 'closed', themes.slice(1)),
      await stage.nobody('POST', form, { ...mine, ranked: ['costo'] }),
      await stage.nobody('POST', form, formOf({ ranked: ['costo'] })),
    ];
    expect(refused.map(({ status, json }) => [status, (json as { code?: string }).code])).toEqual(
      refused.map(() => [409, 'ranking_closed']),
    );
    expect((await who('GET', path)).json).toEqual(closed);
    // words may still be given
    expect((await stage.nobody('POST', form, formOf({ missed: 'I trasporti' }))).status).toBe(201);
  });

  it('keeps its themes once somebody has voted', async () => {
    const { who, path, form } = await begin();
    await put(who, path, 0, 'open');
    expect((await put(who, path, 1, 'open', themes.slice(1))).json.revision).toBe(2);
    expect((await put(who, path, 1, 'open')).json).toMatchObject({ code: 'revision_conflict' });
    await stage.nobody('POST', form, formOf({ ranked: ['costo'] }));
    expect((await put(who, path, 2, 'open')).json).toMatchObject({ code: 'ranking_begun' });
    expect((await put(who, path, 2, 'open', [themes[0]!, themes[0]!, themes[1]!])).status).toBe(400);
  });
});

describe('the participants’ form', () => {
  it('is changed by the same id, and read without ids, votes or order', async () => {
    const { who, session, path, form } = await begin();
    await put(who, path, 0, 'open');
    const mine = formOf({ mattered: 'Poco', ranked: ['tempo'] });
    expect((await stage.nobody('POST', form, mine)).json).toEqual({ created: true });
    expect((await stage.nobody('POST', form, mine)).json).toEqual({ created: false });
    expect((await stage.nobody('POST', form, { ...mine, mattered: 'Molto' })).json).toEqual({ created: false });
    const { json, text } = await who<FeedbackWords[]>('GET', `${top}/${session.id}/feedback`);
    expect(json).toEqual([{ language: 'it', mattered: 'Molto', missed: null }]);
    expect(text).not.toContain(mine.id);
    for (const ranked of [['nothing'], ['tempo', 'tempo'], ['tempo', 'costo', 'prova', 'lingua']])
      expect((await stage.nobody('POST', form, formOf({ ranked }))).status).toBe(400);
  });

  it('keeps nothing but what was written', async () => {
    const columns = await stage
      .server()
      .application.database.rows<{ name: string }>(`SELECT name FROM pragma_table_info('focus_feedback')`);
    expect(columns.map(({ name }) => name)).toEqual(['session', 'id', 'mattered', 'missed', 'ranked', 'language']);
  });

  it('is opened by the token alone, in any spelling, and by no other', async () => {
    const { session, form } = await begin();
    const token = form.split('/').at(-1)!;
    expect(token).toMatch(/^[0-9A-HJKMNP-TV-Z]{28}$/);
    expect((await stage.nobody<FeedbackForm>('GET', `/api/feedback/${token.toLowerCase()}`)).json.title).toBe(
      session.title,
    );
    for (const wrong of [session.id, `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`, 'x'.repeat(5000)])
      expect((await stage.nobody('GET', `/api/feedback/${wrong}`)).status).toBe(404);
  });

  it('takes no more once the session is closed, and no more than a room can write', async () => {
    const { session, form } = await begin();
    await stage
      .server()
      .application.database.write((tx) =>
        tx.run(`INSERT INTO focus_feedback SELECT ?::UUID, uuid(), 'x', NULL, [], 'it' FROM range(59)`, [session.id]),
      );
    expect((await stage.nobody('POST', form, formOf({ mattered: 'x' }))).status).toBe(201);
    expect((await stage.nobody('POST', form, formOf({ mattered: 'x' }))).json).toMatchObject({
      code: 'feedback_closed',
    });
    const other = await begin();
    await other.who('PUT', `${top}/${other.session.id}`, { revision: 2, state: 'closed' });
    expect((await stage.nobody<FeedbackForm>('GET', other.form)).json.open).toBe(false);
    expect((await stage.nobody('POST', other.form, formOf({ mattered: 'x' }))).json).toMatchObject({
      code: 'feedback_closed',
    });
  });
});
