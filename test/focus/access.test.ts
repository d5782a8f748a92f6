import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FocusSession, SessionSummary, Statement, Unheard } from '../../survey/contract.ts';
import { openSession, openStage, person, planOf, say, statementsOf, top, wordsOf, type Caller } from './stage.ts';

const stage = openStage('mantova');
let own: Caller;
let other: Caller;
let session: FocusSession;
let said: Statement;
const secret = 'parole riconoscibili';
const search = (words = 'riconoscibili') => `${top}/search?programme=moral&words=${words}`;

beforeAll(async () => {
  own = await stage.member('moderator');
  other = await stage.member('moderator');
  session = await openSession(own);
  said = (await say(own, session.id, { text: secret })).json;
});

const ids = async (who: Caller) =>
  (await who<SessionSummary[]>('GET', `${top}?programme=moral`)).json.map(({ id }) => id);

describe('another moderator', () => {
  it('finds neither by list nor by search what the own one finds', async () => {
    expect(await ids(own)).toContain(session.id);
    expect(await ids(other)).not.toContain(session.id);
    expect((await own<Statement[]>('GET', search())).json.map(({ id }) => id)).toEqual([said.id]);
    expect((await other('GET', search())).json).toEqual([]);
    const heard = (await other<Unheard>('GET', `${top}/unheard?programme=moral`)).json;
    expect(heard.territories.every(({ sessions }) => sessions === 0)).toBe(true);
    expect((await own<Unheard>('GET', `${top}/unheard?programme=moral`)).text).toContain('"sessions":1');
  });

  it('gets the same answer for each call on it as for a session that is not there', async () => {
    const calls: [string, (id: string) => string, unknown?][] = [
      ['GET', (id) => id],
      ['PUT', (id) => id, { revision: 2, title: 'Mio' }],
      ['PUT', (id) => `${id}/participants/1`, { role: 'x', group: null, takesPart: true, mayQuote: true, revision: 1 }],
      ['DELETE', (id) => `${id}/participants/1/quotes`],
      ['GET', (id) => `${id}/statements`],
      ['PUT', (id) => `${id}/statements/${said.id}`, wordsOf({ revision: 1, text: 'Mio' })],
      ['DELETE', (id) => `${id}/statements/${said.id}?revision=1`],
      ['POST', (id) => `${id}/statements/${said.id}/clear`, { revision: 1 }],
      ['GET', (id) => `${id}/ranking`],
      ['GET', (id) => `${id}/feedback`],
      ['GET', (id) => `${id}/feedback/token`],
      ['GET', (id) => `${id}/sources`],
      ['DELETE', (id) => `${id}/sources/${said.id}`],
      [
        'POST',
        (id) => `${id}/sources`,
        { name: 'a.txt', content: 'eA==', language: 'it', topic: null, participants: {} },
      ],
    ];
    for (const [method, path, body] of calls) {
      const [there, nowhere] = [session.id, randomUUID()];
      const answers = [
        await other(method, `${top}/${path(there)}`, body),
        await other(method, `${top}/${path(nowhere)}`, body),
      ];
      expect([method, path('…'), answers[0]!.status]).toEqual([method, path('…'), 404]);
      expect(answers[0]!.text.replaceAll(there, nowhere)).toBe(answers[1]!.text);
    }
    expect((await statementsOf(own, session.id)).map(({ text }) => text)).toEqual([secret]);
  });

  it('cannot take a statement of it into an own session', async () => {
    const mine = await openSession(other);
    expect((await say(other, mine.id, { revision: 1, text: 'Mio' }, said.id)).status).toBe(404);
    expect((await say(other, mine.id, { text: secret }, said.id)).status).toBe(404);
    expect((await other('POST', top, planOf({ id: session.id }))).json).toMatchObject({ code: 'session_conflict' });
  });
});

describe('coder and analyst', () => {
  it('read what lies in their scope, and write nothing', async () => {
    const spanish = await openSession(own, { territory: 'country:ES', language: 'es' });
    await say(own, spanish.id, { language: 'es', text: 'palabras reconocibles' });
    for (const role of ['coder', 'analyst'] as const) {
      const italian = await stage.member(role, { territory: 'country:IT' });
      expect(await ids(italian)).toEqual(expect.arrayContaining([session.id]));
      expect(await ids(italian)).not.toContain(spanish.id);
      expect((await italian('GET', `${top}/${spanish.id}/statements`)).status).toBe(404);
      expect((await italian<Statement[]>('GET', search('palabras'))).json).toEqual([]);
      const elsewhere = await stage.member(role, { programme: 'mantova' });
      expect((await elsewhere('GET', `${top}/${session.id}`)).status).toBe(404);
      expect((await elsewhere('GET', `${top}?programme=moral`)).status).toBe(404);
      expect((await say(italian, session.id)).status).toBe(404);
    }
  });

  it('reach a session in a municipality by the country that contains it', async () => {
    const local = await openSession(own, { territory: 'municipality:077014' });
    const italian = await stage.member('coder', { territory: 'country:IT' });
    const basilicata = await stage.member('coder', { territory: 'region:17' });
    const spain = await stage.member('coder', { territory: 'country:ES' });
    for (const who of [italian, basilicata]) expect(await ids(who)).toContain(local.id);
    expect(await ids(spain)).not.toContain(local.id);
  });
});

