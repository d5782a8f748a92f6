import { beforeAll, describe, expect, it } from 'vitest';
import type { SkillEvidence } from '../../analytics/contract.ts';
import { everywhere } from '../access/staff.ts';
import { openStage } from '../focus/stage.ts';
import { storeFocus } from '../support/focus-rows.ts';
import { childcare, greece, italy, sample } from './sample.ts';

const stage = openStage();
const path = (skill = 'life_collaboration') => `/api/programmes/moral/skills/${skill}/evidence`;
const skill = async () => (await stage.nobody<SkillEvidence>('GET', path())).json;
const texts = async () => (await skill()).quotes.map(({ text }) => text).sort();
const database = () => stage.server().application.database;

beforeAll(() => storeFocus(database(), sample));

describe('what anybody may read about a skill', () => {
  it('are the quotes of those who signed and did not withdraw, and in which no name is left', async () => {
    expect(await texts()).toEqual([
      'Da sola non ce l’avrei fatta.',
      'In squadra si impara il doppio',
      'Μαζί βρίσκουμε λύσεις.',
    ]);
  });

  it('tells of a quote the role, the group, the place and the year, its language and its translation', async () => {
    const greek = (await skill()).quotes.find(({ language }) => language === 'el');
    expect(greek).toMatchObject({
      ...{ language: 'el', translation: 'Insieme troviamo soluzioni.', translator: 'agenzia', role: 'Manager' },
      ...{ group: 'inactive_women', territory: 'country:GR', place: { it: 'Grecia', en: 'Greece' }, year: 2026 },
      codeLabel: { it: 'Lavorare in squadra' },
    });
  });

  it('names neither session, nor number, nor moderator', async () => {
    const { text } = await stage.nobody('GET', path());
    for (const hidden of [italy.id, greece.id, 'elsewhere', 'participant"', 'moderator', 'Bianchi'])
      expect(text).not.toContain(hidden);
  });

  it('counts those who took part, tells fewer than five as few, and no session that is still being coded', async () => {
    const { heard, sessions, floor } = await skill();
    // P1, P2, P3 in Italy; P1, P2 in Greece
    expect({ heard, sessions, floor }).toEqual({
      ...{ heard: { statements: 7, participants: 5, sessions: 2 }, sessions: 2, floor: 5 },
    });
    const fewer = { ...sample, sessions: [italy] };
    await storeFocus(database(), fewer);
    expect((await skill()).heard).toEqual({ statements: null, participants: null, sessions: 1 });
    await storeFocus(database(), sample);
  });

  it('loses a quote at once when its consent is withdrawn', async () => {
    const analyst = await stage.member('analyst');
    const withdrawn = await analyst('DELETE', `/api/focus-groups/${greece.id}/participants/2/quotes`);
    expect(withdrawn.status).toBe(200);
    expect(await texts()).not.toContain('Da sola non ce l’avrei fatta.');
    // who was heard stays heard
    expect((await skill()).heard.participants).toBe(5);
  });

  it('says when nothing was said, and knows no skill that is not there', async () => {
    const { json } = await stage.nobody<SkillEvidence>('GET', path('digital_search'));
    expect(json).toMatchObject({
      quotes: [],
      codes: [],
      more: false,
      heard: { statements: 0, participants: 0, sessions: 0 },
    });
    expect((await stage.nobody('GET', path('nothing'))).status).toBe(404);
    expect((await stage.nobody('GET', path('life_collaboration').replace('moral', 'nothing'))).status).toBe(404);
  });
});

describe('a recommendation', () => {
  it('stands on the page of the skill once it is accepted, and shows to a planner what may be quoted alone', async () => {
    await storeFocus(database(), sample);
    const [coder, planner] = [await stage.member('coder'), await stage.member('planner')];
    const codings = await database().rows<{ id: string }>(
      `SELECT id::VARCHAR AS id FROM coding WHERE session = $id::UUID AND code <> $other::UUID ORDER BY unit`,
      { id: italy.id!, other: childcare },
    );
    const raised = {
      ...{ id: '3b6a1c9e-2f4d-4a5b-8c7d-9e0f1a2b3c4d', programme: 'moral', title: 'Un corso in squadra' },
      ...{ text: 'Moduli che si fanno insieme.', support: codings.map(({ id }) => id) },
    };
    expect((await coder('POST', '/api/recommendations', raised)).status).toBe(201);
    expect((await skill()).recommendations).toEqual([]);
    const decision = { revision: 1, state: 'accepted', reason: 'Lo dicono in tanti.' };
    const decided = await planner('POST', `/api/recommendations/${raised.id}/decision`, decision);
    expect(decided.status).toBe(200);
    const office = { id: 'office', email: '', name: '', grants: [{ role: 'planner' as const, ...everywhere }] };
    const [support] = await stage.server().application.evidence.support(office, 'moral');
    expect(support?.quotes.map(({ text }) => text)).toEqual(['In squadra si impara il doppio']);
    expect(support?.withheld).toBe(codings.length - 1);
    expect((await skill()).recommendations).toEqual([
      { title: raised.title, text: raised.text, decidedOn: '2026-06-15' },
    ]);
    // with its code a passage would show whoever takes up the second pass what the first coder gave
    const second = await coder('PUT', `/api/focus-groups/${italy.id}/tasks/second`, { revision: 0, state: 'open' });
    expect(second.status).toBe(200);
    const [blind] = await stage.server().application.evidence.support(office, 'moral');
    expect(blind).toEqual({ recommendation: raised.id, quotes: [], withheld: codings.length });
  });
});

describe('the counts of the staff', () => {
  beforeAll(() => storeFocus(database(), sample));

  it('are of the sessions within reach alone', async () => {
    const sessions = async (...call: Parameters<typeof stage.member>) => {
      const { status, json } = await (
        await stage.member(...call)
      )<{ base: { sessions: number } }>('GET', '/api/evidence/moral/groups');
      return status === 200 ? json.base.sessions : status;
    };
    expect(await sessions('analyst')).toBe(2);
    expect(await sessions('coder', { territory: 'country:IT' })).toBe(1);
    expect(await sessions('moderator')).toBe(0);
    expect(await sessions('planner')).toBe(404);
    expect((await stage.nobody('GET', '/api/evidence/moral/pairs')).status).toBe(401);
  });
});
