import { describe, expect, it } from 'vitest';
import type { Declared, MadrinaFirm, Member } from '../../survey/contract.ts';
import { entryOf } from '../support/entry.ts';
import { madrina, openStage, ostiglia, otherSchool, school, top, type Caller } from './stage.ts';

const stage = openStage();
const { nobody } = stage;
const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
const firms = `${top}/firms`;
const members = `${top}/members`;
const partner = (organisation: string, more = {}) => stage.member('partner', { organisation, ...more });

async function declare(more: object): Promise<{ authorization: string }> {
  const { json, status } = await nobody<Declared>('POST', `${top}/interests`, madrina(more));
  expect(status).toBe(201);
  return { authorization: `Withdrawal ${json.withdrawal}` };
}

const idOf = async (who: Caller, name: string) =>
  (await who<MadrinaFirm[]>('GET', firms)).json.find((firm) => firm.name === name)!.id;

describe('a school', () => {
  it('sees a firm that consented: what the form says, never the person', async () => {
    await declare({ organisation: 'Seen', person: 'Hidden Person', contact: 'hidden@example.org' });
    await declare({ organisation: 'Unseen', showToSchools: false });
    const who = await partner(school);
    const { json, text, headers } = await who<MadrinaFirm[]>('GET', firms);
    const seen = json.find(({ name }) => name === 'Seen')!;
    expect(seen).toEqual({ id: seen.id, name: 'Seen', place: 'Asola', sector: 'C', topics: ['automation', 'digital'] });
    expect(text).not.toMatch(/Hidden|hidden@|Unseen/);
    expect(headers.get('cache-control')).toBe('no-store');
    const csv = await who('GET', `${firms}?format=csv`);
    expect(csv.headers.get('content-disposition')).toContain('firms.csv');
    expect(csv.text).toContain(`${seen.id},Seen,Asola,C,automation;digital`);
    expect(csv.text).not.toMatch(/Hidden|hidden@|Unseen/);
  });

  it('sees no firm by list, file or link once its consent is withdrawn', async () => {
    const code = await declare({ organisation: 'Leaving' });
    const hiding = await declare({ organisation: 'Hiding' });
    const who = await partner(otherSchool);
    const ids = [await idOf(who, 'Leaving'), await idOf(who, 'Hiding')];
    for (const id of ids) expect((await who('GET', `${firms}/${id}`)).status).toBe(200);
    await nobody('DELETE', '/api/interest', undefined, code);
    const concealed = await nobody('PUT', '/api/interest', { showToSchools: false }, hiding);
    expect(concealed.json).toMatchObject({ organisation: 'Hiding', showToSchools: false });
    for (const id of ids) expect((await who('GET', `${firms}/${id}`)).status).toBe(404);
    for (const path of [firms, `${firms}?format=csv`])
      expect((await who('GET', path)).text).not.toMatch(/Leaving|Hiding/);
    // a consent that was taken back is given again by a new form only
    expect((await nobody('PUT', '/api/interest', { showToSchools: true }, hiding)).status).toBe(400);
  });

  it('of another programme, or an association, sees none and is not told whether there are any', async () => {
    await declare({ organisation: 'Somewhere' });
    const id = await idOf(await stage.member('planner'), 'Somewhere');
    const outside = [
      await partner('its_eat', { programme: '40ready' }),
      await partner('confindustria'),
      await partner('rete-laboratori'),
      await stage.member('analyst'),
      await stage.member('administrator'),
    ];
    for (const who of outside) {
      const [list, file, one] = [
        await who('GET', firms),
        await who('GET', `${firms}?format=csv`),
        await who('GET', `${firms}/${id}`),
      ];
      expect([list.status, file.status, one.status]).toEqual([404, 404, 404]);
      const nowhere = await who('GET', '/api/register/nothing/firms');
      expect(list.text.replaceAll('mantova', 'nothing')).toBe(nowhere.text);
    }
    expect((await nobody('GET', firms)).status).toBe(401);
  });

  it('of a district sees the firms of that district', async () => {
    await declare({ organisation: 'Far away', municipality: ostiglia });
    const near = await partner(school, { territory: 'area:MN2' });
    const names = namesOf((await near<MadrinaFirm[]>('GET', firms)).json);
    expect(names).toContain('Seen');
    expect(names).not.toContain('Far away');
  });
});

