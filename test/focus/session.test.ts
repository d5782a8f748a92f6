import { beforeAll, describe, expect, it } from 'vitest';
import type { FocusSession } from '../../survey/contract.ts';
import { openSession, openStage, person, planOf, say, top, type Caller } from './stage.ts';

const stage = openStage();
let who: Caller;
beforeAll(async () => {
  who = await stage.member('moderator');
});

describe('a session', () => {
  it('that is planned twice is one, with the guide of that day', async () => {
    const plan = planOf({ groups: ['young'] });
    const first = await who<FocusSession>('POST', top, plan);
    expect(first.json).toMatchObject({ ...plan, state: 'planned', origin: 'live', guide: 1, revision: 1 });
    expect(first.json.topics.map(({ name }) => name)).toContain('helpYoung');
    expect(first.json.topics[0]!.title.es).toMatch(/^Una persona busca empleo/);
    const again = await who('POST', top, plan);
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect((await who('POST', top, { ...plan, title: 'Altro' })).json).toMatchObject({ code: 'session_conflict' });
  });

  it('is changed upon the revision that was read; the same change again is none', async () => {
    const { json } = await who<FocusSession>('POST', top, planOf());
    const path = `${top}/${json.id}`;
    const changed = await who<FocusSession>('PUT', path, { revision: 1, place: 'Aula 2' });
    expect(changed.json).toMatchObject({ place: 'Aula 2', revision: 2 });
    expect((await who('PUT', path, { revision: 1, place: 'Aula 2' })).json).toEqual(changed.json);
    expect((await who('PUT', path, { revision: 1, place: 'Aula 3' })).json).toMatchObject({
      code: 'revision_conflict',
    });
  });

  it('names nobody in its title and place, though a room may be called after somebody', async () => {
    const refused = async (more: object) => (await who('POST', top, planOf(more))).json;
    for (const more of [
      { title: 'Colloquio con Maria Rossi' },
      { title: 'Chiamare il 333 1234567' },
      { place: 'A casa di Maria Rossi' },
      { place: 'Sala Verdi, sig. Bianchi' },
    ])
      expect(await refused(more), JSON.stringify(more)).toMatchObject({ code: 'names_somebody' });
    for (const place of ['Biblioteca Carlo Levi', 'Via Anna Maria Ortese 3', 'Aula Don Milani', 'Sala del Consiglio']) {
      const { json, status } = await who<FocusSession>('POST', top, planOf({ place }));
      expect([place, status]).toEqual([place, 201]);
      const change = { revision: 1, title: 'Con la signora Bianchi' };
      expect((await who('PUT', `${top}/${json.id}`, change)).json).toMatchObject({ code: 'names_somebody' });
    }
  });

  it('that is closed keeps its plan until it is opened again', async () => {
    const { id } = await openSession(who);
    await who('PUT', `${top}/${id}`, { revision: 2, state: 'closed' });
    const change = (more: object) => who<FocusSession>('PUT', `${top}/${id}`, { revision: 3, ...more });
    expect((await change({ place: 'Aula 9' })).json).toMatchObject({ code: 'session_closed' });
    expect((await change({ place: 'Aula 9', state: 'live' })).json).toMatchObject({ place: 'Aula 9', state: 'live' });
  });

  it('that is closed takes no words until its moderator opens it again', async () => {
    const session = await openSession(who);
    const path = `${top}/${session.id}`;
    const { json: first } = await say(who, session.id);
    expect((await who('PUT', path, { revision: 2, state: 'closed' })).status).toBe(200);
    expect((await say(who, session.id)).json).toMatchObject({ code: 'session_closed' });
    expect((await say(who, session.id, { revision: 1, text: 'x' }, first.id)).json).toMatchObject({
      code: 'session_closed',
    });
    // what was stored before and is sent again is still only the same
    expect((await say(who, session.id, {}, first.id)).json).toEqual(first);
    expect((await who('PUT', path, { revision: 3, state: 'planned' })).json).toMatchObject({ code: 'session_step' });
    expect((await who('PUT', path, { revision: 3, state: 'live' })).status).toBe(200);
    expect((await say(who, session.id)).status).toBe(201);
  });
});

describe('a participant', () => {
  it('has a role that names nobody', async () => {
    const session = await openSession(who);
    for (const role of ['Signora Bianchi', 'Mario', 'tutor 333 1234567'])
      expect((await person(who, session.id, 3, { role })).json).toMatchObject({ code: 'names_somebody' });
    expect((await person(who, session.id, 3, { role: 'Responsabile Risorse Umane', group: 'nothing' })).status).toBe(
      422,
    );
    expect((await person(who, session.id, 41)).status).toBe(404);
    const added = await person(who, session.id, 3);
    expect((await person(who, session.id, 3)).json).toEqual(added.json);
  });
});

describe('words that seem to name somebody', () => {
  it('are quotable once somebody let them stand, until they are written anew', async () => {
    const session = await openSession(who);
    const text = '👍 Lo diceva il signor Bianchi';
    const { json: noted } = await say(who, session.id, { text });
    expect(noted).toMatchObject({ quotable: false, hints: [{ of: 'text', kind: 'name', start: 22, stop: 29 }] });
    const path = `${top}/${session.id}/statements/${noted.id}/clear`;
    expect((await who('POST', path, { revision: 7 })).status).toBe(409);
    expect((await who('POST', path, { revision: 1 })).json).toMatchObject({
      cleared: true,
      quotable: true,
      revision: 2,
    });
    const other = { revision: 2, text: `${text}, ieri` };
    expect((await say(who, session.id, other, noted.id)).json).toMatchObject({ cleared: false, quotable: false });
    const translated = { text: 'He said so', language: 'en', translation: 'Lo diceva Mario Rossi', translator: 'Ada' };
    expect((await say(who, session.id, translated)).json).toMatchObject({
      ...{ quotable: false, hints: [{ of: 'translation', kind: 'name', start: 10, stop: 21 }] },
    });
  });
});
