import type { Localized, ProgrammeAbout, SeparateForm } from '../contract.ts';
import type { Registry } from '../registry/registry.ts';
import type { ProgrammeReference } from './reference.ts';

/** Reads what a programme says of itself. @throws Problem not_found */
export async function programmeAbout(
  registry: Pick<Registry, 'programme'>,
  reference: Pick<ProgrammeReference, 'forms'>,
  id: string,
): Promise<ProgrammeAbout> {
  const { programme } = registry.programme(id);
  const forms = Object.entries((await reference.forms(id)) ?? {}) as [SeparateForm['kind'], { title?: Localized }][];
  return {
    description: programme.description ?? null,
    dataProtection: programme.dataProtection ?? null,
    forms: forms.flatMap(([kind, { title }]) => (title ? [{ kind, title }] : [])),
  };
}
