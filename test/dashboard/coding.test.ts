import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judged } from '../../dashboard/lib/coding/agreement.ts';
import { eventInWords } from '../../dashboard/lib/coding/history.ts';
import { keyOf } from '../../dashboard/lib/coding/keys.ts';
import { lengthOf, sliceOf, toPoints, toUnits } from '../../dashboard/lib/coding/offset.ts';
import { afterUse, none, recentOf } from '../../dashboard/lib/coding/recent.ts';
import { standingOf } from '../../dashboard/lib/coding/standing.ts';
import { filtered, lastPlace, linesOf, placeAfterStep, withBelow } from '../../dashboard/lib/coding/tree.ts';
import { inLanes, segmentsOf, shortestAt } from '../../dashboard/lib/coding/underline.ts';
import {
  around,
  chosenSpan,
  moved,
  spanOf,
  touched,
  wordsOf,
  type Move,
  type Reach,
} from '../../dashboard/lib/coding/words.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import type { Code, CodeEvent, CodeEventKind } from '../../survey/contract.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('è', '🙂', '👩‍🔧', 'caffè', ' ', 'e\u0301', 'x', '\n', '’')).map((parts) => parts.join('')),
);

describe('offsets', () => {
  it('go from code points to units and back, for any text', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (words, seed) => {
        const point = seed % (lengthOf(words) + 1);
        expect(toPoints(words, toUnits(words, point))).toBe(point);
        expect(toUnits(words, point)).toBe([...words].slice(0, point).join('').length);
      }),
    );
  });

  it('cut the words that the server cuts', () => {
    fc.assert(
      fc.property(text, fc.nat(40), fc.nat(40), (words, a, b) => {
        const ends = [a, b].map((seed) => seed % (lengthOf(words) + 1)).toSorted((x, y) => x - y);
        const span = { start: ends[0]!, stop: ends[1]! };
        expect(sliceOf(words, span)).toBe([...words].slice(span.start, span.stop).join(''));
      }),
    );
  });

  it('take the middle of a pair for its beginning, and what lies beyond for the end', () => {
    expect([0, 1, 2, 3, 9].map((unit) => toPoints('🙂è', unit))).toEqual([0, 0, 1, 2, 2]);
    expect([0, 1, 2, 9].map((point) => toUnits('🙂è', point))).toEqual([0, 2, 3, 3]);
  });
});

const said = 'Caffè 🙂 l’inglese, 12 ore!';
const words = wordsOf(said);
const chosen = (reach: Reach | null) => reach && sliceOf(said, spanOf(words, reach));

describe('words', () => {
  it('are runs of letters or digits, and pictures', () => {
    expect(words.map((span) => sliceOf(said, span))).toEqual(['Caffè', '🙂', 'l', 'inglese', '12', 'ore']);
    expect(wordsOf('👩‍🔧 e ❤️').map((span) => sliceOf('👩‍🔧 e ❤️', span))).toEqual(['👩‍🔧', 'e', '❤️']);
    expect(wordsOf('…')).toEqual([{ start: 0, stop: 1 }]);
    expect(wordsOf('')).toEqual([]);
  });

  it('are the whole text with its last mark when all of them are chosen, from either end', () => {
    const taken = (anchor: number, focus: number) => sliceOf(said, chosenSpan(said, words, { anchor, focus }));
    expect([taken(0, 5), taken(5, 0)]).toEqual([said, said]);
    expect([taken(1, 5), taken(0, 4)]).toEqual(['🙂 l’inglese, 12 ore', 'Caffè 🙂 l’inglese, 12']);
    const one = '«Sì!»';
    expect(chosenSpan(one, wordsOf(one), { anchor: 0, focus: 0 })).toEqual({ start: 0, stop: 5 });
  });

  it('are chosen one by one, and more of them with a wider step', () => {
    const steps = (...moves: [Move['to'], boolean][]) =>
      chosen(moves.reduce<Reach | null>((at, [to, widen]) => moved(at, { to, widen }, words.length), null));
    expect(steps(['next', false])).toBe('Caffè');
    expect(steps(['next', false], ['next', false])).toBe('🙂');
    expect(steps(['next', false], ['next', true], ['next', true])).toBe('Caffè 🙂 l');
    expect(steps(['last', false], ['previous', true])).toBe('12 ore');
    expect(steps(['next', false], ['next', false], ['next', true], ['previous', true], ['previous', true])).toBe(
      'Caffè 🙂',
    );
    expect(steps(['all', false])).toBe('Caffè 🙂 l’inglese, 12 ore');
    expect(steps(['previous', false])).toBe('ore');
    expect(steps(['first', true], ['previous', true])).toBe('Caffè');
    expect(moved(null, { to: 'next', widen: false }, 0)).toBeNull();
  });

  it('are taken whole where a pointer touched them, in the direction in which it went', () => {
    expect(chosen(touched(words, 2, 7))).toBe('Caffè 🙂');
    expect(touched(words, 7, 2)).toEqual({ anchor: 1, focus: 0 });
    expect(touched(words, 5, 6)).toBeNull();
    expect(touched(words, 3, 3)).toBeNull();
  });

  it('hold any selection, and begin and end with a word', () => {
    fc.assert(
      fc.property(text, fc.nat(40), fc.nat(40), (any, a, b) => {
        const [parts, length] = [wordsOf(any), lengthOf(any)];
        const [anchor, focus] = [a % (length + 1), b % (length + 1)];
        const reach = touched(parts, anchor, focus);
        if (!reach) return;
        const span = spanOf(parts, reach);
        expect(parts.some(({ start }) => start === span.start)).toBe(true);
        const inside = parts.filter((one) => one.stop > Math.min(anchor, focus) && one.start < Math.max(anchor, focus));
        expect(inside.every((one) => one.start >= span.start && one.stop <= span.stop)).toBe(true);
      }),
    );
  });

  it('surround what a proposal was found by', () => {
    expect(sliceOf(said, around(said, ['inglese', 'ore']))).toBe('inglese, 12 ore');
    expect(around(said, [])).toEqual({ start: 0, stop: lengthOf(said) });
  });
});

