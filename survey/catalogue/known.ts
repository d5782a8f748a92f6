/** What a catalogue may name: skills, groups and bodies of the programme, and places; by key or by their names. */
import type { Connection } from '../../data/database.server.ts';
import { readTerritoryTable } from '../../data/territory-table.ts';
import type { CatalogueChoices } from '../contract.ts';
import type { ProgrammeReference } from '../programme/reference.ts';
import { codesOf } from '../programme/schema.ts';
import type { Registry } from '../registry/registry.ts';

/** A thing and the words it goes by; plain, so that a thread can be given it. */
export interface Named {
  readonly key: string;
  readonly names: readonly string[];
}

/** `inside`: the programme's own. */
export interface NamedPlace extends Named {
  readonly level: string;
  readonly inside: boolean;
}

export interface Known {
  readonly skills: readonly Named[];
  readonly groups: readonly Named[];
  readonly providers: readonly Named[];
  readonly places: readonly NamedPlace[];
}

export interface KnownSource {
  readonly database: Pick<Connection, 'rows'>;
  readonly registry: Pick<Registry, 'programme'>;
  readonly reference: Pick<ProgrammeReference, 'organisations'>;
}

export async function readKnown({ database, registry, reference }: KnownSource, programme: string): Promise<Known> {
  const { programme: settings, targetGroups } = registry.programme(programme);
  const skills = await database.rows<{ key: string; it: string; en: string }>(
    'SELECT key, label_it AS it, label_en AS en FROM skill WHERE programme = ? ORDER BY key',
    [programme],
  );
  const bodies = await reference.organisations(programme);
  const whole = codesOf(settings.territory).map((code) => `${settings.territory.level}:${code}`);
  const territories = await readTerritoryTable(database, programme);
  return {
    skills: skills.map(({ key, it, en }) => ({ key, names: [it, en] })),
    groups: targetGroups.map(({ key, label }) => ({ key, names: [label.it, label.en] })),
    providers: bodies.map(({ key, name }) => ({ key, names: [name] })),
    places: territories.map(({ level, code, name, nameEn, area, province, region, country }) => ({
      ...{ key: `${level}:${code}`, level, names: [name, ...(nameEn ? [nameEn] : [])] },
      inside:
        area !== null ||
        [`${level}:${code}`, `province:${province}`, `region:${region}`, `country:${country}`].some((one) =>
          whole.includes(one),
        ),
    })),
  };
}

/** The same for a form. */
export function choicesOf({ skills, groups, providers }: Known): CatalogueChoices {
  const titled = ({ key, names: [it = key, en = it] }: Named) => ({ key, title: { it, en } });
  return { skills: skills.map(titled), groups: groups.map(titled), providers: providers.map(titled) };
}
