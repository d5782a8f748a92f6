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

const small = (name: string) => name.trim().toLowerCase().replace(/\s+/g, ' ');

/** Finds a thing by its key or by one of its names; `many`: several go by this name. */
export interface Finder {
  readonly keys: readonly string[];
  find(name: string): string | 'many' | null;
}

export function finderOf(things: readonly Named[]): Finder {
  const keys = new Map(things.map(({ key }) => [small(key), key]));
  const byName = Map.groupBy(
    things.flatMap(({ key, names }) => [...new Set(names.map(small))].map((name) => ({ key, name }))),
    ({ name }) => name,
  );
  return {
    keys: things.map(({ key }) => key),
    find: (name) => {
      const found = byName.get(small(name)) ?? [];
      return keys.get(small(name)) ?? (found.length > 1 ? 'many' : (found[0]?.key ?? null));
    },
  };
}

/** A place by `level:code`, by its code, or by its name: of the same name a municipality, and one of the programme, comes first. */
export function placeFinderOf(places: readonly NamedPlace[]): Finder {
  const keys = new Set(places.map(({ key }) => key));
  const withName = places.flatMap((one) => [...new Set(one.names.map(small))].map((name) => ({ one, name })));
  const byName = Map.groupBy(withName, ({ name }) => name);
  const municipality = (code: string) => `municipality:${code.padStart(6, '0')}`;
  return {
    keys: [],
    find: (name) => {
      if (keys.has(name)) return name;
      if (/^\d{5,6}$/.test(name) && keys.has(municipality(name))) return municipality(name);
      const found = (byName.get(small(name)) ?? []).map(({ one }) => one);
      const inside = found.filter((one) => one.inside);
      const near = inside.length > 0 ? inside : found;
      const towns = near.filter(({ level }) => level === 'municipality');
      const best = towns.length > 0 ? towns : near;
      return best.length > 1 ? 'many' : (best[0]?.key ?? null);
    },
  };
}
