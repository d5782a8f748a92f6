/** How long the forms of interest are kept, as their programme promised; and erasing what is kept no longer. */
import type { Database, Transaction } from '../../data/database.server.ts';
import type { InterestKind } from '../contract.ts';
import type { ProgrammeReference } from '../programme/reference.ts';
import type { Keep } from '../programme/schema-reference.ts';
import { eraseInterests, readInterests, type StoredInterest } from './store.ts';

type Declared = Pick<StoredInterest, 'kind' | 'consentedOn'>;

/** The last day on which a form is kept; null where its programme, loaded before that was asked, does not say. */
export type KeptUntil = (form: Declared) => string | null;

/** What a programme promises. */
export async function keptUntilOf(reference: Pick<ProgrammeReference, 'forms'>, programme: string): Promise<KeptUntil> {
  const forms = (await reference.forms(programme)) ?? {};
  return ({ kind, consentedOn }) => {
    const keep: Keep | undefined = forms[kind]?.keep;
    if (!keep) return null;
    return 'until' in keep ? keep.until : monthsAfter(consentedOn, keep.months);
  };
}

/** The same day of a later month, or its last one: 31 August and six months give 28 February. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Forms of one kind that were erased because their time was over. */
export interface Purged {
  readonly programme: string;
  readonly kind: InterestKind;
  readonly count: number;
}

export interface PurgeOptions {
  readonly database: Pick<Database, 'write'>;
  readonly reference: Pick<ProgrammeReference, 'forms'>;
  readonly today: string;
  /** notes it in the audit, in the transaction that erases */
  readonly onPurge: (tx: Transaction, purged: Purged) => Promise<void>;
}

/** Erases every form whose last day is past, those that were taken back too; nothing is left of them. */
export async function purgeInterests({ database, reference, today, onPurge }: PurgeOptions): Promise<Purged[]> {
  return database.write(async (tx) => {
    const rows = await readInterests(tx, 'true', {});
    const over: StoredInterest[] = [];
    for (const [programme, own] of Map.groupBy(rows, (row) => row.programme)) {
      const keptUntil = await keptUntilOf(reference, programme);
      over.push(...own.filter((row) => (keptUntil(row) ?? today) < today));
    }
    if (over.length === 0) return [];
    await eraseInterests(
      tx,
      over.map(({ id }) => id),
    );
    const purged = [...Map.groupBy(over, ({ programme, kind }) => `${programme} ${kind}`).values()].map((own) => {
      const [{ programme, kind }] = own as [StoredInterest];
      return { programme, kind, count: own.length };
    });
    for (const one of purged) await onPurge(tx, one);
    return purged;
  });
}
