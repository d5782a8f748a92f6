import { geoBounds } from 'd3-geo';
import { merge, neighbors } from 'topojson-client';
import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../data/csv.ts';
import { readTerritories } from '../../data/territory.ts';
import { geographyText, present, shapesOf, squareKilometres } from '../support/geography.ts';
import type { NamedTopology, Shape } from '../support/geography.ts';

const read = (file: string) => JSON.parse(geographyText(file)) as NamedTopology;
const [italy, partners] = [read('italy.topojson'), read('partners.topojson')];
const [regions, provinces] = [shapesOf(italy, 'regions'), shapesOf(italy, 'provinces')];
const [countries, divisions] = [shapesOf(partners, 'countries'), shapesOf(partners, 'divisions')];
const crosswalk = parseCsv(
  geographyText('crosswalk.csv'),
  ['country', 'source', 'source_name', 'level', 'code', 'name'],
  'crosswalk.csv',
);
const asShape = (geometry: Geometry) => ({ type: 'Feature' as const, properties: {}, geometry });
const sum = (shapes: Iterable<Shape>) => [...shapes].reduce((area, shape) => area + squareKilometres(shape), 0);

describe('the outlines of Italy', () => {
  const codes = (level: string) =>
    readTerritories()
      .filter((one) => one.level === level)
      .map(({ code }) => code);

  it('draw all regions and all provinces but Sardinia’s, which its region stands for', () => {
    const sardinian = ['090', '091', '092', '095', '111'];
    expect([...regions.keys()]).toEqual(codes('region'));
    expect([...provinces.keys()].sort()).toEqual(
      [...codes('province').filter((code) => !sardinian.includes(code)), '20'].sort(),
    );
    expect(provinces.get('20')?.properties.level).toBe('region');
  });

  it('cover 302,000 km² within 3 %, and a region is its provinces', () => {
    expect(Math.abs(sum(regions.values()) / 302_000 - 1)).toBeLessThan(0.03);
    for (const [code, region] of regions) {
      const inside = [...provinces.values()].filter(({ properties }) => properties.region === code);
      expect(sum(inside) / squareKilometres(region)).toBeCloseTo(1, 3);
    }
  });

  it('touch: Potenza has its seven neighbours and no other', () => {
    const { geometries } = present(italy.objects.provinces);
    const potenza = present(neighbors(geometries)[geometries.findIndex(({ id }) => id === '076')]);
    const beside = potenza.map((index) => (geometries[index]?.properties as { name?: string } | undefined)?.name);
    expect(beside.sort()).toEqual(
      ['Avellino', 'Bari', 'Barletta-Andria-Trani', 'Cosenza', 'Foggia', 'Matera', 'Salerno'].sort(),
    );
  });

  it('leave no gap between neighbours but San Marino, 61 km²', () => {
    const { geometries } = present(italy.objects.provinces);
    const whole = merge(italy, geometries as Parameters<typeof merge>[1]);
    const holes = whole.coordinates.flatMap((rings) => rings.slice(1).map((ring) => [...ring].reverse()));
    const areas = holes.map((ring) => squareKilometres(asShape({ type: 'Polygon', coordinates: [ring] })));
    expect(areas).toHaveLength(1);
    expect(Math.abs(present(areas[0]) / 61 - 1)).toBeLessThan(0.2);
    expect(squareKilometres(asShape(whole)) / sum(provinces.values())).toBeCloseTo(1, 4);
  });
});

describe('the outlines of the partner countries', () => {
  it('draw eight countries and their 152 divisions', () => {
    expect([...countries.keys()].sort()).toEqual(['AT', 'CY', 'DE', 'ES', 'FI', 'GR', 'PL', 'SE']);
    expect(divisions.size).toBe(152);
  });

  it.each([
    ['AT', 83_900],
    ['CY', 5_900],
    ['DE', 357_600],
    ['ES', 506_000],
    ['FI', 338_000],
    ['GR', 132_000],
    ['PL', 312_700],
    ['SE', 450_000],
  ])('give %s its size, with its divisions and without', (code, area) => {
    const inside = [...divisions.values()].filter(({ properties }) => properties.country === code);
    expect(Math.abs(squareKilometres(present(countries.get(code))) / area - 1)).toBeLessThan(0.04);
    expect(sum(inside) / squareKilometres(present(countries.get(code)))).toBeCloseTo(1, 3);
  });
});

describe('every outline', () => {
  const all = [regions, provinces, countries, divisions].flatMap((shapes) => [...shapes]);

  it('has a name or a country code, and an inside smaller than its country', () => {
    const inverted = all.filter(([, shape]) => squareKilometres(shape) > 600_000);
    expect(inverted.map(([code]) => code)).toEqual([]);
    expect(all.filter(([code, { properties }]) => !properties.name && code.length !== 2)).toEqual([]);
  });

  it('lies in Europe, the Canaries included', () => {
    const outside = all.filter(([, shape]) => {
      const [[west, south], [east, north]] = geoBounds(shape);
      return west < -19 || south < 27 || east > 35 || north > 71 || east < west;
    });
    expect(outside.map(([code]) => code)).toEqual([]);
  });

  it('closes its rings, of four vertices or more', () => {
    const faulty = all.filter(([, { geometry }]) => {
      const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
      return rings.some((ring) => ring.length < 4 || String(ring[0]) !== String(ring.at(-1)));
    });
    expect(faulty.map(([code]) => code)).toEqual([]);
  });
});

describe('the crosswalk', () => {
  it('leads each of the source’s 110 provinces and 20 regions to a code of the list', () => {
    const italian = crosswalk.filter(({ country }) => country === 'IT');
    const listed = new Set(readTerritories().map(({ level, code }) => `${level} ${code}`));
    expect(italian).toHaveLength(130);
    expect(italian.filter(({ level, code }) => !listed.has(`${level} ${code}`))).toEqual([]);
    const provincesOnly = italian.filter(({ level }) => level === 'province').map(({ code }) => code);
    expect(new Set(provincesOnly).size).toBe(102);
    expect(italian.filter(({ source, code }) => code === '20' && source !== 'IT-88')).toHaveLength(8);
  });

  it('names each source code once and each division that is drawn', () => {
    expect(new Set(crosswalk.map(({ source }) => source)).size).toBe(crosswalk.length);
    const named = crosswalk.filter(({ level }) => level === 'division').map(({ code }) => code);
    expect(named.sort()).toEqual([...divisions.keys()].sort());
  });
});
