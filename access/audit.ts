/** The audit: everything that counts is noted here, in a chain that shows whether it was touched afterwards. */
import { join } from 'node:path';
import type { Database, Transaction } from '../data/database.server.ts';
import { contentOf, hashOf, signer, start, type Content, type Link, type Sign, type Stored } from './audit-entry.ts';
import { openHead, type Head } from './audit-head.ts';
import { chainOf, insertEntries, tailOf } from './audit-store.ts';
import { follows, verifyChain } from './audit-verify.ts';
import type { AuditEntry } from '../access.ts';
import type { Audit, AuditVerdict } from './audit-contract.ts';

export interface AuditOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  /** DATA_DIR, where `audit-head` lies */
  readonly directory: string;
  /** the server's key */
  readonly key: Buffer;
  readonly now: () => Date;
  /** YYYY-MM-DD, the day of a moment where the surveys are held */
  readonly dayOf: (moment: Date) => string;
}

export interface OpenAudit extends Audit {
  /** Reads everything again. @param noted  an end of the chain that somebody wrote down elsewhere */
  verify(noted?: Link): Promise<AuditVerdict>;
  /** Call it after the database was closed. */
  close(): Promise<void>;
}

/** Opens the audit of a database; an audit that is not whole is opened too, and says so in `verify` for ever. */
export async function openAudit({ database, directory, key, now, dayOf }: AuditOptions): Promise<OpenAudit> {
  const sign = signer(key);
  const head = await openHead(join(directory, 'audit-head'), sign);
  const { reach, doubt } = await resume(database, head, sign);
  const chain = chainWriter(head, reach, sign);
  const alone = sharedWrites(database, chain.append);
  const noted = (entry: AuditEntry) => {
    const moment = now();
    return contentOf(entry, dayOf(moment), moment);
  };
  return {
    record: async (tx, entry) => (tx ? chain.append(tx, [noted(entry)]) : alone(noted(entry))),
    verify: async (noted) => {
      const known = [chain.reach(), ...(noted ? [noted] : [])];
      const verdict = await verifyChain(() => chainOf(database), known, sign);
      return doubt && verdict.fault?.kind === 'cut'
        ? { ...verdict, fault: { ...verdict.fault, kind: 'head' } }
        : verdict;
    },
    close: head.close,
  };
}

/**
 * Where the chain goes on. The head file may be one transaction behind, when the process died between the two. If it says
 * anything else than the table, or nothing, a number is left out: so the place stays visible whatever is noted later.
 */
async function resume(
  reader: Pick<Database, 'rows'>,
  head: Head,
  sign: Sign,
): Promise<{ reach: Link; doubt: boolean }> {
  const known = head.found ?? start;
  const rows = await tailOf(reader, known.seq);
  const last = rows.at(-1) ?? start;
  if (last.seq <= known.seq) return { reach: known, doubt: false };
  const batch = known.seq + 1;
  const isNext = rows.every((row, index) => row.batch === batch && follows(row, rows[index - 1] ?? known, sign));
  if (!head.found || !isNext) return { reach: { seq: last.seq + 1, hash: last.hash }, doubt: true };
  await head.write(last);
  return { reach: last, doubt: false };
}

/** Hangs entries on the chain inside a transaction. Transactions come one after the other, so the end is known. */
function chainWriter(head: Head, reach: Link, sign: Sign) {
  let end = reach;
  const underWay = new WeakMap<Transaction, Link>();
  const begin = (tx: Transaction): Link => {
    tx.afterCommit(async () => {
      end = underWay.get(tx) ?? end;
      await head.write(end);
    });
    return end;
  };
  return {
    reach: () => end,
    append: async (tx: Transaction, contents: readonly Content[]): Promise<void> => {
      const batch = end.seq + 1;
      const entries: Stored[] = [];
      let link = underWay.get(tx) ?? begin(tx);
      for (const content of contents) {
        const place = { seq: link.seq + 1, batch, previous: link.hash };
        const hash = hashOf(sign, content, place);
        entries.push({ ...content, ...place, hash });
        link = { seq: place.seq, hash };
      }
      underWay.set(tx, link);
      await insertEntries(tx, entries);
    },
  };
}

type Append = (tx: Transaction, contents: readonly Content[]) => Promise<void>;

/** Notes entries that belong to no transaction: those that come while one batch is stored share the next. */
function sharedWrites(database: Pick<Database, 'write'>, append: Append): (content: Content) => Promise<void> {
  let waiting: Content[] = [];
  let next: Promise<void> | null = null;
  return (content) => {
    waiting.push(content);
    next ??= database.write((tx) => {
      const contents = waiting;
      [waiting, next] = [[], null];
      return append(tx, contents);
    });
    return next;
  };
}
