import { feature } from 'topojson-client';
import { describe, expect, it } from 'vitest';
import { openShapes } from '../../data/shape.ts';
import type { ShapeTopology } from '../../data/shape.ts';
import { readTerritoryTable, seedEverybodys, seedTerritories } from '../../data/territory-table.ts';
import { readAreas, readTerritories, territoriesWithin } from '../../data/territory.ts';
import type { AreaSeed, TerritoryRow } from '../../data/territory.ts';
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
      const table = await readTerritoryTable(database, 'basilicata');
      expect(table).toMatchObject(rows);
      expect(table.map(({ id }) => id)).toEqual(rows.map((_row, index) => index + 1));
      const withoutAreas = rows.filter(({ level }) => level !== 'area').map((row) => ({ ...row, area: null }));
      for (const other of ['other', null])
        expect(await readTerritoryTable(database, other)).toMatchObject(withoutAreas);
    });
  });

  it('holds all of Italy with its parents, written once', async () => {
    await withDatabase(async (database) => {
      await database.write(seedEverybodys);
      await database.write((tx) => seedTerritories(tx, 'basilicata', rows));
      await database.write(seedEverybodys);
      const table = await readTerritoryTable(database, 'basilicata');
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
      const before = await readTerritoryTable(database, 'basilicata');
      const [first, second] = [present(areas[0]), present(areas[1])];
      const others = areas.slice(2);
      const merged: AreaSeed = { ...first, municipalities: [...first.municipalities, ...second.municipalities] };
      const changed = territoriesWithin('17', [merged, ...others]);
      await database.write((tx) => seedTerritories(tx, 'basilicata', changed));
      const after = await readTerritoryTable(database, 'basilicata');
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
      const [left] = await database.rows('SELECT count(*)::INTEGER AS n FROM programme_area');
      expect(left).toEqual({ n: 0 });
    });
  });

  it('lets two programmes divide one region, each in its own way and by codes of its own', async () => {
    await withDatabase(async (database) => {
      const potenza = territoriesWithin('076', halves('076'));
      await database.write((tx) => seedTerritories(tx, 'basilicata', rows));
      await database.write((tx) => seedTerritories(tx, 'potenza', potenza));
      expect(areasOf(await readTerritoryTable(database, 'basilicata'))).toEqual(areasOf(rows));
      expect(areasOf(await readTerritoryTable(database, 'potenza'))).toEqual(areasOf(potenza));
      await database.write((tx) => seedTerritories(tx, 'potenza', territoriesWithin('076', [])));
      expect(areasOf(await readTerritoryTable(database, 'basilicata'))).toEqual(areasOf(rows));
      expect(areasOf(await readTerritoryTable(database, 'potenza'))).toEqual([]);
    });
  });

  it('holds a code once in a programme, however often it is loaded', async () => {
    const [first, second] = halves('076') as [AreaSeed, AreaSeed];
    expect(() => territoriesWithin('076', [first, { ...second, code: first.code }])).toThrow(/two areas have the code/);
    await withDatabase(async (database) => {
      for (const list of [rows, territoriesWithin('17', []), rows, rows])
        await database.write((tx) => seedTerritories(tx, 'basilicata', list));
      expect(await database.rows('SELECT code FROM territory GROUP BY level, code HAVING count(*) > 1')).toEqual([]);
    });
  });
});

/** The municipalities of a province in two areas whose codes Basilicata uses too. */
function halves(province: string): AreaSeed[] {
  const codes = readTerritories().flatMap((one) =>
    one.level === 'municipality' && one.province === province ? [one.code] : [],
  );
  const half = (code: string, municipalities: string[]): AreaSeed => {
    return { code, label: { it: code, en: code }, province, municipalities };
  };
  return [half('PZ1', codes.slice(0, 30)), half('PZ2', codes.slice(30))];
}

/** Municipality and area, and the areas themselves, in the order of their codes. */
const areasOf = (table: readonly TerritoryRow[]) =>
  table
    .flatMap(({ level, code, area, name }) =>
      area !== null || level === 'area' ? [[code, area ?? name].join(' ')] : [],
    )
    .sort();
