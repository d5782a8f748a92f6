import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CodingAgreement } from '../../analytics/contract.ts';
import type { Code, Difference } from '../../survey/contract.ts';
import { addCode, codeIn, codingsAt, mark, newCode, openStage, pass, type Caller } from './stage.ts';
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

describe('two coders', () => {
  it('see nothing of each other before both are done, by no call', async () => {
    const { id, statements } = await stage.session(['uno due tre quattro']);
    const statement = statements[0]!;
    expect(codeIn(await two!('PUT', `/api/focus-groups/${id}/tasks/second`, { revision: 0, state: 'open' }))).toBe(
      'first_pass_missing',
    );
    await pass(one!, id, 'first');
    expect(codeIn(await one!('PUT', `/api/focus-groups/${id}/tasks/second`, { revision: 0, state: 'open' }))).toBe(
      'one_pass_each',
    );
    expect(codeIn(await two!('PUT', `/api/focus-groups/${id}/tasks/first`, { revision: 0, state: 'open' }))).toBe(
      'pass_taken',
    );
    await pass(two!, id, 'second');
    const secret = await addCode(lead!);
    const mine = await mark(one!, statement, secret.id, 0, 3);
    const theirs = await mark(two!, statement, alpha(), 4, 7);
    const counted = async (who: Caller) =>
      (await who<Code[]>('GET', '/api/codes?programme=small')).json.find((c) => c.id === secret.id)!.codings;

    const others = async () => {
      for (const [who, own] of [
        [one!, [mine]],
        [two!, [theirs]],
        [lead!, []],
      ] as const) {
        expect(await codingsAt(who, id)).toEqual(own);
        for (const rest of ['differences', 'agreement']) {
          const answer = await who('GET', `/api/focus-groups/${id}/${rest}`);
          expect([answer.status, codeIn(answer)]).toEqual([409, 'passes_open']);
        }
      }
      expect([await counted(one!), await counted(two!), await counted(lead!)]).toEqual([1, 0, 0]);
      expect(await effective(stage, id)).toEqual([]);
    };
    await others();
    await pass(one!, id, 'first', 'done');
    await others();
    const support = { programme: 'small', title: 'x', text: 'x', support: [mine.id] };
    expect(codeIn(await two!('POST', '/api/recommendations', { id: randomUUID(), ...support }))).toBe(
      'unknown_reference',
    );
    expect((await two!('DELETE', `/api/codings/${mine.id}`)).status).toBe(404);
    expect((await two!('PUT', `/api/codings/${mine.id}`, { start: 0, stop: 1 })).status).toBe(404);
    // a merge touches both, and tells each of the own alone
    const other = await addCode(lead!);
    await lead!('POST', `/api/codes/${secret.id}/merge`, { revision: 1, into: other.id });
    const told = (who: Caller) => who('GET', '/api/code-events?programme=small');
    expect((await told(one!)).text).toContain(mine.id);
    for (const who of [two!, lead!]) expect((await told(who)).text).not.toContain(mine.id);

    await pass(two!, id, 'second', 'done');
    for (const who of [one!, two!, lead!])
      expect((await codingsAt(who, id)).map(({ id: of }) => of).sort()).toEqual([mine.id, theirs.id].sort());
    const stuck = await one!('PUT', `/api/focus-groups/${id}/tasks/first`, { revision: 2, state: 'open' });
    expect(codeIn(stuck)).toBe('passes_done');
  });

  it('are compared stretch by stretch; what they share stands, the lead decides the rest', async () => {
    const { id, statements } = await stage.session(['uno due tre quattro', 'è 🙂 qui']);
    const [long, short] = [statements[0]!, statements[1]!];
    await pass(one!, id, 'first');
    await pass(two!, id, 'second');
    await mark(one!, long, alpha(), 0, 7);
    await mark(one!, long, beta(), 4, 11);
    await mark(two!, long, alpha(), 0, 11);
    await mark(one!, short, alpha(), 2, 3);
    await mark(two!, short, alpha(), 2, 3);
    await pass(one!, id, 'first', 'done');
    await pass(two!, id, 'second', 'done');
    const path = `/api/focus-groups/${id}/differences`;
    const read = async () => (await lead!<Difference[]>('GET', path)).json;
    const both = [alpha(), beta()].sort();
    expect(await read()).toEqual([
      { statement: long, start: 4, stop: 7, quote: 'due', first: both, second: [alpha()], decided: null },
      { statement: long, start: 7, stop: 11, quote: ' tre', first: [beta()], second: [alpha()], decided: null },
    ]);
    expect(await effective(stage, id)).toEqual([
      { code: alpha(), start: 0, stop: 7 },
      { code: alpha(), start: 2, stop: 3 },
    ]);
    const finals = async () => (await codingsAt(lead!, id)).filter((of) => of.pass === 'final');
    const kept = (await finals()).find(({ stop }) => stop === 7)!;

    const decision = { statement: long, start: 7, stop: 11, codes: [alpha(), alpha()], reason: 'Parla ancora di uno.' };
    const decide = (who: Caller, more: object = {}) =>
      who<Difference>('POST', `/api/focus-groups/${id}/adjudications`, { ...decision, ...more });
    expect((await decide(one!)).status).toBe(404);
    expect(codeIn(await decide(lead!, { start: 0 }))).toBe('no_difference');
    expect(codeIn(await decide(lead!, { codes: [randomUUID()] }))).toBe('unknown_reference');
    expect(codeIn(await decide(lead!, { reason: ' ' }))).toBe('malformed');
    const told = await decide(lead!);
    expect(told.json.decided).toEqual({ codes: [alpha()], reason: 'Parla ancora di uno.' });
    expect(await finals()).toContainEqual({ ...kept, stop: 11, quote: 'uno due tre' });
    await decide(lead!, { codes: [beta()] });
    expect(await effective(stage, id)).toEqual([
      { code: alpha(), start: 0, stop: 7 },
      { code: alpha(), start: 2, stop: 3 },
      { code: beta(), start: 7, stop: 11 },
    ]);
    expect((await read()).map(({ decided }) => decided?.codes ?? null)).toEqual([null, [beta()]]);

    // an edit elsewhere leaves what was decided; one across it asks again
    await edit(stage, long, 'zero uno due tre quattro');
    expect((await read()).map(({ start, decided }) => [start, decided !== null])).toEqual([
      [9, false],
      [12, true],
    ]);
    expect(await finals()).toContainEqual({ ...kept, start: 5, stop: 12, quote: 'uno due' });
    await edit(stage, long, 'zero uno due tra quattro');
    const onLong = (await finals()).filter(({ unit }) => 'statement' in unit && unit.statement === long);
    expect(onLong.map(({ code: of, placed }) => [of, placed])).toEqual([
      [alpha(), 'sure'],
      [beta(), 'moved'],
    ]);
    const moved = (await codingsAt(one!, id)).filter((of) => of.placed === 'moved' && of.pass !== 'final');
    for (const of of moved) {
      const stop = of.pass === 'first' ? 16 : 12;
      const answer = await lead!('PUT', `/api/codings/${of.id}`, { start: of.code === alpha() ? 5 : 9, stop });
      expect(answer.status, answer.text).toBe(200);
    }
    expect((await finals()).every(({ placed }) => placed === 'sure')).toBe(true);
  });

  it('split: what was settled goes over with what each gave', async () => {
    const { id, statements } = await stage.session(['uno due tre']);
    const code = await addCode(lead!);
    await pass(one!, id, 'first');
    await pass(two!, id, 'second');
    for (const who of [one!, two!])
      for (const start of [0, 4]) await mark(who, statements[0]!, code.id, start, start + 3);
    for (const [who, name] of [
      [one!, 'first'],
      [two!, 'second'],
    ] as const)
      await pass(who, id, name, 'done');
    const goes = (await codingsAt(lead!, id)).find((of) => of.pass === 'final' && of.start === 4)!;
    const { programme: _, ...part } = newCode();
    const split = { revision: 1, code: part, codings: [goes.id] };
    expect((await lead!('POST', `/api/codes/${code.id}/split`, split)).status).toBe(201);
    const now = await codingsAt(lead!, id);
    expect(now).toContainEqual({ ...goes, code: part.id });
    expect(now.map((of) => [of.pass, of.start, of.code]).sort()).toEqual(
      ['final', 'first', 'second']
        .flatMap((name) => [
          [name, 0, code.id],
          [name, 4, part.id],
        ])
        .sort(),
    );
    expect((await lead!<Difference[]>('GET', `/api/focus-groups/${id}/differences`)).json).toEqual([]);
  });
});