const code = (id: string, more: Partial<Code> = {}): Code => ({
  ...{ id, programme: 'p', labels: { it: id, en: id }, description: '', skill: null, colour: '#336699' },
  ...{ parent: null, place: 0, state: 'accepted', mergedInto: null, proposedBy: 'x', codings: 0, revision: 1 },
  ...more,
});

describe('the tree of codes', () => {
  const codes = [
    code('Tempo', { place: 2 }),
    code('Costo dei corsi', { place: 1 }),
    code('Viaggio', { parent: 'Costo dei corsi', place: 5 }),
    code('Alt', { parent: 'Costo dei corsi', place: 4, state: 'merged' }),
    code('Retta', { parent: 'Alt', place: 0 }),
    code('Età', { place: 3 }),
  ];
  const names = (lines: ReturnType<typeof linesOf>) => lines.map(({ label, depth }) => `${depth} ${label}`);

  it('is read from the top, in the order of places; below one that is gone lies below the next', () => {
    expect(names(linesOf(codes, 'it'))).toEqual(['0 Costo dei corsi', '1 Retta', '1 Viaggio', '0 Tempo', '0 Età']);
    expect(linesOf(codes, 'it').find(({ label }) => label === 'Viaggio')?.path).toEqual(['Costo dei corsi']);
  });

  it('is narrowed by the first letters: names that begin so, then their words, then what lies below', () => {
    const lines = linesOf(codes, 'it');
    const found = (typed: string) => filtered(lines, typed).map(({ label }) => label);
    expect(found('co')).toEqual(['Costo dei corsi', 'Retta', 'Viaggio']);
    expect(found('eta')).toEqual(['Età']);
    expect(found('cor')).toEqual(['Costo dei corsi', 'Retta', 'Viaggio']);
    expect(found('t')).toEqual(['Tempo', 'Costo dei corsi', 'Retta', 'Età', 'Viaggio']);
    expect(found('')).toHaveLength(5);
    expect(found('zzz')).toEqual([]);
  });

  it('tells what lies below a code, and where a step leads', () => {
    expect([...withBelow(codes, 'Costo dei corsi')]).toEqual(['Costo dei corsi', 'Viaggio', 'Alt', 'Retta']);
    const by = (id: string) => codes.find((one) => one.id === id)!;
    expect(placeAfterStep(codes, by('Tempo'), 'up')).toBeLessThan(1);
    expect(placeAfterStep(codes, by('Costo dei corsi'), 'down')).toBe(2.5);
    expect(placeAfterStep(codes, by('Età'), 'down')).toBeNull();
    expect(placeAfterStep(codes, by('Costo dei corsi'), 'up')).toBeNull();
    expect(lastPlace(codes, null)).toBe(4);
    expect(lastPlace(codes, 'Retta')).toBe(0);
  });
});

describe('lines under words', () => {
  const marks = [
    { id: 'a', start: 0, stop: 10 },
    { id: 'b', start: 4, stop: 6 },
    { id: 'c', start: 10, stop: 12 },
  ];
  it('lie side by side where they meet, and cut the text where they begin and end', () => {
    expect(inLanes(marks).map(({ mark, lane }) => [mark.id, lane])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ]);
    const cut = segmentsOf(14, marks).map(({ start, stop, lines }) => [start, stop, lines.map(({ mark }) => mark.id)]);
    expect(cut).toEqual([
      [0, 4, ['a']],
      [4, 6, ['a', 'b']],
      [6, 10, ['a']],
      [10, 12, ['c']],
      [12, 14, []],
    ]);
  });

  it('cover a text once, whatever the codings, and never share a lane', () => {
    const mark = fc.tuple(fc.nat(20), fc.nat(20)).map(([start, long]) => ({ start, stop: start + long }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(mark, { maxLength: 8 }), (length, some) => {
        const segments = segmentsOf(length, some);
        expect(segments.map(({ start }) => start)).toEqual([0, ...segments.slice(0, -1).map(({ stop }) => stop)]);
        expect(segments.at(-1)?.stop).toBe(length);
        for (const { lines } of segments) expect(new Set(lines.map(({ lane }) => lane)).size).toBe(lines.length);
      }),
    );
  });

  it('are dropped from the shortest on', () => {
    expect(shortestAt(marks, { start: 5, stop: 6 })?.id).toBe('b');
    expect(shortestAt(marks, { start: 12, stop: 14 })).toBeNull();
  });
});

