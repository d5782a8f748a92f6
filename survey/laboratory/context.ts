/** What the register of laboratories stands on. */
import { demand, type AuditEntry, type Person } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { Localized } from '../contract.ts';
import type { ProgrammeReference } from '../programme/reference.ts';
import type { Registry } from '../registry/registry.ts';

export interface LaboratoryOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'programme'>;
  readonly reference: Pick<ProgrammeReference, 'organisations' | 'laboratories'>;
  /** YYYY-MM-DD */
  readonly today: () => string;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
}

/** @throws Problem sign_in_needed; not_found, the same for who may not and for what is not there */
export function enter({ registry }: LaboratoryOptions, who: Person | null, programme: string): Person {
  demand(who, 'laboratory.edit', { programme }, programme);
  registry.programme(programme);
  return who!;
}

/** From now on the list is the staff's: loading the programme folder leaves it alone. */
export async function keep(tx: Connection, programme: string, today: string): Promise<void> {
  await tx.run('INSERT INTO laboratory_kept VALUES (?, ?::DATE) ON CONFLICT DO NOTHING', [programme, today]);
}

/** The skills of a programme, by key. */
export async function skillsOf(
  reader: Pick<Database, 'rows'>,
  programme: string,
): Promise<ReadonlyMap<string, Localized>> {
  const rows = await reader.rows<{ key: string; it: string; en: string }>(
    'SELECT key, label_it AS it, label_en AS en FROM skill WHERE programme = ? ORDER BY key',
    [programme],
  );
  return new Map(rows.map(({ key, it, en }) => [key, { it, en }]));
}

/** @throws Problem unknown_reference */
export function knownOnly(names: readonly string[], known: ReadonlyMap<string, unknown>): void {
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) throw new Problem('unknown_reference', { value: unknown });
}
