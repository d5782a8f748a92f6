/** How a survey treats people under the age of consent: the privacy officer decides, and the database keeps it. */
import { demand, type AuditEntry, type Person } from '../../access.ts';
import type { Database, Transaction } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { MinorsRoute } from '../contract.ts';
import type { Registry } from '../registry/registry.ts';

interface MinorsServices {
  readonly database: Database;
  readonly registry: Registry;
  readonly today: () => string;
  /** writes the decision into the audit, in the transaction that stores it */
  readonly record: (tx: Transaction, entry: AuditEntry) => Promise<void>;
}

/**
 * Sets the route of a survey; it holds from the next answer on.
 * @throws Problem `sign_in_needed`, `not_found` (for who may not, and for a survey that asks nobody that young)
 */
export async function setMinorsRoute(
  { database, registry, today, record }: MinorsServices,
  person: Person | null,
  survey: string,
  input: MinorsRoute,
): Promise<void> {
  const entry = registry.find(survey);
  demand(person, 'privacy.manage', entry ? { programme: entry.compiled.programme } : {}, survey);
  if (!entry?.minors) throw new Problem('not_found', { value: survey });
  const [route, { programme }] = [MinorsRoute.parse(input), entry.compiled];
  await database.write(async (tx) => {
    await tx.run(
      `INSERT INTO minors_route (survey, route, decided_on) VALUES (?, ?, ?::DATE)
       ON CONFLICT (survey) DO UPDATE SET route = excluded.route, decided_on = excluded.decided_on`,
      [survey, route, today()],
    );
    await record(tx, { who: person!.id, action: 'survey.minors', programme, object: survey, detail: { route } });
  });
  await registry.reload();
}
