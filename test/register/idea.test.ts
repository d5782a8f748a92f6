import { describe, expect, it } from 'vitest';
import type { Declared, Idea, MadrinaFirm } from '../../survey/contract.ts';
import { madrina, openStage, otherSchool, school, top, type Answer } from './stage.ts';

const stage = openStage();
const { nobody } = stage;
const ideas = `${top}/ideas`;
const codeOf = ({ json }: Answer<unknown>) => (json as { code: string }).code;
const partner = (organisation: string) => stage.member('partner', { organisation });
const words = { year: 2026, title: 'Orto con i sensori', text: 'Un orto che dice quando ha sete.' };

describe('an idea', () => {
  it('is proposed by its school, adopted by a firm, taken up, each on its day', async () => {
    let [own, office] = [await partner(school), await stage.member('planner')];
    const proposed = await own<Idea>('POST', ideas, { school, ...words });
    expect(proposed.status).toBe(201);
    expect(proposed.json).toMatchObject({
      ...words,
      school,
      state: 'proposed',
      firm: null,
      proposedOn: '2026-06-15',
      revision: 1,
    });
    const path = `${ideas}/${proposed.json.id}`;
    const reworded = await own<Idea>('PUT', path, { revision: 1, title: 'Orto', text: 'Con i sensori.' });
    expect(reworded.json).toMatchObject({ title: 'Orto', revision: 2 });
    const stale = await own('PUT', path, { revision: 1, title: 'Orto', text: 'x' });
    expect([stale.status, codeOf(stale)]).toEqual([409, 'revision_conflict']);

    const declared = await nobody<Declared>('POST', `${top}/interests`, madrina({ organisation: 'Adopting' }));
    const firm = (await office<MadrinaFirm[]>('GET', `${top}/firms`)).json.find(({ name }) => name === 'Adopting')!.id;
    expect(codeOf(await office('POST', `${path}/steps`, { state: 'taken_up', revision: 2 }))).toBe('idea_step');
    expect((await own('POST', `${path}/steps`, { state: 'adopted', revision: 2, firm })).status).toBe(404);
    const nobodys = '00000000-0000-4000-8000-000000000000';
    const unknown = await office('POST', `${path}/steps`, { state: 'adopted', revision: 2, firm: nobodys });
    expect(codeOf(unknown)).toBe('unknown_reference');
    stage.setDay('2026-07-01');
    [own, office] = [await partner(school), await stage.member('planner')];
    const adopted = await office<Idea>('POST', `${path}/steps`, { state: 'adopted', revision: 2, firm });
    expect(adopted.json).toMatchObject({
      state: 'adopted',
      firm: { id: firm, name: 'Adopting' },
      adoptedOn: '2026-07-01',
    });
    expect(codeOf(await own('PUT', path, { revision: 3, title: 'Orto', text: 'x' }))).toBe('idea_step');
    expect((await own<Idea>('GET', path)).json.firm?.name).toBe('Adopting');

    // the firm leaves: what was done stays done, its name does not
    await nobody('DELETE', '/api/interest', undefined, { authorization: `Withdrawal ${declared.json.withdrawal}` });
    expect((await own<Idea>('GET', path)).json).toMatchObject({ state: 'adopted', firm: null });
    const taken = await office<Idea>('POST', `${path}/steps`, { state: 'taken_up', revision: 3 });
    expect(taken.json).toMatchObject({ state: 'taken_up', takenUpOn: '2026-07-01', firm: null });
  });

  it('is seen by its school and the office, and by nobody else', async () => {
    const own = await partner(school);
    const { id } = (await own<Idea>('POST', ideas, { school, ...words, title: 'Only ours' })).json;
    const other = await partner(otherSchool);
    expect((await other('GET', ideas)).text).not.toContain('Only ours');
    expect((await other('GET', `${ideas}?format=csv`)).text).not.toContain('Only ours');
    expect((await other('GET', `${ideas}/${id}`)).status).toBe(404);
    expect((await other('PUT', `${ideas}/${id}`, { revision: 1, title: 'x', text: 'x' })).status).toBe(404);
    expect((await other('POST', ideas, { school, ...words })).status).toBe(404);
    expect((await (await partner('confindustria'))('GET', `${ideas}/${id}`)).status).toBe(404);
    expect((await (await stage.member('planner', { programme: '40ready' }))('GET', `${ideas}/${id}`)).status).toBe(404);
    expect((await nobody('GET', `${ideas}/${id}`)).status).toBe(401);
    expect((await (await partner('rete-laboratori'))('GET', `${ideas}?format=csv`)).text).toContain('Only ours');
    expect((await (await stage.member('planner'))('GET', `${ideas}/${id}`)).status).toBe(200);
  });

  it('comes from a school of the programme, with words', async () => {
    const office = await stage.member('planner');
    expect(codeOf(await office('POST', ideas, { school: 'confindustria', ...words }))).toBe('unknown_reference');
    expect(codeOf(await office('POST', ideas, { school: 'nobody', ...words }))).toBe('unknown_reference');
    expect((await office('POST', ideas, { school, ...words, title: '' })).status).toBe(400);
  });
});
