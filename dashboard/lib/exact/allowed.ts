/** Who may see exact figures; for the server, since rights are no matter of the browser's. */
import { grantsFor, type Person } from '../../../access.ts';
import type { Territory } from '../../../survey/contract.ts';
import type { Reach } from './reach.ts';

/** @returns null for whoever may see none of this survey */
export function reachOf(person: Person | null, programme: string, territories: readonly Territory[]): Reach | null {
  if (person === null) return null;
  const grants = grantsFor(person, 'figures.exact').filter(
    (grant) => (grant.programme === null || grant.programme === programme) && grant.organisation === null,
  );
  if (grants.some(({ territory }) => territory === null)) return { codes: null };
  const named = new Set(grants.map(({ territory }) => territory));
  const own = territories.filter(({ level, code }) => named.has(`${level}:${code}`));
  return own.length === 0 ? null : { codes: own.map(({ code }) => code) };
}
