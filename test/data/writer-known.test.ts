import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnownIds } from '../../data/writer-known.ts';
import { uuidOf } from '../support/entry.ts';

const wordsOf = (id: string) => [
  Number.parseInt(id.slice(0, 8), 16),
  Number.parseInt(id.slice(9, 18).replace('-', ''), 16),
];

describe('the identifiers that are there', () => {
  it('are all known, added one by one or read from the database, and no other is', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { maxLength: 300 }), fc.array(fc.uuid(), { maxLength: 300 }), (some, others) => {
        const known = new KnownIds();
        some.forEach((id) => known.add(id));
        known.addWords(Uint32Array.from(others.flatMap(wordsOf)));
        const all = new Set([...some, ...others]);
        expect([...all].every((id) => known.has(id))).toBe(true);
        const strangers = Array.from({ length: 200 }, (_, index) => uuidOf(`stranger ${index}`));
        expect(strangers.filter((id) => known.has(id))).toEqual([]);
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('may be many: 200,000 of them, no confusion', () => {
    const known = new KnownIds();
    const ids = Array.from({ length: 200_000 }, (_, index) => uuidOf(`${index}`));
    ids.forEach((id) => known.add(id));
    expect(ids.every((id) => known.has(id))).toBe(true);
    expect(Array.from({ length: 200_000 }, (_, index) => uuidOf(`other ${index}`)).some((id) => known.has(id))).toBe(
      false,
    );
  });
});
