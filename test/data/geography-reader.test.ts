import { feature } from 'topojson-client';
import { describe, expect, it } from 'vitest';
import { openShapes } from '../../data/shape.ts';
import type { ShapeTopology } from '../../data/shape.ts';
import { readTerritoryTable, seedItaly, seedTerritories } from '../../data/territory-table.ts';
import { readAreas, readTerritories, territoriesWithin } from '../../data/territory.ts';
import type { AreaSeed } from '../../data/territory.ts';
import { withDatabase } from '../support/database.ts';
import { geographyText, present, shapesOf, squareKilometres } from '../support/geography.ts';
import type { NamedTopology } from '../support/geography.ts';

const areas = readAreas(new URL('../../data/programme/basilicata/areas.json', import.meta.url));
const rows = territoriesWithin('17', areas);
const shapes = openShapes(rows);
const codesOf = (answer: ShapeTopology, object: string) => answer.objects[object]?.geometries.map(({ id }) => id);

describe('shapes', () => {
  it('of the provinces of Basilicata are its two outlines and nothing else', () => {
    const answer = shapes('province', '17');
    expect(codesOf(answer, 'provinces')).toEqual(['076', '077']);
    expect(answer.missing).toEqual([]);
    expect(answer.source).toMatch(/Natural Earth/);
    expect(answer.vintage).toMatch(/\d{4}/);
    expect(JSON.stringify(answer).length).toBeLessThan(5_000);
  });

  it('keep their form when they are taken out of the whole', () => {
    const whole = shapesOf(JSON.parse(geographyText('italy.topojson')) as NamedTopology, 'provinces');
    for (const { code } of readTerritories().filter(({ level }) => level === 'region')) {
      const part = shapesOf(shapes('province', code) as unknown as NamedTopology, 'provinces');
      for (const [id, shape] of part) expect(shape.geometry).toEqual(whole.get(id)?.geometry);
    }
  });

  it('tell how far they reach', () => {
    const answer = shapes('province', '17');
    const all = [...shapesOf(answer as unknown as NamedTopology, 'provinces').values()];
    const positions = all.flatMap(({ geometry }) =>
      geometry.type === 'Polygon'
        ? geometry.coordinates.flat()
        : 'coordinates' in geometry
          ? geometry.coordinates.flat(2)
          : [],
    ) as [number, number][];
    const ends = [0, 1].map((axis) => positions.map((one) => one[axis as 0 | 1]));
    const lowest = ends.map((values) => Math.min(...values));
    const highest = ends.map((values) => Math.max(...values));
    [...lowest, ...highest].forEach((end, at) => expect(answer.bbox?.[at]).toBeCloseTo(end, 9));
  });

  it('of a region alone are that region', () => {
    expect(codesOf(shapes('region', '17'), 'regions')).toEqual(['17']);
    expect(codesOf(shapes('region'), 'regions')).toHaveLength(20);
  });

  it('let the region stand for Sardinia’s provinces, and list them as missing', () => {
    const answer = shapes('province', '20');
    expect(codesOf(answer, 'provinces')).toEqual(['20']);
    expect(answer.missing).toEqual(['090', '091', '092', '095', '111']);
    const [island] = shapesOf(answer as unknown as NamedTopology, 'provinces').values();
    expect(Math.round(squareKilometres(present(island)) / 1000)).toBe(24);
  });

  it('of areas and municipalities are points that know what contains them', () => {
    const answer = shapes('municipality', 'PZ3');
    const points = feature(answer, present(answer.objects.municipalities));
    expect(points.features.map(({ properties }) => properties?.name)).toEqual([
      'Lavello',
      'Maschito',
      'Montemilone',
      'Venosa',
    ]);
    expect(points.features[0]).toMatchObject({
      geometry: { type: 'Point', coordinates: [15.7892, 41.0477] },
      properties: { province: '076', region: '17', area: 'PZ3' },
    });
    expect(answer.source).toMatch(/GeoNames \(CC BY 4.0\)/);
    expect(codesOf(shapes('area', '17'), 'areas')).toHaveLength(areas.length);
  });

  it('list a municipality without a point as missing', () => {
    const mantova = openShapes(territoriesWithin('03', []))('municipality', '098');
    expect(mantova.missing).toContain('098062');
  });

  it('are made once', () => {
    expect(shapes('province', '17')).toBe(shapes('province', '17'));
  });

  it('refuse a level or a place that does not exist, naming those that do', () => {
    expect(() => shapes('district')).toThrow(/region, province, area, municipality/);
    expect(() => shapes('province', '99')).toThrow(/"99".*01, 02.*20/s);
    expect(() => shapes('municipality', '03')).toThrow(/Allowed: 17/);
  });
});

