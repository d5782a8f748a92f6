import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { coverOf, differs, settled, stretchesOf, type Marked } from '../../survey/coding/difference.ts';
import { deepest, heightOf, misplaced, parentsOf, pathOf, unmergeable } from '../../survey/coding/tree.ts';
import { coding, newCode, openStage, refusal } from './stage.ts';

const stage = openStage();

describe('the tree of codes', () => {
  const names = [...'abcdefghij'];
  const step = fc.tuple(fc.constantFrom('move', 'merge'), fc.constantFrom(...names), fc.constantFrom(null, ...names));

  it('has no circle and at most six levels, whatever is moved and merged', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let nodes = names.map((id) => ({ id, parent: null as string | null }));
        for (const [what, id, to] of steps) {
          const parents = parentsOf(nodes);
          if (!parents.has(id) || (to !== null && !parents.has(to))) continue;
          if (what === 'move' && misplaced(parents, id, to) === null)
            nodes = nodes.map((one) => (one.id === id ? { id, parent: to } : one));
          if (what === 'merge' && to !== null && unmergeable(parents, id, to) === null)
            nodes = nodes
              .filter((one) => one.id !== id)
              .map((one) => (one.parent === id ? { ...one, parent: to } : one));
        }
        const parents = parentsOf(nodes);
        for (const { id, parent } of nodes) {
          expect(parent === null || parents.has(parent)).toBe(true);
          const path = pathOf(parents, id);
          expect(parents.get(path.at(-1)!)).toBeNull();
          expect(path.length).toBeLessThanOrEqual(deepest);
          expect(heightOf(parents, id)).toBeLessThanOrEqual(deepest + 1 - path.length);
        }
      }),
    );
  });
});

describe('two coders side by side', () => {
  const length = 12;
  const span = fc.tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 5 }), fc.constantFrom('a', 'b', 'c'));
  const marks = fc
    .array(span, { maxLength: 6 })
    .map((some) => some.map(([start, size, code]): Marked => ({ code, start, stop: Math.min(length, start + size) })));
  const codesAt = (some: readonly Marked[], at: number) =>
    [...new Set(some.filter(({ start, stop }) => start <= at && at < stop).map(({ code }) => code))].sort();
  const places = Array.from({ length }, (_, at) => at);

  it('differ exactly where one by one the characters do, in stretches as long as can be', () => {
    fc.assert(
      fc.property(marks, marks, (first, second) => {
        const stretches = stretchesOf(first, second);
        for (const at of places) {
          const found = stretches.filter(({ start, stop }) => start <= at && at < stop);
          const [one, two] = [codesAt(first, at), codesAt(second, at)];
          expect(found.map((of) => [of.first, of.second])).toEqual(one.length + two.length === 0 ? [] : [[one, two]]);
          expect(found.some(differs)).toBe(one.join() !== two.join());
        }
        for (const [at, { start, ...of }] of stretches.slice(1).entries()) {
          const before = stretches[at]!;
          if (before.stop === start) expect([before.first, before.second]).not.toEqual([of.first, of.second]);
        }
        const a = (some: readonly Marked[]) => some.filter(({ code }) => code === 'a');
        const cover = coverOf(a(first), a(second), length);
        const has = (some: readonly Marked[], at: number) => codesAt(a(some), at).length > 0;
        expect(cover).toEqual({
          both: places.filter((at) => has(first, at) && has(second, at)).length,
          first: places.filter((at) => has(first, at) && !has(second, at)).length,
          second: places.filter((at) => !has(first, at) && has(second, at)).length,
          neither: places.filter((at) => !has(first, at) && !has(second, at)).length,
        });
      }),
    );
  });

  it('leave what they agree on, and what was decided, each code once on each place', () => {
    fc.assert(
      fc.property(marks, marks, fc.option(fc.subarray(['a', 'b', 'c'])), (first, second, decided) => {
        const stands = settled(stretchesOf(first, second), () => decided);
        for (const at of places) {
          const [one, two] = [codesAt(first, at), codesAt(second, at)];
          const common = one.filter((code) => two.includes(code));
          const expected = one.join() === two.join() ? one : (decided ?? common);
          expect(
            stands
              .filter(({ start, stop }) => start <= at && at < stop)
              .map(({ code }) => code)
              .sort(),
          ).toEqual([...expected].sort());
        }
      }),
    );
  });
});

/** What one of two coders, or the lead, may do next. */
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constant('code' as const), who: fc.nat(1), code: fc.nat(2), at: fc.nat(5) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('turn' as const), who: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('merge' as const), from: fc.nat(2), into: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('split' as const), code: fc.nat(2), at: fc.nat(9) }) },
);

const lead = stage.person('analyst');
const coders = ['one', 'two'].map((id) => ({ ...stage.person('coder'), id }));

interface Stored {
  readonly coder: string;
  readonly start: number;
  readonly stop: number;
  readonly code: string;
}

