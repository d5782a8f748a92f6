import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf, hashOf, signer, start, type Link, type Stored } from '../../access/audit-entry.ts';
import { verifyChain } from '../../access/audit-verify.ts';
import { key, moment } from './audit-stage.ts';

const sign = signer(key);
const word = fc.stringMatching(/^[a-z0-9]{1,6}$/);
const entries = fc.array(
  fc.record({
    who: fc.option(word, { nil: null }),
    action: fc.constantFrom('figures.exact', 'response.erase', 'programme.load'),
    programme: fc.option(word, { nil: null }),
    object: word,
    detail: fc.dictionary(word, fc.oneof(word, fc.integer()), { maxKeys: 3 }),
  }),
  { minLength: 2, maxLength: 30 },
);
/** A chain as the program writes it, and two different places in it, the smaller first. */
const chains = entries.chain((list) => {
  const chain: Stored[] = [];
  for (const entry of list) {
    const last = chain.at(-1) ?? start;
    const place = { seq: last.seq + 1, batch: last.seq + 1, previous: last.hash };
    const content = contentOf(entry, '2026-06-15', moment);
    chain.push({ ...content, ...place, hash: hashOf(sign, content, place) });
  }
  const places = fc.uniqueArray(fc.integer({ min: 0, max: chain.length - 1 }), { minLength: 2, maxLength: 2 });
  return places.map((two) => ({ chain, places: two.toSorted((a, b) => a - b) as [number, number] }));
});

/** Verifies entries in pieces of seven, sorted by number as the table gives them. */
async function faultOf(chain: readonly Stored[], known: readonly Link[]) {
  const sorted = chain.toSorted((a, b) => a.seq - b.seq);
  const pieces = async function* () {
    for (let at = 0; at < sorted.length; at += 7) yield sorted.slice(at, at + 7);
  };
  return (await verifyChain(pieces, known, sign)).fault;
}

const columns = ['day', 'moment', 'who', 'action', 'programme', 'object', 'detail', 'previous', 'hash'] as const;
const property = (check: (chain: readonly Stored[], head: Link, places: [number, number]) => Promise<void>) =>
  fc.assert(fc.asyncProperty(chains, ({ chain, places }) => check(chain, chain.at(-1)!, places)));

describe('any chain', () => {
  it('that nobody touched is whole', () =>
    property(async (chain, head) => {
      expect(await faultOf(chain, [head])).toBeNull();
    }));

  it('tells the entry that was edited, whatever of it', () =>
    fc.assert(
      fc.asyncProperty(chains, fc.constantFrom(...columns), async ({ chain, places: [at] }, column) => {
        const edited = chain.map((entry, index) => (index === at ? { ...entry, [column]: 'other' } : entry));
        expect(await faultOf(edited, [chain.at(-1)!])).toEqual({ kind: 'edited', seq: at + 1, with: null });
      }),
    ));

  it('tells the entries that were dropped', () =>
    property(async (chain, head, [from, to]) => {
      const dropped = [...chain.slice(0, from), ...chain.slice(to)];
      expect(await faultOf(dropped, [head])).toEqual({ kind: 'dropped', seq: from + 1, with: to });
    }));

  it('tells an entry that was dropped when the others were numbered anew', () =>
    property(async (chain, head, [at]) => {
      const anew = [...chain.slice(0, at), ...chain.slice(at + 1).map((entry) => ({ ...entry, seq: entry.seq - 1 }))];
      expect(await faultOf(anew, [head])).toMatchObject({ kind: 'dropped', seq: at + 1 });
    }));

  it('tells two entries that changed places', () =>
    property(async (chain, head, [a, b]) => {
      const swapped = chain.map((entry, index) => {
        if (index === a) return { ...entry, seq: b + 1 };
        return index === b ? { ...entry, seq: a + 1 } : entry;
      });
      expect(await faultOf(swapped, [head])).toEqual({ kind: 'swapped', seq: a + 1, with: b + 1 });
    }));

  it('tells from where it was cut', () =>
    property(async (chain, head, [from]) => {
      expect(await faultOf(chain.slice(0, from), [head])).toEqual({ kind: 'cut', seq: from + 1, with: head.seq });
    }));

  it('is not the one of which somebody noted the end, when all of it was written anew', () =>
    property(async (chain, head, [at]) => {
      const noted = { seq: at + 1, hash: 'f'.repeat(64) };
      expect(await faultOf(chain, [head, noted])).toEqual({ kind: 'edited', seq: at + 1, with: null });
    }));

  it('is nothing to another key', () =>
    property(async (chain, head) => {
      const verdict = await verifyChain(
        async function* () {
          yield chain;
        },
        [head],
        signer(Buffer.alloc(32, 8)),
      );
      expect(verdict.fault).toMatchObject({ seq: 1 });
    }));
});
