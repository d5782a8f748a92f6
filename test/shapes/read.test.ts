import { describe, expect, it } from 'vitest';
import { geoArea, geoBounds } from 'd3-geo';
import { feature } from 'topojson-client';
import type { OfficialTopology } from '../../data/shape-table.ts';
import { zip } from '../../survey/zip.ts';
import { present } from '../support/geography.ts';
import { dbfOf, inMetres, istatZip, shapeZip, shpOf, square, threeTowns, utm32 } from '../support/shapefile.ts';
import { geoJson, refusal, tryFile } from './stage.ts';

const matera = { properties: { istat: 77014, name: 'Matera' }, ring: square(16.5, 40.55) };
const policoro = { properties: { istat: 77021, name: 'Policoro' }, ring: square(16.7, 40.15) };
const shapesOf = (topology: string) => {
  const parsed = JSON.parse(topology) as OfficialTopology;
  return feature(parsed, present(Object.values(parsed.objects)[0])).features;
};
const byIstat = { property: 'istat' };

describe('ISTAT’s zip', () => {
  it('brings municipalities, provinces and regions, from metres to degrees', async () => {
    const { parts, levels } = await tryFile(istatZip());
    expect(parts.map(({ level, region, codes }) => [level, region, codes])).toEqual([
      ['municipality', '17', ['077014', '077021']],
      ['province', '17', ['077']],
      ['region', '17', ['17']],
    ]);
    const [first] = shapesOf(present(parts[0]).topology);
    expect(first?.geometry).toMatchObject({ type: 'MultiPolygon' });
    const [[west, south], [east, north]] = geoBounds(present(first));
    [west, south, east, north].forEach((end, at) => expect(end).toBeCloseTo([16.5, 40.55, 16.7, 40.75][at] ?? 0, 2));
    expect(levels[0]).toMatchObject({ property: 'PRO_COM_T', matched: 2, records: 3 });
  });

  it('is held against the list: what only one of them has is listed with its name', async () => {
    const { levels } = await tryFile(istatZip());
    expect(levels[0]?.notInList).toEqual([{ code: '077999', name: 'Cittanuova' }]);
    expect(levels[0]?.notOnMap).toHaveLength(129);
    expect(levels[0]?.notOnMap).toContainEqual({ code: '077001', name: 'Accettura' });
  });

  it('lists a record without geometry, and keeps the others', async () => {
    const empty = { fields: { PRO_COM_T: '077001', COMUNE: 'Accettura' }, rings: [] };
    const { levels } = await tryFile(istatZip([...threeTowns, empty]));
    expect(levels[0]).toMatchObject({ matched: 2, empty: [{ code: '077001', name: 'Accettura' }] });
    expect(levels[0]?.notOnMap).toContainEqual({ code: '077001', name: 'Accettura' });
  });

  it('is read in the encoding that it says, and by Windows’ own where it says none', async () => {
    const towns = [{ fields: { PRO_COM_T: '077999', COMUNE: 'Forlì' }, rings: [] }, ...threeTowns];
    for (const encoding of ['utf8', 'latin1'] as const) {
      const { levels } = await tryFile(shapeZip({ path: 'x', rows: towns, encoding }));
      expect(levels[0]?.notInList).toEqual([{ code: '077999', name: 'Forlì' }]);
    }
  });

  it('names the layers when it is not clear which one is meant, and takes the one that is chosen', async () => {
    const rows = threeTowns;
    const two = shapeZip({ path: 'a/one', rows }, { path: 'b/two', rows });
    expect(await refusal(two)).toEqual(['shapes_layer', expect.stringContaining('There are: one, two.')]);
    expect((await tryFile(two, { layer: 'two' })).levels[0]?.layer).toBe('two');
    expect((await refusal(two, { layer: 'three' }))[0]).toBe('shapes_layer');
  });

  it('names a coordinate system that cannot be read, and a layer that says none', async () => {
    const foreign = utm32.replaceAll('WGS_1984', 'Monte_Mario').replaceAll('D_WGS', 'D_Monte');
    const named = await refusal(shapeZip({ path: 'x', rows: threeTowns, prj: foreign }));
    expect(named).toEqual(['shapes_projection', expect.stringContaining('Monte_Mario_UTM_Zone_32N')]);
    const unknown = utm32.replace('Transverse_Mercator', 'Nobodys_Projection');
    expect((await refusal(shapeZip({ path: 'x', rows: threeTowns, prj: unknown })))[0]).toBe('shapes_projection');
    const silent = await refusal(shapeZip({ path: 'x', rows: threeTowns, prj: null }));
    expect(silent).toEqual(['shapes_projection', expect.stringContaining('.prj?')]);
  });
});

