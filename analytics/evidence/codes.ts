/** The codes of a programme in the order of their tree. */
import type { Localized } from '../../survey/contract.ts';
import type { EvidenceCode, Heard } from '../contract.ts';
import type { EvidenceContext } from './context.ts';

export interface StoredCode {
  readonly id: string;
  readonly parent: string | null;
  readonly labels: Localized;
  readonly skill: string | null;
}

/** Those that evidence counts, brothers in their order. */
export async function readCodes({ database }: EvidenceContext, programme: string): Promise<StoredCode[]> {
  const rows = await database.rows<Omit<StoredCode, 'labels'> & { labels: string }>(
    `SELECT id::VARCHAR AS id, parent::VARCHAR AS parent, labels, skill FROM code
     WHERE programme = $programme AND state IN ('accepted', 'retired') ORDER BY place, id`,
    { programme },
  );
  return rows.map((row) => ({ ...row, labels: JSON.parse(row.labels) as Localized }));
}

export const nothing: Heard = { statements: 0, participants: 0, sessions: 0 };

/** Each code under its parent; one whose parent is not among them stands at the top. */
export function inTreeOrder(codes: readonly StoredCode[], heard: ReadonlyMap<string, Heard>): EvidenceCode[] {
  const known = new Set(codes.map(({ id }) => id));
  const byParent = Map.groupBy(codes, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const under = (parent: string | null, depth: number): EvidenceCode[] =>
    (byParent.get(parent) ?? []).flatMap(({ id, labels, skill }) => [
      { id, labels, depth, skill, heard: heard.get(id) ?? nothing },
      ...under(id, depth + 1),
    ]);
  return under(null, 0);
}
