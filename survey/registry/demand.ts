/** The variables of places wanted, as the registry holds them; they are derived, never asked. */
import type { Localized } from '../contract.ts';
import { demandColumnOf, demandMissing, type DemandName } from '../typed/demand.ts';
import type { CompiledVariable } from './registry.ts';

const labels = {
  demand: { it: 'Posti richiesti', en: 'Places wanted' },
  demandInPerson: { it: 'Posti richiesti, solo in presenza', en: 'Places wanted, in person only' },
  demandOnline: { it: 'Posti richiesti, solo online', en: 'Places wanted, online only' },
  demandEither: { it: 'Posti richiesti, in presenza o online', en: 'Places wanted, in person or online' },
} satisfies Record<DemandName, Localized>;

/**
 * `demand` and its three parts, each with the skills of `need` as categories. Sensitive where an answer behind it is.
 * @param asked  the variables of the codebook
 */
export function demandVariables(asked: ReadonlyMap<string, CompiledVariable>): CompiledVariable[] {
  const behind = [...asked.values()].filter(({ role }) => role === 'need' || role === 'intention');
  const need = behind.find(({ role, type }) => role === 'need' && type === 'multiple');
  if (need === undefined) return [];
  return (Object.keys(demandColumnOf) as DemandName[]).map((name) => ({
    ...{ name, role: 'demand', label: labels[name], type: 'multiple', dimension: false, scale: null },
    ...{ flagged: behind.some(({ flagged }) => flagged), categories: need.categories, missing: [...need.missing] },
    ...{ versions: [...need.versions], table: 'answer', column: demandColumnOf[name], missingColumn: demandMissing },
  }));
}
