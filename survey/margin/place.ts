/** The places of a programme that margins are made for, each with the municipalities that make it up. */
import { readTerritories, type TerritoryLevel } from '../../data/territory.ts';
import type { Programme } from '../programme/programme.ts';

export interface MarginPlace {
  /** level and code: `region:17` */
  readonly name: string;
  /** ISTAT codes */
  readonly municipalities: readonly string[];
}

/**
 * The programme's own territory and what lies in it at the levels; none for a programme of several countries.
 * @param levels  such as `province`, `area`, `municipality`
 */
export function marginPlaces({ programme: { territory }, areas }: Programme, levels: readonly string[]): MarginPlace[] {
  if (!('code' in territory)) return [];
  const inside = readTerritories().filter(
    (one) => one.level === 'municipality' && [one.code, one.province, one.region].includes(territory.code),
  );
  const group = (level: TerritoryLevel, of: (one: (typeof inside)[number]) => string | null) =>
    [...Map.groupBy(inside, of)].map(([code, list]) => ({
      name: `${level}:${code}`,
      municipalities: list.map((one) => one.code),
    }));
  const codes = inside.map(({ code }) => code);
  const parts: Partial<Record<string, () => MarginPlace[]>> = {
    region: () => group('region', ({ region }) => region),
    province: () => group('province', ({ province }) => province),
    area: () => areas.map(({ code, municipalities }) => ({ name: `area:${code}`, municipalities })),
    municipality: () => group('municipality', ({ code }) => code),
  };
  const whole = { name: `${territory.level}:${territory.code}`, municipalities: codes };
  const below = levels.filter((level) => level !== territory.level).flatMap((level) => parts[level]?.() ?? []);
  return [whole, ...below];
}
