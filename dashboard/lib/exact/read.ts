/** The exact figures of a view, for a page: noted in the audit before they are read. */
import type { Person } from '../../../access.ts';
import type { EstimateQuery } from '../../../analytics/contract.ts';
import type { Figures } from '../explore/scene.ts';
import { named } from '../explore/queries.ts';
import type { FigureName } from '../explore/queries.ts';
import type { Services } from '../services.ts';

type Named = readonly [FigureName, EstimateQuery];

/** The same questions, about the answers as they are now. */
export const exactly = (queries: readonly Named[]): [FigureName, EstimateQuery][] =>
  queries.map(([name, query]) => [name, { ...query, view: 'exact' }]);

/** @throws Problem sign_in_needed, exact_not_allowed, not_found */
export async function readExact(
  { exact }: Services,
  person: Person | null,
  survey: string,
  queries: readonly Named[],
): Promise<Figures> {
  const asked = exactly(queries);
  const answers = await exact.estimates(
    person,
    survey,
    asked.map(([, query]) => query),
  );
  return named(asked, answers);
}
