import { describe, expect, it } from 'vitest';
import { lasting } from '../../../dashboard/lib/notes/lasting.ts';
import { patience } from '../../../dashboard/lib/notes/rounds.ts';
import {
  arrive,
  choose,
  depart,
  due,
  inOrder,
  remove,
  type,
  waiting,
  write,
} from '../../../dashboard/lib/notes/notebook.ts';
import { empty, withHeld } from '../../../dashboard/lib/notes/opening.ts';
import { round } from '../../../dashboard/lib/notes/sync.ts';
import { linesFor, themesOf } from '../../../dashboard/lib/session/themes.ts';
import { connection, Device, note, Records } from './room.ts';

describe('a notebook', () => {
  it('sends in the order of writing, and shows in the order of speaking', () => {
    const book = write(write(empty, 'b', note('dopo', 2)), 'a', note('prima', 1));
    expect(due(book)?.id).toBe('b');
    expect(inOrder(book).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('says why the server does not take a statement, goes on with the others, and tries again when it is changed', () => {
    const refused = arrive(write(empty, 'a', note('x')), 'a', { state: 'refused', reason: 'troppo lungo' });
    const book = write(refused, 'b', note('y'));
    expect(due(book)?.id).toBe('b');
    expect(waiting(book)).toBe(2);
    expect(due(write(book, 'a', note('z')))?.note?.text).toBe('z');
    expect(due(withHeld(empty, book))?.id).toBe('a');
  });

  it('keeps a rewriting with the words that it rewrites, where both versions are kept', () => {
    const theirs = { revision: 2, note: note('loro') };
    const sent = depart(write(write(empty, 'a', note('prima')), 'a', note('mio')), {
      id: 'a',
      note: note('mio'),
      base: 1,
    });
    const asked = arrive(type(sent, 'a', note('mio, detto meglio')), 'a', { state: 'conflict', theirs });
    const book = write(choose(asked, 'a', 'both', 'b'), 'b', note('mio, detto meglio'));
    expect(inOrder(book).map(({ id, wanted, draft }) => [id, wanted?.text, draft])).toEqual([
      ['a', 'loro', null],
      ['b', 'mio, detto meglio', null],
    ]);
    expect(choose(asked, 'a', 'both', 'b').get('b')?.draft?.note.text).toBe('mio, detto meglio');
  });

  it('forgets a statement that never left, and asks the server to remove one that may have', () => {
    expect(remove(write(empty, 'a', note('x')), 'a').size).toBe(0);
  });
});

describe('a round', () => {
  it('sends nothing while somebody else, or nobody, is signed in', async () => {
    const [device, records] = [new Device(), new Records()];
    device.act((book) => write(book, 'a', note('mio')));
    for (const [who, reach] of [
      ['bea', 'stranger'],
      [null, 'signed_out'],
    ] as const) {
      const server = { ...connection(records, []), who: async () => who };
      expect(await round(device, server)).toBe(reach);
    }
    expect([records.texts(), waiting(device.book())]).toEqual([[], 1]);
  });

  it('is tried again after 1, 2, 4 seconds, and then every quarter of a minute', () => {
    expect([1, 2, 3, 5, 50].map(patience)).toEqual([1000, 2000, 4000, 15_000, 15_000]);
  });
});

describe('what the pages of a session write', () => {
  it('tells how long it has lasted', () => {
    expect([0, 65_000, 3_725_900].map(lasting)).toEqual(['0:00', '1:05', '1:02:05']);
  });

  it('keeps the key of a theme whose words change, and gives a new one a key that no other had', () => {
    expect(themesOf(['t1', 't3', '', ''], ['Costo', ' Orari ', '', 'Distanza'])).toEqual([
      { key: 't1', label: 'Costo' },
      { key: 't3', label: 'Orari' },
      { key: 't4', label: 'Distanza' },
    ]);
    expect(linesFor([])).toHaveLength(5);
    expect(linesFor(Array.from({ length: 12 }, (_, at) => ({ key: `t${at}`, label: 'x' })))).toHaveLength(12);
  });
});
