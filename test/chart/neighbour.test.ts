import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neighbourOf, type Place, type Way } from '../../dashboard/lib/chart/neighbour.ts';

const ways: readonly Way[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
const place = (key: string, x: number, y: number): Place => ({ key, x, y });

/** Where the arrows lead from each mark. */
const leads = (places: readonly Place[]) =>
  new Map(places.map(({ key }) => [key, ways.flatMap((way) => neighbourOf(places, key, way) ?? [])]));

/** All that arrows lead to from a mark. */
function reachedFrom(found: ReturnType<typeof leads>, start: string): ReadonlySet<string> {
  const seen = new Set([start]);
  for (const key of seen) for (const next of found.get(key) ?? []) seen.add(next);
  return seen;
}

describe('arrows on a map', () => {
  const cross = [
    place('middle', 0, 0),
    place('north', 1, -10),
    place('south', -2, 12),
    place('east', 9, 3),
    place('far east', 30, 0),
    place('west', -8, -1),
  ];

  it('lead to the nearest mark that way', () => {
    expect(ways.map((way) => neighbourOf(cross, 'middle', way))).toEqual(['north', 'south', 'west', 'east']);
    expect(neighbourOf(cross, 'east', 'ArrowRight')).toBe('far east');
  });

  it('lead sideways where nothing lies straight ahead, and nowhere at the edge', () => {
    const slant = [place('a', 0, 0), place('b', 1, 9)];
    expect(neighbourOf(slant, 'a', 'ArrowRight')).toBe('b');
    expect(neighbourOf(slant, 'b', 'ArrowRight')).toBeNull();
    expect(neighbourOf(slant, 'nobody', 'ArrowUp')).toBeNull();
  });

  it('always go that way', () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 400 }) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 40 }), fc.constantFrom(...ways), (points, way) => {
        const places = points.map(({ x, y }, at) => place(String(at), x, y));
        const next = places.find(({ key }) => key === neighbourOf(places, '0', way));
        const [from] = places;
        if (!next || !from) return;
        const moved = { ArrowUp: from.y - next.y, ArrowDown: next.y - from.y }[way as 'ArrowUp' | 'ArrowDown'];
        expect(moved ?? (way === 'ArrowRight' ? next.x - from.x : from.x - next.x)).toBeGreaterThan(0);
      }),
    );
  });

  it('reach each of Basilicata’s 131 municipalities from any', () => {
    const places = municipalities();
    expect(places).toHaveLength(131);
    const found = leads(places);
    for (const { key } of places) expect(reachedFrom(found, key).size).toBe(131);
  });
});

/** Where the municipalities stand, in degrees; up is up. */
function municipalities(): Place[] {
  const file = new URL('../../data/geography/territory.csv', import.meta.url);
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const columns = head.split(',');
  const value = (cells: readonly string[], name: string) => cells[columns.indexOf(name)] ?? '';
  return lines
    .map((line) => line.split(','))
    .filter((cells) => value(cells, 'level') === 'municipality' && value(cells, 'region') === '17')
    .map((cells) => place(value(cells, 'code'), Number(value(cells, 'longitude')), -Number(value(cells, 'latitude'))));
}