describe('GeoJSON and TopoJSON', () => {
  it('take any property as code, and give a number back the zeros that it lost', async () => {
    const { levels } = await tryFile(geoJson([matera, policoro]), byIstat);
    expect(levels[0]).toMatchObject({ property: 'istat', matched: 2, notInList: [] });
    const veneto = { properties: { k: 5 }, ring: square(12, 45.5) };
    expect((await tryFile(geoJson([veneto]), { level: 'region', property: 'k' })).parts[0]?.codes).toEqual(['05']);
  });

  it('list their properties with examples while none is chosen', async () => {
    const [code, detail] = await refusal(geoJson([{ ...matera, id: 'a1' }, policoro]));
    expect(code).toBe('shapes_need_property');
    expect(detail).toContain(
      'istat (77014, 77021…; 2 recognised); name (Matera, Policoro…; 0 recognised); id (a1…; 0 recognised)',
    );
    expect((await refusal(geoJson([matera]), { property: 'nothing' }))[0]).toBe('shapes_need_property');
  });

  it('say which codes they have when none is in the list', async () => {
    const [code, detail] = await refusal(geoJson([matera]), { property: 'name' });
    expect([code, detail]).toEqual(['shapes_no_match', expect.stringContaining('for example Matera')]);
  });

  it('give countries by their codes, Greece by both of hers', async () => {
    const athens = { properties: { c: 'EL' }, ring: square(22, 38, 2) };
    expect((await tryFile(geoJson([athens]), { level: 'country', property: 'c' })).parts[0]).toMatchObject({
      ...{ level: 'country', region: '', codes: ['GR'] },
    });
  });

  it('hold several records of a code as one territory', async () => {
    const { parts } = await tryFile(geoJson([matera, { ...matera, ring: square(16.9, 40.55) }]), byIstat);
    const [one, ...more] = shapesOf(present(parts[0]).topology);
    expect(more).toEqual([]);
    expect((one?.geometry as { coordinates: unknown[] }).coordinates).toHaveLength(2);
  });

  it('are refused in a system of metres, by name, and in no degrees, by record', async () => {
    const crs = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3003' } } };
    expect(await refusal(geoJson([matera], crs), byIstat)).toEqual([
      'shapes_projection',
      expect.stringContaining('EPSG::3003'),
    ]);
    const metres = { ...matera, ring: inMetres(matera.ring) };
    const [code, detail] = await refusal(geoJson([policoro, metres]), byIstat);
    expect([code, detail]).toEqual(['shapes_geometry', expect.stringContaining('record 2')]);
  });

  it('are refused where longitude and latitude are swapped', async () => {
    const swapped = matera.ring.map(([x, y]) => [y, x] as const);
    expect((await refusal(geoJson([{ ...matera, ring: swapped }]), byIstat))[0]).toBe('shapes_elsewhere');
  });
});

describe('TopoJSON', () => {
  // two squares beside each other, from one border that both have, on a grid
  const arcs = [
    [[1, 0], [0, 1]],
    [[1, 1], [-1, 0], [0, -1], [1, 0]],
    [[1, 0], [1, 0], [0, 1], [-1, 0]],
  ]; // prettier-ignore
  const geometries = [
    { type: 'Polygon', arcs: [[0, 1]], properties: { kodas: '077014', name: 'Matera' } },
    { type: 'Polygon', arcs: [[2, -1]], properties: { kodas: '077021', name: 'Policoro' } },
  ];
  const twins = { type: 'GeometryCollection', geometries };
  const file = (objects: object) => {
    const transform = { scale: [0.2, 0.2], translate: [16.5, 40.35] };
    return Buffer.from(JSON.stringify({ type: 'Topology', transform, arcs, objects }));
  };

  it('is read from its grid, by whatever property has the codes, and gives what the same GeoJSON gives', async () => {
    const { parts, levels } = await tryFile(file({ whatever: twins }), { property: 'kodas' });
    expect(levels[0]).toMatchObject({ property: 'kodas', records: 2, matched: 2, notInList: [] });
    const rows = ['077014', '077021'].map((kodas, at) => {
      return { properties: { kodas }, ring: square(16.5 + 0.2 * at, 40.35) };
    });
    const same = await tryFile(geoJson(rows), { property: 'kodas' });
    const sizes = (made: typeof same) => shapesOf(present(made.parts[0]).topology).map((one) => [one.id, geoArea(one)]);
    expect(sizes({ parts, levels })).toEqual(sizes(same));
  });

  it('lists its properties, and its layers where there are several', async () => {
    expect(await refusal(file({ whatever: twins }))).toEqual([
      'shapes_need_property',
      expect.stringContaining('kodas (077014, 077021…; 2 recognised)'),
    ]);
    const several = file({ first: geometries[0], second: twins });
    expect(await refusal(several, { property: 'kodas' })).toEqual([
      'shapes_layer',
      expect.stringContaining('There are: first, second.'),
    ]);
    const matched = async (layer: string) => (await tryFile(several, { property: 'kodas', layer })).levels[0]?.matched;
    expect([await matched('first'), await matched('second')]).toEqual([1, 2]);
  });
});

