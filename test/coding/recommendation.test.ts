import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Recommendation } from '../../survey/contract.ts';
import { addCode, codeIn, mark, openStage, pass, refusal, type Caller } from './stage.ts';

const stage = openStage();
const path = '/api/recommendations';
let [coder, planner]: Caller[] = [];
let support: string[] = [];
beforeAll(async () => {
  [coder, planner] = [await stage.member('coder'), await stage.member('planner')];
  const code = await addCode(await stage.member('analyst'));
  const { id, statements } = await stage.session(['Serve più pratica']);
  await pass(coder, id, 'first');
  support = [(await mark(coder, statements[0]!, code.id, 0, 5)).id];
});
const body = (more: object = {}) => ({
  ...{ id: randomUUID() as string, programme: 'small', title: 'Più pratica', text: 'Tirocini di tre mesi.', support },
  ...more,
});

describe('a recommendation', () => {
  it('is raised with words that support it, then decided once, with a reason', async () => {
    const sent = body();
    const raised = await coder!<Recommendation>('POST', path, sent);
    expect(raised.status).toBe(201);
    expect(raised.json).toEqual({
      ...sent,
      ...{ state: 'raised', reason: null, raisedBy: coder!.id, raisedOn: '2026-06-15', decidedOn: null, revision: 1 },
    });
    const again = await coder!('POST', path, sent);
    expect([again.status, again.text]).toEqual([200, raised.text]);
    expect(codeIn(await coder!('POST', path, { ...sent, title: 'Other' }))).toBe('id_taken');
    const decide = (who: Caller, more: object = {}) =>
      who<Recommendation>('POST', `${path}/${sent.id}/decision`, {
        ...{ revision: 1, state: 'accepted', reason: 'Lo chiedono tutti.' },
        ...more,
      });
    expect((await decide(coder!)).status).toBe(404);
    expect(codeIn(await decide(planner!, { reason: '' }))).toBe('malformed');
    expect(codeIn(await decide(planner!, { revision: 3 }))).toBe('revision_conflict');
    const decided = await decide(planner!);
    expect(decided.json).toMatchObject({
      state: 'accepted',
      reason: 'Lo chiedono tutti.',
      decidedOn: '2026-06-15',
      revision: 2,
    });
    expect(codeIn(await decide(planner!))).toBe('revision_conflict');
    expect(codeIn(await decide(planner!, { revision: 2, state: 'rejected' }))).toBe('recommendation_decided');
    expect((await planner!<Recommendation[]>('GET', `${path}?programme=small`)).json).toEqual([decided.json]);
  });

  it('stands on codings that are there and that its author sees', async () => {
    const other = await stage.member('analyst');
    for (const [who, more] of [
      [coder!, { support: [randomUUID()] }],
      [other, {}],
      [coder!, { support: [...support, randomUUID()] }],
    ] as const)
      expect(codeIn(await who('POST', path, body(more)))).toBe('unknown_reference');
    expect(codeIn(await coder!('POST', path, body({ support: [] })))).toBe('malformed');
    expect(codeIn(await coder!('POST', path, body({ text: 'x'.repeat(4001) })))).toBe('malformed');
  });

  it('repeats nobody word by word, so that a withdrawn consent leaves nothing behind', async () => {
    const { id, statements } = await stage.session([
      'Perché i corsi la sera sono troppo lontani da casa mia',
      'Serve più pratica',
    ]);
    await pass(coder!, id, 'first');
    const code = await addCode(await stage.member('analyst'));
    const own = { support: [(await mark(coder!, statements[1]!, code.id, 0, 5)).id] };
    const raise = (more: object) => coder!('POST', path, body({ ...own, ...more }));
    const words = 'Dicono: «i corsi, la SERA, sono troppo lontani da casa».';
    for (const said of [{ text: words }, { title: words }]) {
      const refused = await raise(said);
      expect([refused.status, codeIn(refused)]).toEqual([422, 'recommendation_quotes']);
      expect(refused.text).toContain('i corsi la sera sono troppo lontani');
    }
    for (const text of ['Corsi più vicini, in orario di lavoro.', 'Serve più pratica: tre mesi in azienda.'])
      expect((await raise({ text })).status).toBe(201);
  });

  it('is read and decided in its programme', async () => {
    const sent = body({ title: 'Only ours' });
    await coder!('POST', path, sent);
    const decision = { revision: 1, state: 'rejected', reason: 'x' };
    const { codings } = stage.server().application;
    for (const who of [stage.person('planner', { programme: 'other' }), stage.person('partner')]) {
      expect(await refusal(() => codings.recommendations(who, 'small'))).toBe('not_found');
      expect(await refusal(() => codings.decide(who, sent.id, decision))).toBe('not_found');
    }
    const near = stage.person('planner', { territory: 'municipality:077014' });
    expect(await refusal(() => codings.decide(near, sent.id, decision))).toBe('not_found');
    expect((await stage.nobody('GET', `${path}?programme=small`)).status).toBe(401);
    const moderator = stage.person('moderator');
    expect(JSON.stringify(await codings.recommendations(moderator, 'small'))).toContain('Only ours');
    expect(await refusal(() => codings.recommend(moderator, body()))).toBe('not_found');
    const analyst = await stage.member('analyst');
    expect((await analyst<Recommendation>('POST', `${path}/${sent.id}/decision`, decision)).json.state).toBe(
      'rejected',
    );
  });
});