describe('the digits', () => {
  it('stay with their code; a tenth takes the place of the one not used for longest', () => {
    const nine = recentOf([...'abcdefghi'], [...'abcdefghi']);
    expect(nine.slots.join('')).toBe('abcdefghi');
    const after = afterUse(afterUse(nine, 'a'), 'j');
    expect(after.slots.join('')).toBe('ajcdefghi');
    expect(afterUse(none, 'x')).toEqual({ slots: ['x'], used: ['x'] });
    expect(recentOf(['x', 'y'], ['y']).slots).toEqual(['y']);
  });
});

const pressed = (key: string, more: object = {}) =>
  keyOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('the keys', () => {
  it('move by words, lead to the box with the letter, and leave the browser its own', () => {
    expect(pressed('ArrowLeft', { shiftKey: true })).toEqual({ does: 'move', move: { to: 'previous', widen: true } });
    expect(pressed('a', { ctrlKey: true })).toEqual({ does: 'move', move: { to: 'all', widen: false } });
    expect(pressed('è')).toEqual({ does: 'type', letter: 'è' });
    expect(pressed('7')).toEqual({ does: 'digit', digit: 7 });
    expect(pressed('ArrowUp')).toEqual({ does: 'passage', step: -1 });
    for (const [key, more] of [
      ['c', { ctrlKey: true }],
      ['ArrowLeft', { altKey: true }],
      ['Tab'],
      ['0'],
      ['F5'],
    ] as const)
      expect([key, pressed(key, more)]).toEqual([key, null]);
  });
});

describe('the two readings of a session', () => {
  const task = (pass: 'first' | 'second', coder: string, state: 'open' | 'done' = 'open') => ({
    ...{ session: 's', pass, coder, state, revision: 1 },
  });
  it('are free one after the other, one for each person, and settled when both are done', () => {
    expect(standingOf([], 's', 'me')).toMatchObject({ own: null, free: 'first', settled: false });
    expect(standingOf([task('first', 'me')], 's', 'me')).toMatchObject({ own: { pass: 'first' }, free: null });
    expect(standingOf([task('first', 'you')], 's', 'me')).toMatchObject({ own: null, free: 'second' });
    expect(standingOf([task('first', 'you')], 'other', 'me').free).toBe('first');
    const both = [task('first', 'you', 'done'), task('second', 'me', 'done')];
    expect(standingOf(both, 's', 'third')).toMatchObject({ own: null, free: null, settled: true });
  });

  it('are judged by the bounds of the alpha', () => {
    expect([0.8, 0.79, 0.667, 0.66, -0.2, null].map(judged)).toEqual([
      ...['reliable', 'tentative', 'tentative', 'weak', 'weak', 'untold'],
    ]);
  });
});

describe('the history of codes', () => {
  it('says in words what was and what became', async () => {
    const m = await loadMessages('it');
    const codes = [code('Costo'), code('Tempo')];
    const known = { codes, skills: [{ value: 'english', text: 'Inglese' }], m, language: 'it' as const };
    const told = (what: CodeEventKind, detail: CodeEvent['detail']) =>
      eventInWords({ code: 'Tempo', seq: 1, what, who: 'x', day: '2026-06-15', detail }, known);
    const labels = (it: string) => ({ labels: { it, en: 'Time' } });
    expect([
      told('renamed', { was: labels('Ore'), is: labels('Tempo') }),
      told('renamed', { was: labels('Tempo'), is: labels('Tempo') }),
      told('moved', { was: { parent: null, place: 1 }, is: { parent: 'Costo', place: 2 } }),
      told('moved', { was: { place: 1 }, is: { place: 2 } }),
      told('linked', { was: { skill: null }, is: { skill: 'english' } }),
      told('linked', { was: { skill: 'english' }, is: { skill: null } }),
      told('merged', { into: 'Costo', codings: ['a', 'b'] }),
      told('accepted', { from: 'Costo', is: {} }),
    ]).toEqual([
      'da «Ore» a «Tempo».',
      'nome cambiato in un’altra lingua.',
      'spostato sotto: Costo.',
      'spostato nell’ordine.',
      'collegato alla competenza «Inglese».',
      'non più collegato a una competenza.',
      'unito a «Costo», con 2 tratti.',
      'nato da «Costo».',
    ]);
  });
});