describe('broken geometry', () => {
  const areaOf = async (ring: typeof matera.ring) => {
    const { parts, levels } = await tryFile(geoJson([{ ...matera, ring }]), byIstat);
    return { area: geoArea(present(shapesOf(present(parts[0]).topology)[0])), levels };
  };

  it('is closed where a ring is open, and said', async () => {
    const { area, levels } = await areaOf(matera.ring.slice(0, -1));
    expect(area).toBeCloseTo((await areaOf(matera.ring)).area, 9);
    expect(levels[0]?.closedRings).toBe(1);
  });

  it('is turned round where a polygon is inside out: none covers the rest of the world', async () => {
    const { area } = await areaOf(matera.ring.toReversed());
    expect(area).toBeLessThan(1e-4);
    expect(area).toBeCloseTo((await areaOf(matera.ring)).area, 9);
  });

  it('is drawn where a ring crosses itself', async () => {
    const [x, y] = [16.5, 40.55];
    const { area } = await areaOf([
      [x, y],
      [x + 0.2, y + 0.2],
      [x + 0.2, y],
      [x, y + 0.1],
      [x, y],
    ]);
    expect(area).toBeLessThan(1e-4);
  });

  it('leaves out a ring without an inside, and keeps an island smaller than any bend', async () => {
    const holed = {
      type: 'Polygon',
      coordinates: [
        matera.ring,
        [
          [16.6, 40.6],
          [16.6, 40.6],
          [16.6, 40.6],
        ],
      ],
    };
    const { levels } = await tryFile(geoJson([{ ...matera, geometry: holed, ring: undefined }] as never), byIstat);
    expect(levels[0]?.droppedRings).toBe(1);
    const rock = await areaOf(square(16.6, 40.6, 0.0004));
    expect(rock.area).toBeGreaterThan(1e-11);
  });

  it.each([
    ['a point', { type: 'Point', coordinates: [16.6, 40.6] }, 'no polygon'],
    ['a text for a number', { type: 'Polygon', coordinates: [[['a', 1]]] }, 'no number'],
    ['no list', { type: 'Polygon', coordinates: 3 }, 'no list'],
  ])('is named by its record: %s', async (_, geometry, says) => {
    const [code, detail] = await refusal(geoJson([policoro, { properties: { istat: 77014 }, geometry }]), byIstat);
    expect([code, detail]).toEqual(['shapes_geometry', expect.stringMatching(`record 2: .*${says}`)]);
  });
});

describe('a hostile file', () => {
  const layer = { 'x.shp': shpOf(threeTowns), 'x.dbf': dbfOf(threeTowns), 'x.prj': Buffer.from(utm32) };

  it('that is something else is refused by its name', async () => {
    for (const bytes of [Buffer.from('%PDF-1.7'), Buffer.alloc(0), Buffer.from('{"type":"FeatureCollection"')])
      expect((await refusal(bytes))[0]).toBe('shapes_format');
    expect((await refusal(zip({ 'readme.txt': Buffer.from('x') })))[0]).toBe('shapes_format');
    expect((await refusal(Buffer.from('PK but no zip')))[0]).toBe('unreadable_file');
  });

  it('that unpacks to more than it says, or to too much, is refused before it fills the memory', async () => {
    const bomb = zip({ ...layer, 'x.dbf': Buffer.alloc(8 * 1024 ** 2) });
    const lying = Buffer.from(bomb);
    const at = lying.lastIndexOf('x.dbf') - 46;
    lying.writeUInt32LE(1_000, at + 24);
    expect((await refusal(lying))[0]).toBe('unreadable_file');
    lying.writeUInt32LE(0xfffffff0, at + 24);
    expect(await refusal(lying)).toEqual(['unreadable_file', expect.stringContaining('too much')]);
  });

  it('whose names lead out of the archive writes nothing: entries are bytes under a name', async () => {
    const outward = Object.fromEntries(Object.entries(layer).map(([name, bytes]) => [`../../../etc/${name}`, bytes]));
    expect((await tryFile(zip(outward))).levels[0]).toMatchObject({ layer: 'x', matched: 2 });
  });

  it('with a thousand layers, or a torn one, is refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`${at}.shp`, Buffer.alloc(1)]));
    expect((await refusal(zip(many)))[0]).toBe('unreadable_file');
    const torn = { ...layer, 'x.shp': Buffer.from(layer['x.shp']).subarray(0, 180) };
    expect((await refusal(zip(torn)))[0]).toMatch(/^shapes_(geometry|format)$/);
    const header = Buffer.from(layer['x.shp']);
    header.writeInt32LE(2 ** 30, 100 + 8 + 40);
    expect((await refusal(zip({ ...layer, 'x.shp': header })))[0]).toBe('shapes_geometry');
  });

  it('whose topology points nowhere is refused', async () => {
    const arcs = { type: 'Topology', arcs: [], objects: { a: { type: 'Polygon', arcs: [[7]], id: '077014' } } };
    expect((await refusal(Buffer.from(JSON.stringify(arcs)), { property: 'id' }))[0]).toBe('shapes_format');
  });
});
