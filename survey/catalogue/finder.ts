/** Finds what a cell names, by key or by its names. Apart from the database: the thread of a check is given it as plain data. */
import type { Named, NamedPlace } from './known.ts';

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