describe('the table of territories', () => {
  it('gives back what was written, parents by code', async () => {
    await withDatabase(async (database) => {
      await database.write((tx) => seedTerritories(tx, 'basilicata', rows));
      const table = await readTerritoryTable(database);
      expect(table).toMatchObject(rows);
      expect(table.map(({ id }) => id)).toEqual(rows.map((_row, index) => index + 1));
      const owners = new Set(table.map(({ level, programme }) => `${level} ${programme}`));
      expect([...owners]).toEqual(['region null', 'province null', 'area basilicata', 'municipality null']);
    });
  });

  it('holds all of Italy with its parents, written once', async () => {
    await withDatabase(async (database) => {
      await database.write(seedItaly);
      await database.write((tx) => seedTerritories(tx, 'basilicata', rows));
      await database.write(seedItaly);
      const table = await readTerritoryTable(database);
      const count = (level: string) => table.filter((one) => one.level === level).length;
      expect(['region', 'province', 'area', 'municipality'].map(count)).toEqual([20, 107, areas.length, 7_896]);
      expect(table.find(({ code }) => code === '058091')).toMatchObject({
        name: 'Roma',
        province: '058',
        region: '12',
      });
      expect(table.find(({ code }) => code === '076063')).toMatchObject({ name: 'Potenza', area: 'PZ1' });
    });
  });

  it('keeps every id when a Region replaces the areas', async () => {
    await withDatabase(async (database) => {
      await database.write((tx) => seedTerritories(tx, 'basilicata', rows));
      const before = await readTerritoryTable(database);
      const [first, second] = [present(areas[0]), present(areas[1])];
      const others = areas.slice(2);
      const merged: AreaSeed = { ...first, municipalities: [...first.municipalities, ...second.municipalities] };
      const changed = territoriesWithin('17', [merged, ...others]);
      await database.write((tx) => seedTerritories(tx, 'basilicata', changed));
      const after = await readTerritoryTable(database);
      const idOf = new Map(before.map(({ level, code, id }) => [`${level} ${code}`, id]));
      expect(after.filter(({ level, code, id }) => idOf.get(`${level} ${code}`) !== id)).toEqual([]);
      expect(after.some(({ code }) => code === second.code)).toBe(false);
      expect(after.find(({ code }) => code === second.municipalities[0])?.area).toBe(first.code);
    });
  });

  it('forgets the areas of a programme that no longer has any', async () => {
    await withDatabase(async (database) => {
      await database.write((tx) => seedTerritories(tx, 'basilicata', rows));
      await database.write((tx) => seedTerritories(tx, 'basilicata', territoriesWithin('17', [])));
      const [left] = await database.rows('SELECT count(area_id)::INTEGER AS n FROM territory');
      expect(left).toEqual({ n: 0 });
    });
  });

  it('lets two programmes call an area by the same code', async () => {
    await withDatabase(async (database) => {
      const area = present(areas[0]);
      const lombardy = readTerritories().filter(
        ({ level, province }) => level === 'municipality' && province === '020',
      );
      const theirs = { ...area, province: '020', municipalities: lombardy.map(({ code }) => code) };
      await database.write((tx) => seedTerritories(tx, 'basilicata', rows));
      await database.write((tx) => seedTerritories(tx, 'mantova', territoriesWithin('020', [theirs])));
      const table = await readTerritoryTable(database);
      const same = table.filter(({ level, code }) => level === 'area' && code === area.code);
      expect(same.map(({ programme, province }) => [programme, province])).toEqual([
        ['basilicata', '076'],
        ['mantova', '020'],
      ]);
    });
  });
});
