import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Code, CodeEvent } from '../../survey/contract.ts';
import { both } from '../support/small-instrument.ts';
import { addCode, codeIn, codingsAt, mark, newCode, openStage, pass, refusal } from './stage.ts';

const stage = openStage();
const list = '/api/codes?programme=small';

describe('a code', () => {
  it('is proposed by a coder and accepted by the lead; both stay written', async () => {
    const [coder, lead] = [await stage.member('coder'), await stage.member('analyst')];
    const code = await addCode(coder, { labels: both('Reliability'), skill: 'english' });
    expect(code).toMatchObject({ state: 'proposed', proposedBy: coder.id, revision: 1, codings: 0, skill: 'english' });
    const path = `/api/codes/${code.id}`;
    expect((await coder('PUT', path, { revision: 1, state: 'accepted' })).status).toBe(404);
    expect((await coder<Code>('PUT', path, { revision: 1, labels: both('Trust') })).json).toMatchObject({
      revision: 2,
    });
    const stale = await lead('PUT', path, { revision: 1, state: 'accepted' });
    expect([stale.status, codeIn(stale)]).toEqual([409, 'revision_conflict']);
    const accepted = await lead<Code>('PUT', path, { revision: 2, state: 'accepted' });
    expect(accepted.json).toMatchObject({ state: 'accepted', revision: 3, labels: both('Trust') });
    expect((await coder('PUT', path, { revision: 3, labels: both('Other') })).status).toBe(404);
    expect(codeIn(await lead('PUT', path, { revision: 3, state: 'refused' }))).toBe('code_state');
    const events = (await coder<CodeEvent[]>('GET', '/api/code-events?programme=small')).json;
    const own = events.filter((one) => one.code === code.id);
    expect(own.map(({ what, who }) => [what, who])).toEqual([
      ['proposed', coder.id],
      ['renamed', coder.id],
      ['accepted', lead.id],
    ]);
    expect(own[1]!.detail).toEqual({ was: { labels: both('Reliability') }, is: { labels: both('Trust') } });
  });

  it('sent twice is one', async () => {
    const lead = await stage.member('analyst');
    const body = newCode();
    expect((await lead('POST', '/api/codes', body)).status).toBe(201);
    const again = await lead('POST', '/api/codes', { ...body, id: body.id.toUpperCase() });
    expect(again.status).toBe(200);
    expect(codeIn(await lead('POST', '/api/codes', { ...body, description: 'other' }))).toBe('id_taken');
    expect(codeIn(await (await stage.member('coder'))('POST', '/api/codes', body))).toBe('id_taken');
  });

  it('lies in a tree without circles, six levels deep', async () => {
    const lead = await stage.member('analyst');
    const path: Code[] = [];
    for (let level = 0; level < 6; level++) path.push(await addCode(lead, { parent: path.at(-1)?.id ?? null }));
    const seventh = await lead('POST', '/api/codes', newCode({ parent: path[5]!.id }));
    expect([seventh.status, codeIn(seventh)]).toEqual([422, 'code_depth']);
    const move = (at: number, parent: string | null) =>
      lead('PUT', `/api/codes/${path[at]!.id}`, { revision: 1, parent });
    for (const below of [0, 3, 5]) expect(codeIn(await move(0, path[below]!.id))).toBe('code_cycle');
    const branch = await addCode(lead);
    expect(codeIn(await move(0, branch.id))).toBe('code_depth');
    expect((await move(3, branch.id)).json).toMatchObject({ parent: branch.id, revision: 2 });
    expect((await move(0, branch.id)).status).toBe(200);
    expect(codeIn(await lead('PUT', `/api/codes/${branch.id}`, { revision: 1, parent: randomUUID() }))).toBe(
      'unknown_reference',
    );
  });

  it('is of its programme, with words and a skill that are there', async () => {
    const lead = await stage.member('analyst');
    const wrong = [
      [newCode({ skill: 'nothing' }), 'unknown_reference'],
      [newCode({ labels: { it: ' ', en: 'x' } }), 'malformed'],
      [newCode({ labels: both('x'.repeat(200)) }), 'malformed'],
      [newCode({ description: 'x'.repeat(2001) }), 'malformed'],
      [newCode({ colour: 'red' }), 'malformed'],
      [newCode({ parent: 'x' }), 'malformed'],
      [newCode({ programme: 'other' }), 'not_found'],
      [newCode({ programme: 'nothing' }), 'not_found'],
      [null, 'malformed'],
    ] as const;
    for (const [body, code] of wrong) expect(codeIn(await lead('POST', '/api/codes', body))).toBe(code);
    for (const labels of [both('\u0000"\\\' 🙂 è'), both('\ud800')])
      expect((await lead('POST', '/api/codes', newCode({ labels }))).status).toBeLessThan(500);
  });

  it('is seen in its programme only', async () => {
    const lead = await stage.member('analyst');
    const { id } = await addCode(lead, { labels: both('Only ours') });
    const stranger = stage.person('analyst', { programme: 'other' });
    const { codings } = stage.server().application;
    for (const call of [
      () => codings.codes(stranger, 'small'),
      () => codings.history(stranger, 'small'),
      () => codings.changeCode(stranger, id, { revision: 1, description: 'x' }),
      () => codings.mergeCode(stranger, id, { revision: 1, into: id }),
      () => codings.splitCode(stranger, id, { revision: 1, code: newCode(), codings: [] }),
    ])
      expect(await refusal(call)).toBe('not_found');
    expect(JSON.stringify(await codings.codes(stranger, 'other'))).not.toContain('Only ours');
    expect(JSON.stringify(await codings.history(stranger, 'other'))).not.toContain(id);
    expect((await stage.nobody('GET', list)).status).toBe(401);
    expect(JSON.stringify(await codings.codes(stage.person('moderator'), 'small'))).toContain('Only ours');
  });
});