describe('an association', () => {
  const states = [
    { organisation: school, survey: 'mantova-schools-2026', state: 'answered' },
    { organisation: otherSchool, survey: 'mantova-schools-2026', state: 'invited' },
    { organisation: 'sportello-impresa', survey: 'mantova-firms-2026', state: 'answered' },
  ];

  it('sees whether its own members take part, as the office told it, and nobody else’s', async () => {
    const office = await stage.member('planner');
    expect((await office('PUT', members, { entries: states })).json).toEqual({ rows: 3, again: false });
    const network = await (await partner('rete-laboratori'))<Member[]>('GET', members);
    const own = network.json.filter(({ survey }) => survey === 'mantova-schools-2026');
    expect(own.find(({ organisation }) => organisation === school)).toMatchObject({
      state: 'answered',
      toldOn: '2026-06-15',
    });
    expect(own.find(({ organisation }) => organisation === 'superiore-guidizzolo')).toMatchObject({
      state: 'not_invited',
      toldOn: null,
    });
    expect(network.text).not.toMatch(/sportello|confindustria/);
    const csv = await (await partner('rete-laboratori'))('GET', `${members}?format=csv`);
    expect(csv.text).toContain(`${school},`);
    expect(csv.text).not.toMatch(/sportello|confindustria/);
    const alone = await (await partner('confindustria'))<Member[]>('GET', members);
    expect([...new Set(alone.json.map(({ organisation }) => organisation))]).toEqual(['confindustria']);
    const one = await (await partner(school))<Member[]>('GET', members);
    expect([...new Set(one.json.map(({ organisation }) => organisation))]).toEqual([school]);
  });

  it('tells nothing itself; of another programme it sees nothing', async () => {
    const who = await partner('rete-laboratori');
    expect((await who('PUT', members, { entries: states })).status).toBe(404);
    expect((await (await partner('its_eat', { programme: '40ready' }))('GET', members)).status).toBe(404);
    expect((await nobody('GET', members)).status).toBe(401);
  });

  it('is told by the office within its territory only', async () => {
    const near = await stage.member('planner', { territory: 'area:MN2' });
    expect((await near('PUT', members, { entries: [states[0]] })).status).toBe(200);
    expect((await near('PUT', members, { entries: [states[0], states[1]] })).status).toBe(404);
    const seen = await near<Member[]>('GET', members);
    expect(seen.json.map(({ organisation }) => organisation)).not.toContain(otherSchool);
  });

  it('is told by a file, all rows or none', async () => {
    const office = await stage.member('administrator');
    const good = `organisation;survey;state\n${school};mantova-schools-2026;not_invited\n`;
    expect((await office('PUT', members, good)).json).toEqual({ rows: 1, again: false });
    const bad = `organisation,survey,state\n${school},mantova-schools-2026,answered\nnobody,mantova-students-2026,perhaps\n`;
    const refused = await office<{ code: string; errors: { path: string }[] }>('PUT', members, bad);
    expect([refused.status, refused.json.code]).toEqual([422, 'invalid_rows']);
    expect(refused.json.errors.map(({ path }) => path)).toEqual(['3.organisation', '3.survey', '3.state']);
    const now = (await office<Member[]>('GET', members)).json;
    expect(
      now.find(({ organisation, survey }) => organisation === school && survey === 'mantova-schools-2026')?.state,
    ).toBe('not_invited');
  });

  it('is never told from answers: they leave the states as they are', async () => {
    const office = await stage.member('planner');
    const before = (await office('GET', members)).text;
    const { application } = stage.server();
    await application.database.append(answerOfASchool());
    await application.settle();
    expect((await office('GET', members)).text).toBe(before);
  });
});

const answerOfASchool = () =>
  entryOf('a school', { survey: 'mantova-schools-2026', raw: JSON.stringify({ territory: '020002' }) });