/** A session of its own with three codes, in which two people code. */
async function openPlay() {
  const { codings, database } = stage.server().application;
  const { id, statements } = await stage.session(['uno due tre quattro cinque']);
  const codes: string[] = [];
  for (let count = 0; count < 3; count++) codes.push((await codings.addCode(lead, newCode())).code.id);
  const [revisions, done] = [
    [0, 0],
    [false, false],
  ];
  const given: string[] = [];
  const revisionOf = async (code: string) =>
    (await database.rows<{ revision: number }>('SELECT revision FROM code WHERE id = ?::UUID', [code]))[0]!.revision;

  const turn = async (who: number) => {
    const body = { revision: revisions[who], state: done[who] || revisions[who] === 0 ? 'open' : 'done' };
    const task = () => codings.putTask(coders[who]!, id, who === 0 ? 'first' : 'second', body);
    if ((await refusal(task)) !== 'done') return;
    revisions[who]!++;
    done[who] = body.state === 'done';
  };
  const code = async (who: number, which: number, at: number) => {
    const body = coding(statements[0]!, codes[which]!, 4 * at, 4 * at + 3);
    const told = await refusal(() => codings.addCoding(coders[who]!, body));
    if (told === 'done') given.push([coders[who]!.id, body.start, body.stop].join());
  };
  const merge = (from: string, into: string) =>
    refusal(async () => codings.mergeCode(lead, from, { revision: await revisionOf(from), into }));
  const split = async (which: number, leave: number) => {
    const seen = (await codings.codings(lead, id)).filter((one) => one.code === codes[which]);
    const { programme: _, ...part } = newCode();
    const revision = await revisionOf(codes[which]!);
    const body = { revision, code: part, codings: seen.slice(leave % 3).map((one) => one.id) };
    if ((await refusal(() => codings.splitCode(lead, codes[which]!, body))) === 'done') codes[which] = part.id;
  };
  const stored = () =>
    database.rows<Stored>(
      "SELECT coder, start, stop, code::VARCHAR AS code FROM coding WHERE session = ?::UUID AND pass <> 'final'",
      [id],
    );
  await turn(0);
  await turn(1);
  return { id, codes, given, turn, code, merge, split, stored, isOpen: () => done.every(Boolean) };
}
type Play = Awaited<ReturnType<typeof openPlay>>;

async function expectWhole({ given, stored }: Play): Promise<void> {
  const rows = await stored();
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
  const covered = new Set(rows.map(({ coder, start, stop }) => [coder, start, stop].join()));
  expect([...covered].sort()).toEqual([...new Set(given)].sort());
}

async function expectBlind({ id, stored, isOpen }: Play): Promise<void> {
  const { codings } = stage.server().application;
  const rows = await stored();
  for (const me of coders) {
    const seen = await codings.codings(me, id);
    const own = seen.filter(({ coder, pass }) => coder === me.id && pass !== 'final');
    expect(own).toHaveLength(rows.filter(({ coder }) => coder === me.id).length);
    if (!isOpen()) expect(seen).toEqual(own);
    const differences = await refusal(() => codings.differences(me, id));
    const columns = await refusal(() => codings.agreementColumns(me, id));
    expect([differences, columns]).toEqual(isOpen() ? ['done', 'done'] : ['passes_open', 'passes_open']);
  }
  if (!isOpen()) expect(await codings.codings(lead, id)).toEqual([]);
}

describe('whatever two coders and the lead do', () => {
  it('no code is lost or doubled, and neither coder sees the other before both are done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 12 }), async (acts) => {
        const play = await openPlay();
        for (const next of acts) {
          if (next.what === 'turn') await expectBlind(play);
          if (next.what === 'turn') await play.turn(next.who);
          if (next.what === 'code') await play.code(next.who, next.code, next.at);
          if (next.what === 'merge') await play.merge(play.codes[next.from]!, play.codes[next.into]!);
          if (next.what === 'split') await play.split(next.code, next.at);
          await expectWhole(play);
        }
        await expectBlind(play);
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  it('a code’s number is what its reader sees', async () => {
    const { codings } = stage.server().application;
    const me = { ...stage.person('coder'), id: randomUUID() as string };
    const { id, statements } = await stage.session(['uno due tre']);
    const { code } = await codings.addCode(lead, newCode());
    await codings.putTask(me, id, 'first', { revision: 0, state: 'open' });
    await codings.addCoding(me, coding(statements[0]!, code.id, 0, 3));
    const number = async (who: typeof lead) =>
      (await codings.codes(who, 'small')).find((of) => of.id === code.id)!.codings;
    expect([await number(me), await number(lead)]).toEqual([1, 0]);
    await codings.putTask(me, id, 'first', { revision: 1, state: 'done' });
    expect([await number(me), await number(lead)]).toEqual([1, 1]);
  });
});
