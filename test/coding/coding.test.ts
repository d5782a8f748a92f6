import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterRemove } from '../../survey/coding/edit.ts';
import type { Code, Coding } from '../../survey/contract.ts';
import { addCode, codeIn, coding, codingsAt, mark, openStage, pass, refusal, type Caller } from './stage.ts';
import { edit, effective } from './look.ts';

const stage = openStage();
let [one, two, lead]: Caller[] = [];
let codes: Code[] = [];
beforeAll(async () => {
  [one, two, lead] = [
    await stage.member('coder'),
    await stage.member('coder', {}, 'two'),
    await stage.member('analyst'),
  ];
  codes = [await addCode(lead), await addCode(lead), await addCode(lead)];
});
const code = (at: number) => codes[at]!.id;
const [alpha, beta] = [() => code(0), () => code(1)];
const post = (who: Caller, body: object) => who('POST', '/api/codings', body);

describe('a coding', () => {
  it('counts code points, and keeps the words', async () => {
    const { id, statements } = await stage.session(['Caffè 🙂 è 👩‍🔧 qui']);
    await pass(one!, id, 'first');
    expect(await mark(one!, statements[0]!, alpha(), 0, 7)).toMatchObject({
      quote: 'Caffè 🙂',
      pass: 'first',
      coder: one!.id,
    });
    expect(await mark(one!, statements[0]!, alpha(), 8, 13)).toMatchObject({ quote: 'è 👩‍🔧' });
    const told = await codingsAt(one!, id);
    expect(told.map(({ quote }) => quote)).toEqual(['Caffè 🙂', 'è 👩‍🔧']);
    expect((await one!<Code[]>('GET', '/api/codes?programme=small')).json.find((c) => c.id === alpha())!.codings).toBe(
      2,
    );
  });

  it('sent twice is one; the same code on the same words too', async () => {
    const { id, statements } = await stage.session(['uno due']);
    await pass(one!, id, 'first');
    const body = coding(statements[0]!, alpha(), 0, 3);
    const [first, again] = [await post(one!, body), await post(one!, body)];
    expect([first.status, again.status, again.text]).toEqual([201, 200, first.text]);
    const twin = await post(one!, { ...body, id: randomUUID() });
    expect([twin.status, twin.text]).toEqual([200, first.text]);
    expect(codeIn(await post(one!, { ...body, stop: 7 }))).toBe('id_taken');
    expect(await codingsAt(one!, id)).toHaveLength(1);
  });

  it('needs a pass, words, and a code that is there', async () => {
    const { id, statements } = await stage.session(['uno due', '']);
    const at = (start: number, stop: number, of = alpha(), statement = statements[0]!) =>
      post(one!, coding(statement, of, start, stop));
    expect(codeIn(await at(0, 3))).toBe('pass_needed');
    await pass(one!, id, 'first');
    for (const [start, stop] of [
      [3, 3],
      [4, 2],
      [0, 8],
      [7, 9_000_000_000],
    ] as const)
      expect(codeIn(await at(start, stop))).toBe('span_outside');
    expect(codeIn(await at(0, 1, alpha(), statements[1]!))).toBe('span_outside');
    for (const [start, stop] of [
      [-1, 2],
      [0.5, 2],
      [0, 0],
    ] as const)
      expect(codeIn(await at(start, stop))).toBe('malformed');
    expect(codeIn(await at(0, 3, randomUUID()))).toBe('unknown_reference');
    expect(codeIn(await at(0, 3, alpha(), randomUUID()))).toBe('not_found');
    expect(codeIn(await post(one!, { ...coding(statements[0]!, alpha(), 0, 3), programme: 'other' }))).toBe(
      'not_found',
    );
    const made = await mark(one!, statements[0]!, alpha(), 0, 3);
    expect((await two!('DELETE', `/api/codings/${made.id}`)).status).toBe(404);
    expect((await one!('DELETE', `/api/codings/${made.id}`)).status).toBe(204);
    expect((await one!('DELETE', `/api/codings/${made.id}`)).status).toBe(404);
    await pass(one!, id, 'first', 'done');
    expect(codeIn(await at(0, 3))).toBe('passes_done');
    await pass(one!, id, 'first', 'open');
    expect((await at(0, 3)).status).toBe(201);
  });

  it('is within reach of those whose territory it is', async () => {
    const { id, statements } = await stage.session(['uno due']);
    await pass(one!, id, 'first');
    const made = await mark(one!, statements[0]!, alpha(), 0, 3);
    const { codings } = stage.server().application;
    const near = stage.person('coder', { territory: 'province:077' });
    expect(await refusal(() => codings.putTask(near, id, 'second', { revision: 0, state: 'open' }))).toBe('done');
    expect(await refusal(() => codings.addCoding(near, coding(statements[0]!, alpha(), 4, 7)))).toBe('done');
    for (const far of [
      stage.person('coder', { territory: 'municipality:077021' }),
      stage.person('coder', { programme: 'other' }),
      stage.person('moderator'),
    ]) {
      for (const call of [
        () => codings.codings(far, id),
        () => codings.differences(far, id),
        () => codings.agreementColumns(far, id),
        () => codings.putTask(far, id, 'second', { revision: 0, state: 'open' }),
        () => codings.addCoding(far, coding(statements[0]!, alpha(), 0, 3)),
        () => codings.replaceCoding(far, made.id, { start: 0, stop: 1 }),
        () => codings.removeCoding(far, made.id),
      ])
        expect(await refusal(call)).toBe('not_found');
      const tasks = await codings.tasks(far, 'small').catch(() => []);
      expect(tasks.map(({ session }) => session)).not.toContain(id);
    }
  });

  it('follows its words through edits, or is reported as moved and placed anew', async () => {
    const { id, statements } = await stage.session(['Serve più pratica 🙂 in azienda']);
    const statement = statements[0]!;
    await pass(one!, id, 'first');
    const made = await mark(one!, statement, alpha(), 6, 19);
    const wide = await mark(one!, statement, beta(), 0, 19);
    await pass(one!, id, 'first', 'done');
    await edit(stage, statement, 'È chiaro: serve più pratica 🙂 in azienda');
    const told = () => codingsAt(one!, id);
    expect(await told()).toContainEqual({ ...made, start: 16, stop: 29 });
    expect(await told()).toContainEqual({ ...wide, quote: '… più pratica 🙂', placed: 'moved' });
    expect((await effective(stage, id)).map(({ code: of }) => of)).toEqual([alpha()]);
    const put = (of: Coding, start: number, stop: number) =>
      one!<Coding>('PUT', `/api/codings/${of.id}`, { start, stop });
    expect(codeIn(await put(made, 0, 2))).toBe('passes_done');
    expect(codeIn(await put(wide, 0, 200))).toBe('span_outside');
    expect((await put(wide, 10, 29)).json).toMatchObject({ quote: 'serve più pratica 🙂', placed: 'sure' });
    await stage.server().application.database.write((tx) => afterRemove(tx, [statement]));
    expect(await told()).toEqual([]);
  });
});

describe('a moderator who edits a statement', () => {
  it('carries its codings along, and away with it', async () => {
    const moderator = await stage.member('moderator');
    const words = 'Serve più pratica';
    const { id, statements } = await stage.session([words], { moderator: moderator.id, state: 'live' });
    await pass(one!, id, 'first');
    const made = await mark(one!, statements[0]!, alpha(), 6, 17);
    const path = `/api/focus-groups/${id}/statements/${statements[0]}`;
    const sent = {
      ...{ revision: 1, place: 0, topic: null, participant: null, kind: 'need', language: 'it' },
      ...{ text: `Subito! ${words}`, translation: null, translator: null },
    };
    const put = await moderator('PUT', path, sent);
    expect(put.status, put.text).toBe(200);
    expect(await codingsAt(one!, id)).toEqual([{ ...made, start: 14, stop: 25 }]);
    expect((await moderator('DELETE', `${path}?revision=2`)).status).toBeLessThan(300);
    expect(await codingsAt(one!, id)).toEqual([]);
  });
});
