/** Figures about laboratories: the gap in hours, and the readiness of organisations by name. */
import type { Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { ProgrammeReference } from '../../survey/programme/reference.ts';
import type { LaboratoryService } from '../../survey/contract.ts';
import type { Attributions } from '../../survey/register/attribution.ts';
import type { Registry } from '../../survey/registry/registry.ts';
import type { LaboratoryFigures } from '../contract.ts';
import { labGap, tellingHours } from './gap.ts';
import { readinessWave } from './readiness.ts';
import type { Published } from './wanted.ts';

export interface LaboratoryFiguresOptions {
  readonly database: Pick<Database, 'rows'>;
  readonly analytics: Published;
  readonly registry: Pick<Registry, 'programme' | 'entries'>;
  readonly reference: Pick<ProgrammeReference, 'laboratories' | 'organisations' | 'targetProfile'>;
  readonly laboratories: Pick<LaboratoryService, 'list' | 'weeks'>;
  readonly attributions: Pick<Attributions, 'named'>;
}

export function createLaboratoryFigures(options: LaboratoryFiguresOptions): LaboratoryFigures {
  const { database, analytics, registry, reference, laboratories, attributions } = options;
  const profileOf = async (programme: string) => {
    registry.programme(programme);
    return reference.targetProfile(programme);
  };
  return {
    gap: async (programme, query) => {
      const weeks = laboratories.weeks(programme);
      if (weeks === null) throw new Problem('not_found', { value: programme });
      const told = await laboratories.list(programme);
      const labels = new Map(told.flatMap(({ skills }) => skills.map(({ key, label }) => [key, label] as const)));
      const entry = tellingHours(registry, programme);
      const sources = { programme, entry, labels, weeks, laboratories: await reference.laboratories(programme) };
      return labGap(analytics, sources, query);
    },
    hasReadiness: async (programme) => (await profileOf(programme)) !== null,
    readiness: async (programme) => {
      const profile = await profileOf(programme);
      if (profile === null) throw new Problem('not_found', { value: programme });
      const { lowest, highest, by, about, dimensions } = profile;
      const items = profile.items.map(({ now: _, wanted: __, ...item }) => item);
      const sources = { database, attributions, profile, organisations: await reference.organisations(programme) };
      const entries = registry
        .entries()
        .filter(({ compiled }) => compiled.programme === programme && compiled.instrument === profile.instrument)
        .filter(({ settings, life }) => settings.attributed === true && !['draft', 'pilot'].includes(life.state))
        .toSorted((a, b) => a.settings.opensOn.localeCompare(b.settings.opensOn));
      const waves = await Promise.all(entries.map((entry) => readinessWave(sources, entry)));
      return {
        programme,
        profile: { lowest, highest, by, about, dimensions, items },
        waves: waves.filter((one) => one !== null),
      };
    },
  };
}
