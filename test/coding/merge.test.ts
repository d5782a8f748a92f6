import { beforeAll, describe, expect, it } from 'vitest';
import type { Code, Coding, Recommendation } from '../../survey/contract.ts';
import { settle } from '../../survey/coding/final.ts';
import { edit, effective } from './look.ts';
import { addCode, codingsAt, mark, newCode, openStage, pass, type Caller } from './stage.ts';

const stage = openStage();
let [one, two, lead]: Caller[] = [];
beforeAll(async () => {
  [one, two] = [await stage.member('coder'), await stage.member('coder', {}, 'two')];
  lead = await stage.member('analyst');
});

/** A session of one statement that both coded; each mark is a code, where it starts and stops. */
async function coded(first: readonly Mark[], second: readonly Mark[]): Promise<string[]> {
  const { id, statements } = await stage.session(['uno due tre quattro', 'altro']);
  const said = [
    [one!, 'first', first],
    [two!, 'second', second],
  ] as const;
  for (const [who, name, marks] of said) {
    await pass(who, id, name);
    for (const at of marks) await mark(who, statements[0]!, ...at);
  }
  for (const [who, name] of said) await pass(who, id, name, 'done');
  return [id, statements[0]!];
}
type Mark = readonly [code: string, start: number, stop: number];

const finals = async (session: string): Promise<Coding[]> =>
  (await codingsAt(lead!, session)).filter((of) => of.pass === 'final');

/** What stands is what would be made of each session alone. */
async function expectSettled(...sessions: readonly string[]): Promise<void> {
  for (const session of sessions) {
    const before = await codingsAt(lead!, session);
    await stage.server().application.database.write((tx) => settle(tx, session));
    expect(await codingsAt(lead!, session)).toEqual(before);
  }
}

describe('codes that become one, or two, over many sessions at once', () => {
  it('leave in each what would be settled there alone, decisions and what was moved too', async () => {
    const codes: Code[] = [];
    for (let count = 0; count < 3; count++) codes.push(await addCode(lead!));
    const [a, b, c] = codes.map(({ id }) => id) as [string, string, string];
    const [agreed] = await coded([[a, 0, 7]], [[b, 0, 7]]);
    const [decided, at] = await coded(
      [
        [a, 4, 11],
        [c, 0, 3],
      ],
      [[c, 0, 11]],
    );
    const [moved, words] = await coded(
      [
        [a, 0, 7],
        [b, 12, 19],
      ],
      [
        [a, 0, 7],
        [b, 12, 19],
      ],
    );
    const untouched = (await coded([[c, 0, 3]], [[c, 0, 3]]))[0]!;
    const decision = { statement: at, start: 4, stop: 11, codes: [a, c], reason: 'Dice tutti e due.' };
    expect((await lead!('POST', `/api/focus-groups/${decided}/adjudications`, decision)).status).toBe(200);
    await edit(stage, words!, 'uno dxe tre quattro');
    const kept = await finals(untouched);

    expect((await lead!('POST', `/api/codes/${a}/merge`, { revision: 1, into: b })).status).toBe(200);
    expect(await effective(stage, agreed!)).toEqual([{ code: b, start: 0, stop: 7 }]);
    expect(await effective(stage, decided!)).toEqual(
      expect.arrayContaining([
        { code: b, start: 4, stop: 11 },
        { code: c, start: 0, stop: 3 },
        { code: c, start: 4, stop: 11 },
      ]),
    );
    expect((await finals(moved!)).map(({ code }) => code)).toEqual([b, b]);
    expect(await finals(untouched)).toEqual(kept);
    await expectSettled(agreed!, decided!, moved!, untouched);

    const goes = (await finals(decided!)).find(({ code }) => code === b)!;
    const { programme: _, ...part } = newCode();
    const split = { revision: 1, code: part, codings: [goes.id] };
    expect((await lead!('POST', `/api/codes/${b}/split`, split)).status).toBe(201);
    expect(await finals(decided!)).toContainEqual({ ...goes, code: part.id });
    expect((await finals(agreed!)).map(({ code }) => code)).toEqual([b]);
    await expectSettled(agreed!, decided!, moved!, untouched);
  });

  it('keep one of two codings on the same words, and each recommendation that either supports once', async () => {
    const [a, b] = [await addCode(lead!), await addCode(lead!)];
    const { id, statements } = await stage.session(['uno due']);
    await pass(one!, id, 'first');
    const marks = [await mark(one!, statements[0]!, a.id, 0, 3), await mark(one!, statements[0]!, b.id, 0, 3)];
    await pass(one!, id, 'first', 'done');
    const raise = async (support: readonly Coding[]) => {
      const { id: own } = newCode();
      const body = { id: own, programme: 'small', title: 'x', text: 'x', support: support.map((of) => of.id) };
      expect((await lead!('POST', '/api/recommendations', body)).status).toBe(201);
      return own;
    };
    const raised = [await raise(marks), await raise([marks[0]!]), await raise([marks[1]!])];
    expect((await lead!('POST', `/api/codes/${a.id}/merge`, { revision: 1, into: b.id })).status).toBe(200);
    const left = await codingsAt(lead!, id);
    expect(left.map(({ code }) => code)).toEqual([b.id]);
    const all = (await lead!<Recommendation[]>('GET', '/api/recommendations?programme=small')).json;
    for (const own of raised) expect(all.find((of) => of.id === own)?.support).toEqual([left[0]!.id]);
  });
});
