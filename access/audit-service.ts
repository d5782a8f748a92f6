/** Reading the audit, as far as a person's grants reach. */
import { z } from 'zod';
import { demand, grantsFor, may, type Person } from '../access.ts';
import type { Database } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import { choicesOf, csvOf, pageOf } from './audit-store.ts';
import type { OpenAudit } from './audit.ts';
import { AuditFilter, AuditQuery, type Audit, type AuditService, type AuditStanding } from './audit-contract.ts';

/** So long a verdict serves pages that only mention it: a long audit takes a while to read. */
export const freshFor = 5 * 60_000;

export function auditService(audit: OpenAudit, database: Pick<Database, 'rows'>, now: () => Date): AuditService {
  let standing: Promise<AuditStanding> | null = null;
  let readAt = -Infinity;
  const readAll = (): Promise<AuditStanding> => {
    const moment = now();
    readAt = moment.getTime();
    standing = audit.verify().then((verdict) => ({ ...verdict, verifiedAt: moment.toISOString() }));
    standing.catch(() => (readAt = -Infinity));
    return standing;
  };
  return {
    page: async (person, input) => {
      allow(person, input);
      return pageOf(database, parse(AuditQuery, input));
    },
    choices: async (person) => {
      if (may(person, 'audit.read', {})) return { everything: true, ...(await choicesOf(database, null)) };
      const programmes = programmesOf(person);
      if (programmes.length === 0) demand(person, 'audit.read', {});
      return { everything: false, ...(await choicesOf(database, programmes)) };
    },
    csv: async (person, input) => {
      allow(person, input);
      return exportAudit(audit, database, idOf(person), input);
    },
    verify: async (person) => {
      demand(person, 'audit.read', {});
      const { verifiedAt: _, ...verdict } = await readAll();
      return verdict;
    },
    standing: async (person) => {
      demand(person, 'audit.read', {});
      return standing && now().getTime() - readAt < freshFor ? standing : readAll();
    },
  };
}

/**
 * What a filter lets through, as CSV in pieces, for whom nobody asks any more; it is noted first.
 * @param who  the account, or `command`
 * @throws Problem `unknown_parameter`
 */
export async function exportAudit(
  audit: Audit,
  database: Pick<Database, 'rows'>,
  who: string,
  input: unknown,
): Promise<AsyncIterable<string>> {
  const filter = parse(AuditFilter, input);
  const { programme = null } = filter;
  await audit.record(null, { who, action: 'audit.export', programme, object: 'audit', detail: withoutGaps(filter) });
  return csvOf(database, filter);
}

const withoutGaps = (filter: AuditFilter): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));

/** @throws Problem `sign_in_needed`, `not_found`, before anything is said about the query */
function allow(person: Person | null, input: unknown): void {
  const { programme } = z.object({ programme: z.string().optional() }).safeParse(input).data ?? {};
  demand(person, 'audit.read', programme === undefined ? {} : { programme });
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw queryProblem(parsed.error.issues[0], input);
}

const said: Readonly<Record<string, string>> = { from: 'YYYY-MM-DD', to: 'YYYY-MM-DD', before: '1…', limit: '1…500' };

function queryProblem(issue: z.core.$ZodIssue | undefined, input: unknown): Problem {
  if (issue?.code === 'unrecognized_keys')
    return new Problem('unknown_parameter', { parameter: '?', value: short(issue.keys[0]), known: parameters });
  const parameter = String(issue?.path[0] ?? '?');
  const value = short((input as Readonly<Record<string, unknown>>)[parameter]);
  return new Problem('unknown_parameter', { parameter, value, known: said[parameter] ?? 'A–Z a–z 0–9 _ . : @ -' });
}

const parameters = Object.keys(AuditQuery.shape).join(', ');
const short = (value: unknown) => String(value).slice(0, 80);

/** The programmes of which somebody may read all. */
function programmesOf(person: Person | null): string[] {
  const grants = person ? grantsFor(person, 'audit.read') : [];
  const whole = grants.filter(({ territory, organisation }) => territory === null && organisation === null);
  return [...new Set(whole.flatMap(({ programme }) => programme ?? []))].toSorted();
}

/** Whoever gets so far has signed in. */
function idOf(person: Person | null): string {
  if (!person) throw new Problem('sign_in_needed');
  return person.id;
}
