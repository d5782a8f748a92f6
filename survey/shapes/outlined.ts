/** Which levels of a programme are drawn as official outlines. */
import type { Connection } from '../../data/database.server.ts';
import { isMost } from '../../data/shape-official.ts';
import { readDrawn } from '../../data/shape-table.ts';
import { readTerritoryTable } from '../../data/territory-table.ts';
import type { TerritoryRow } from '../../data/territory.ts';
import type { OutlinedLevel } from '../contract.ts';
import { codesOf, ProgrammeContent } from '../programme/schema.ts';

type Reader = Pick<Connection, 'rows'>;
type Drawn = Awaited<ReturnType<typeof readDrawn>>;

/** By programme: the levels of which at least half of its territories have an outline that was imported. */
export async function outlinedLevels(reader: Reader): Promise<ReadonlyMap<string, readonly OutlinedLevel[]>> {
  const drawn = await readDrawn(reader);
  if (drawn.size === 0) return new Map();
  const found = new Map<string, readonly OutlinedLevel[]>();
  const rows = await reader.rows<{ id: string; content: string }>('SELECT id, content FROM programme');
  for (const { id, content } of rows) {
    const codes = codesOf(ProgrammeContent.parse(JSON.parse(content)).programme.territory);
    const inside = (await readTerritoryTable(reader, id)).filter((place) => isInside(place, codes));
    found.set(id, levelsOf(inside, drawn));
  }
  return found;
}

const isInside = ({ code, province, region, country }: TerritoryRow, codes: readonly string[]): boolean =>
  [code, province, region, country].some((one) => one !== null && codes.includes(one));

function levelsOf(places: readonly TerritoryRow[], drawn: Drawn): OutlinedLevel[] {
  const has = ({ code }: TerritoryRow, level: 'region' | 'province' | 'municipality') =>
    drawn.get(level)?.has(code) ?? false;
  const isOutlined = (level: 'region' | 'province' | 'municipality') => {
    const own = places.filter((place) => place.level === level);
    return isMost(own.filter((place) => has(place, level)).length, own.length);
  };
  const members = places.filter(({ level, area }) => level === 'municipality' && area !== null);
  const areas = isMost(members.filter((place) => has(place, 'municipality')).length, members.length);
  const levels = (['region', 'province', 'municipality'] as const).filter(isOutlined);
  return areas ? [...levels, 'area'] : levels;
}