describe('everybody else', () => {
  it('sees no words: administrators, planners, the privacy officer, nobody at all', async () => {
    for (const role of ['administrator', 'planner', 'privacy_officer', 'partner', 'operator'] as const) {
      const who = await stage.member(role);
      for (const path of [
        `${top}/${session.id}`,
        `${top}/${session.id}/statements`,
        search(),
        `${top}?programme=moral`,
      ])
        expect([role, path, (await who('GET', path)).status]).toEqual([role, path, 404]);
    }
    expect((await stage.nobody('GET', search())).status).toBe(401);
  });

  it('cannot moderate without a right that covers the place', async () => {
    const spanish = await stage.member('moderator', { territory: 'country:ES' });
    expect((await spanish('POST', top, planOf())).status).toBe(404);
    const mine = await openSession(spanish, { territory: 'country:ES' });
    expect((await spanish('PUT', `${top}/${mine.id}`, { revision: 2, territory: 'country:IT' })).status).toBe(404);
  });
});

describe('the consent to be quoted', () => {
  it('is found by the code of the sheet, by who may withdraw there and by nobody else, without a word said', async () => {
    const { focus } = stage.server().application;
    const code = session.id.replaceAll('-', '').slice(0, 12).toUpperCase();
    const officer = stage.personOf(await stage.member('privacy_officer'));
    const found = await focus.withdrawal(officer, `${code.slice(0, 4)} ${code.slice(4, 8)}-${code.slice(8)}`, 1);
    expect(found).toMatchObject({ session: session.id, number: 1, mayQuote: true, withdrawnOn: null, quotable: 1 });
    expect(JSON.stringify(found)).not.toContain(secret);
    const elsewhere = stage.personOf(await stage.member('privacy_officer', { programme: 'mantova' }));
    const calls = [
      () => focus.withdrawal(elsewhere, code, 1),
      () => focus.withdrawal(stage.personOf(other), code, 1),
      () => focus.withdrawal(officer, code.slice(0, 8), 1),
      () => focus.withdrawal(officer, 'F'.repeat(12), 1),
      () => focus.withdrawal(officer, code, 9),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    await expect(focus.withdrawal(null, code, 1)).rejects.toMatchObject({ code: 'sign_in_needed' });
  });

  it('is taken back by the privacy officer: from the next request on nothing of that person is quotable', async () => {
    const here = await openSession(own);
    const { json: first } = await say(own, here.id);
    const { json: second } = await say(own, here.id, { participant: 2 });
    const { json: third } = await say(own, here.id, { participant: null, place: 3 });
    expect([first, second, third].map(({ quotable }) => quotable)).toEqual([true, false, false]);
    const officer = await stage.member('privacy_officer');
    const path = `${top}/${here.id}/participants/1/quotes`;
    const withdrawn = await officer('DELETE', path);
    expect(withdrawn.json).toMatchObject({ number: 1, withdrawnOn: '2026-06-15' });
    expect((await officer('DELETE', path)).json).toEqual(withdrawn.json);
    expect((await statementsOf(own, here.id)).some(({ quotable }) => quotable)).toBe(false);
    // writing the participant anew does not give it back
    await person(own, here.id, 1, { revision: 2, role: 'Altro' });
    expect((await statementsOf(own, here.id)).some(({ quotable }) => quotable)).toBe(false);
  });
});

describe('the audit', () => {
  it('has who looked at the words of which session, and no word', async () => {
    const coder = await stage.member('coder');
    const { id } = stage.personOf(coder);
    await coder('GET', `${top}/${session.id}/statements`);
    await coder('GET', search());
    await coder('GET', `${top}/${session.id}/feedback`);
    const acts = (await stage.acts()).filter(({ who }) => who === id);
    expect(
      acts.map(({ action, object }) => [action, object]).filter(([action]) => action!.startsWith('focus')),
    ).toEqual([
      ['focus.read', session.id],
      ['focus.search', 'moral'],
      ['focus.feedback', session.id],
    ]);
    const searched = acts.find(({ action }) => action === 'focus.search')!;
    expect(JSON.parse(searched.detail)).toEqual({ count: 1, [session.id]: 1 });
    expect(JSON.stringify(await stage.acts())).not.toMatch(/riconoscibili|Sala|Disoccupata/);
  });

  it('has one look an hour of a device that takes the notes, and every look of anybody else', async () => {
    const here = await openSession(own);
    const coder = await stage.member('coder');
    for (const who of [own, own, coder, own, coder]) await who('GET', `${top}/${here.id}/statements`);
    const looks = (await stage.acts('focus.read')).filter(({ object }) => object === here.id).map(({ who }) => who);
    const [mine, theirs] = [stage.personOf(own).id, stage.personOf(coder).id];
    expect(looks).toEqual([mine, theirs, theirs]);
  });
});
