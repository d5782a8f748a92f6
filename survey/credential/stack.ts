/** A passport as planners compose it: published as a whole, as the next version. */
import type { z } from 'zod';
import type { AuditEntry, Person } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import type { Sentence } from '../../problem-entry.ts';
import { Problem } from '../../problem.ts';
import { Passport, type PassportStack, type PublishedPassport } from '../contract.ts';
import { demandKey } from './element.ts';
import { keysOfRule } from './rule.ts';
import { publishContent, readNewest, readVersion } from './store.ts';

interface StackOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  readonly today: () => string;
}

const partNames: Readonly<Record<keyof Passport, Sentence>> = {
  title: { it: 'titolo, in italiano e in inglese', en: 'title, in Italian and in English' },
  about: { it: 'in una frase, in italiano e in inglese', en: 'in one sentence, in Italian and in English' },
  awardingBodies: { it: 'chi lo rilascia', en: 'who awards it' },
  rule: {
    it: 'che cosa serve (almeno una microcredenziale, e non più di quante ce ne sono fra cui scegliere)',
    en: 'what it takes (at least one microcredential, and no more than there are to choose among)',
  },
};

/** @throws Problem credential_faulty, passport_faulty, unknown_reference, revision_conflict */
export async function stack(
  { database, audit, today }: StackOptions,
  { id: who }: Person,
  { programme, key }: { readonly programme: string; readonly key: string },
  { version: read, content: given }: PassportStack,
): Promise<PublishedPassport> {
  demandKey(key);
  const content = complete(given);
  await database.write(async (tx) => {
    const held = await readVersion(tx, 'passport', programme, key);
    if ((held?.version ?? 0) !== read) throw new Problem('revision_conflict', { value: held?.version ?? 0 });
    const known = new Set((await readNewest(tx, 'credential', programme)).map((one) => one.key));
    const strange = keysOfRule(content.rule).find((one) => !known.has(one));
    if (strange !== undefined) throw new Problem('unknown_reference', { value: strange });
    const common = { programme, key, today: today(), who, demo: false };
    const version = await publishContent(tx, { ...common, kind: 'passport', content });
    await audit.record(tx, { who, action: 'credential.stack', programme, object: key, detail: { version } });
  });
  return (await readVersion(database, 'passport', programme, key))!;
}

/** @throws Problem passport_faulty, which names every part that is not as it should be */
function complete(given: PassportStack['content']): Passport {
  if (isDeeper(given.rule, deepest)) throw new Problem('passport_faulty', { value: partNames.rule });
  const parsed = Passport.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Problem('passport_faulty', { value: namesOf(parsed.error.issues) });
}

/** Groups inside groups: what nobody can read is no rule, and one without end would exhaust whoever reads it. */
const deepest = 5;

function isDeeper(rule: unknown, left: number): boolean {
  if (typeof rule !== 'object' || rule === null) return false;
  const { all, of } = rule as Readonly<Record<string, unknown>>;
  const parts = [all, of].flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : []));
  return left === 0 || parts.some((part) => isDeeper(part, left - 1));
}

function namesOf(issues: readonly z.core.$ZodIssue[]): Sentence {
  const parts = new Set(issues.map(({ path: [first] }) => first));
  const named = (Object.keys(partNames) as (keyof Passport)[]).filter((part) => parts.has(part));
  const inWords = (language: 'it' | 'en') => named.map((part) => partNames[part][language]).join('; ') || 'content';
  return { it: inWords('it'), en: inWords('en') };
}
