/** Whether an audit is as it was written; if not, the first entry that is not, and what was done to it. */
import { hashOf, start, type Link, type Sign, type Stored } from './audit-entry.ts';
import type { AuditFault, AuditVerdict } from './audit-contract.ts';

/** The entries in the order of their numbers, in pieces. It can be read again. */
export type Chain = () => AsyncIterable<readonly Stored[]>;

/** @param known  ends of the chain that are known from elsewhere; entries beyond them are as good as their hashes */
export async function verifyChain(chain: Chain, known: readonly Link[], sign: Sign): Promise<AuditVerdict> {
  const reach = Math.max(...known.map(({ seq }) => seq));
  let [last, entries]: [Link, number] = [start, 0];
  for await (const piece of chain())
    for (const entry of piece) {
      if (!follows(entry, last, sign)) return { entries, last, fault: await explain(chain, last, entry, reach, sign) };
      if (known.some(({ seq, hash }) => seq === entry.seq && hash !== entry.hash))
        return { entries, last, fault: { kind: 'edited', seq: entry.seq, with: null } };
      [last, entries] = [{ seq: entry.seq, hash: entry.hash }, entries + 1];
    }
  return { entries, last, fault: last.seq < reach ? { kind: 'cut', seq: last.seq + 1, with: reach } : null };
}

/** Whether an entry is the next one and bears the hash that it was given. */
export function follows(entry: Stored, last: Link, sign: Sign): boolean {
  return entry.seq === last.seq + 1 && entry.previous === last.hash && isWhole(entry, sign);
}

const isWhole = (entry: Stored, sign: Sign) => hashOf(sign, entry, entry) === entry.hash;

/** What happened where `found` stands in place of the entry that follows `last`. */
async function explain(chain: Chain, last: Link, found: Stored, reach: number, sign: Sign): Promise<AuditFault> {
  const seq = last.seq + 1;
  if (found.seq < seq) return { kind: 'added', seq: found.seq, with: null };
  const elsewhere = await search(chain, (other) => other.seq !== seq && belongs(other, seq, found, sign));
  if (elsewhere) return { kind: 'swapped', seq, with: elsewhere.seq };
  if (found.seq > seq) return { kind: 'dropped', seq, with: found.seq - 1 };
  if (await search(chain, (other) => follows(other, last, sign))) return { kind: 'added', seq, with: null };
  if (isWhole(found, sign)) return { kind: 'added', seq, with: null };
  return wasNumbered(found, reach, sign) ? { kind: 'dropped', seq, with: seq } : { kind: 'edited', seq, with: null };
}

/** Whether an entry was written as number `seq`: moved there with its hash, or its content alone, beside `there`'s hash. */
function belongs(entry: Stored, seq: number, there: Stored, sign: Sign): boolean {
  if (hashOf(sign, entry, { ...entry, seq }) === entry.hash) return true;
  return there.seq === seq && hashOf(sign, entry, there) === there.hash;
}

/** Whether an entry is as it was written but for its number. */
function wasNumbered(entry: Stored, reach: number, sign: Sign): boolean {
  for (let seq = 1; seq <= reach; seq++) if (hashOf(sign, entry, { ...entry, seq }) === entry.hash) return true;
  return false;
}

async function search(chain: Chain, wanted: (entry: Stored) => boolean): Promise<Stored | undefined> {
  for await (const piece of chain()) {
    const found = piece.find(wanted);
    if (found) return found;
  }
  return undefined;
}