describe('a second reading', () => {
  /** What two people gave to a session after `before`, as the agreement tells it. */
  async function readTwice(before: (session: string) => Promise<unknown>) {
    const { id, statements } = await stage.session(['uno due tre quattro', 'cinque']);
    await pass(one!, id, 'first');
    await mark(one!, statements[0]!, alpha(), 0, 3);
    await pass(one!, id, 'first', 'done');
    await before(id);
    await pass(two!, id, 'second');
    await mark(two!, statements[0]!, alpha(), 0, 3);
    await pass(two!, id, 'second', 'done');
    return agreementAt(id);
  }
  const agreementAt = async (id: string) =>
    (await lead!<CodingAgreement>('GET', `/api/focus-groups/${id}/agreement`)).json;
  const notBlind = { state: 'not_blind', sawOn: '2026-06-15' };

  it('is blind, whoever else looked, and whatever the reader sees that is not the first reading', async () => {
    const { blind } = await readTwice(async (id) => {
      await codingsAt(lead!, id);
      await two!('GET', `/api/focus-groups/${id}/statements`);
      await two!('GET', '/api/coding-tasks?programme=small');
      await two!('GET', '/api/codes?programme=small');
    });
    expect(blind).toEqual({ state: 'blind', sawOn: null });
  });

  it.each<[string, (session: string) => Promise<unknown>]>([
    ['the call of codings', (id) => codingsAt(two!, id)],
    ['the project', () => two!('GET', '/api/focus-groups.qdpx?programme=small')],
    ['the table of coded statements', () => two!('GET', '/api/coded-statements.csv?programme=small')],
    ['the project of the session', (id) => two!('GET', `/api/focus-groups/${id}/project.qdpx`)],
  ])('is not blind once its reader has opened the first one by %s, and says since when', async (_, look) => {
    expect((await readTwice(look)).blind).toEqual(notBlind);
  });

  it('is not blind either once its reader has chosen among its words for a recommendation', async () => {
    const { evidence } = stage.server().application;
    const reader = { ...stage.person('coder'), id: two!.id };
    const { blind } = await readTwice(() => evidence.passages(reader, 'small', alpha()));
    expect(blind).toEqual(notBlind);
  });

  it('is told by the audit for the time before looks were stored', async () => {
    const { database } = stage.server().application;
    await readTwice((id) => codingsAt(two!, id));
    const stored = () =>
      database.rows(`SELECT session::VARCHAR AS session, person, day::VARCHAR AS day FROM coding_look
        WHERE session IN (SELECT TRY_CAST(object AS UUID) FROM audit WHERE action = 'coding.read') ORDER BY ALL`);
    const looks = await stored();
    const migration = readFileSync(join(import.meta.dirname, '../../data/migrations/017-blind.sql'), 'utf8');
    await database.write(async (tx) => {
      await tx.run('DELETE FROM coding_look');
      await tx.run(/INSERT INTO coding_look[^;]*/.exec(migration)![0]);
    });
    expect(looks.length).toBeGreaterThan(4);
    expect(await stored()).toEqual(looks);
  });

  it('that is looked at while it is under way stays what it was', async () => {
    const { id, statements } = await stage.session(['uno due tre quattro']);
    await pass(one!, id, 'first');
    await pass(two!, id, 'second');
    await mark(two!, statements[0]!, alpha(), 0, 3);
    for (const who of [one!, two!, lead!]) await codingsAt(who, id);
    await pass(one!, id, 'first', 'done');
    await codingsAt(two!, id);
    await pass(two!, id, 'second', 'done');
    await codingsAt(two!, id);
    expect((await agreementAt(id)).blind.state).toBe('blind');
  });
});