describe('merging two codes', () => {
  it('gives the codings of one to the other, none twice, and keeps what happened', async () => {
    const [coder, lead] = [await stage.member('coder'), await stage.member('analyst')];
    const [from, into] = [await addCode(lead), await addCode(lead)];
    const below = await addCode(lead, { parent: from.id });
    const { id, statements } = await stage.session(['Serve una lingua', 'Serve un corso']);
    await pass(coder, id, 'first');
    const marks = [
      await mark(coder, statements[0]!, from.id, 0, 5),
      await mark(coder, statements[0]!, into.id, 0, 5),
      await mark(coder, statements[1]!, from.id, 6, 8),
    ];
    const merged = await lead<Code>('POST', `/api/codes/${from.id}/merge`, { revision: 1, into: into.id });
    expect(merged.json).toMatchObject({ id: into.id, state: 'accepted' });
    const codings = await codingsAt(coder, id);
    expect(codings.map(({ code, start, stop }) => [code, start, stop]).sort()).toEqual([
      [into.id, 0, 5],
      [into.id, 6, 8],
    ]);
    const codes = (await coder<Code[]>('GET', list)).json;
    expect(codes.find((one) => one.id === from.id)).toMatchObject({ state: 'merged', mergedInto: into.id, codings: 0 });
    expect(codes.find((one) => one.id === below.id)).toMatchObject({ parent: into.id });
    expect(codes.find((one) => one.id === into.id)).toMatchObject({ codings: 2 });
    const events = (await coder<CodeEvent[]>('GET', '/api/code-events?programme=small')).json;
    const told = events.find(({ code, what }) => code === from.id && what === 'merged')!;
    // one of the two twins is no more
    const kept = codings.map(({ id: of }) => of);
    const went = [marks[0]!.id, marks[2]!.id].filter((of) => kept.includes(of)).sort();
    expect(told.detail).toMatchObject({ into: into.id, was: { state: 'accepted' } });
    expect([...(told.detail.codings as string[])].sort()).toEqual(went);
    const again = await lead('POST', `/api/codes/${from.id}/merge`, { revision: 2, into: into.id });
    expect(codeIn(again)).toBe('code_state');
  });

  it('is the lead’s, and never with one that lies below', async () => {
    const [coder, lead] = [await stage.member('coder'), await stage.member('analyst')];
    const above = await addCode(lead);
    const below = await addCode(lead, { parent: above.id });
    const merge = (who: typeof lead, from: string, into: string, revision = 1) =>
      who('POST', `/api/codes/${from}/merge`, { revision, into });
    expect((await merge(coder, below.id, above.id)).status).toBe(404);
    expect(codeIn(await merge(lead, above.id, below.id))).toBe('code_cycle');
    expect(codeIn(await merge(lead, above.id, above.id))).toBe('code_cycle');
    expect(codeIn(await merge(lead, above.id, randomUUID()))).toBe('unknown_reference');
    expect(codeIn(await merge(lead, below.id, above.id, 9))).toBe('revision_conflict');
    expect((await merge(lead, below.id, above.id)).status).toBe(200);
  });
});

describe('splitting a code', () => {
  it('gives the codings that are named to the new one', async () => {
    const both = await stage.member('analyst');
    const code = await addCode(both);
    const { id, statements } = await stage.session(['uno due tre']);
    await pass(both, id, 'first');
    const [stays, goes] = [
      await mark(both, statements[0]!, code.id, 0, 3),
      await mark(both, statements[0]!, code.id, 4, 7),
    ];
    const { programme: _, ...part } = newCode();
    const split = (codings: string[], revision = 1) =>
      both<Code>('POST', `/api/codes/${code.id}/split`, { revision, code: part, codings });
    expect(codeIn(await split([randomUUID()]))).toBe('unknown_reference');
    expect((await both<Code[]>('GET', list)).text).not.toContain(part.id);
    const done = await split([goes.id]);
    expect([done.status, done.json.state, done.json.codings]).toEqual([201, 'accepted', 1]);
    const codings = await codingsAt(both, id);
    expect(codings.map((one) => [one.id, one.code])).toEqual([
      [stays.id, code.id],
      [goes.id, part.id],
    ]);
    expect(codeIn(await split([], 1))).toBe('revision_conflict');
  });
});
