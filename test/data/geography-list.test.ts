import { geoContains } from 'd3-geo';
import { describe, expect, it } from 'vitest';
import { parseTerritories, readTerritories } from '../../data/territory.ts';
import { geographyText, hasReference, present, readReference, shapesOf } from '../support/geography.ts';

const list = readTerritories();
const level = (name: string) => list.filter((one) => one.level === name);
const codes = (name: string) => new Set(level(name).map(({ code }) => code));
const municipalities = level('municipality');

describe('the list of territories', () => {
  it('has 20 regions, 107 provinces and 7,896 municipalities, each code once', () => {
    expect([level('region').length, level('province').length, municipalities.length]).toEqual([20, 107, 7896]);
    expect(new Set(list.map(({ level: of, code }) => `${of} ${code}`)).size).toBe(list.length);
  });

  it('has 100 municipalities in the province of Potenza and 31 in that of Matera', () => {
    const inside = (province: string) => municipalities.filter((one) => one.province === province);
    expect([inside('076').length, inside('077').length]).toEqual([100, 31]);
    expect(municipalities.filter(({ region }) => region === '17')).toHaveLength(131);
  });

  it('gives every province its region and every municipality both', () => {
    const [regions, provinces] = [codes('region'), codes('province')];
    expect(level('province').filter(({ region }) => !regions.has(region ?? ''))).toEqual([]);
    expect(municipalities.filter(({ region }) => !regions.has(region ?? ''))).toEqual([]);
    expect(municipalities.filter(({ province }) => !provinces.has(province ?? ''))).toEqual([]);
    const regionOf = new Map(level('province').map(({ code, region }) => [code, region]));
    expect(municipalities.filter(({ province, region }) => regionOf.get(province ?? '') !== region)).toEqual([]);
  });

  it('takes the code of the province from the first three digits of a municipality', () => {
    expect(municipalities.filter(({ code, province }) => code.slice(0, 3) !== province)).toEqual([]);
  });

  it('names places as ISTAT does, accents and second languages included', () => {
    const name = (code: string) => list.find((one) => one.code === code)?.name;
    expect(['04', '007', '021', '001001', '021008', '031022', '076063'].map(name)).toEqual([
      'Trentino-Alto Adige/Südtirol',
      "Valle d'Aosta/Vallée d'Aoste",
      'Bolzano/Bozen',
      'Agliè',
      'Bolzano/Bozen',
      "Savogna d'Isonzo-Sovodnje ob Soči",
      'Potenza',
    ]);
    expect(list.filter(({ name: text }) => /[?\uFFFD]|^\s|\s$/.test(text))).toEqual([]);
  });

  it('refuses a line that is not as promised, and says which', () => {
    const header = 'level,code,name,province,region,longitude,latitude\n';
    const fault = (line: string) => () => parseTerritories(`${header}region,17,Basilicata,,,16,40\n${line}\n`);
    expect(fault('municipality,77014,Matera,077,17,16.6,40.7')).toThrow(/line 3, code/);
    expect(fault('municipality,077014,Matera,077,17,16.6,140')).toThrow(/line 3, latitude/);
    expect(fault('municipality,077014,Matera,077')).toThrow(/line 3 has 4 cells, not 7/);
    expect(() => parseTerritories('level,code\n')).toThrow(/header/);
  });
});

describe('the points', () => {
  const located = municipalities.flatMap(({ longitude, latitude, ...one }) =>
    longitude === null || latitude === null ? [] : [{ ...one, point: [longitude, latitude] as [number, number] }],
  );

  it('are there for every municipality of Basilicata, inside its bounds', () => {
    const own = municipalities.filter(({ region }) => region === '17');
    const outside = own.filter(({ longitude, latitude }) => {
      const [x, y] = [longitude ?? 0, latitude ?? 0];
      return x < 15.33 || x > 16.87 || y < 39.89 || y > 41.15;
    });
    expect(outside).toEqual([]);
  });

  it('are there for every chief town and for 7,673 municipalities in all', () => {
    expect(located).toHaveLength(7673);
    const chief = ['001272', '015146', '027042', '048017', '058091', '063049', '076063', '077014', '082053', '092009'];
    expect(chief.filter((code) => !located.some((one) => one.code === code))).toEqual([]);
    expect(list.filter((one) => one.level !== 'municipality' && one.longitude === null)).toEqual([]);
  });

  it.skipIf(!hasReference('it_provinces.topo.json'))('lie in their province or within some 800 m of it', () => {
    const shapes = shapesOf(readReference('it_provinces.topo.json'), 'provinces');
    const outside = located.filter(({ province, point }) => !geoContains(present(shapes.get(province ?? '')), point));
    // on the shore or on a border that moved when municipalities of two provinces merged
    expect(outside.map(({ name }) => name)).toEqual([
      'Moransengo-Tonengo',
      'Portovenere',
      'Bardello con Malgesso e Bregano',
      'Capraia Isola',
    ]);
  });

  it.skipIf(!hasReference('it_comuni_basilicata.topo.json'))('lie in the polygon of their municipality', () => {
    const regions = ['basilicata', 'lombardia', 'toscana', 'marche', 'mantova'];
    const shapes = regions.flatMap((one) => [...shapesOf(readReference(`it_comuni_${one}.topo.json`), 'comuni')]);
    const points = new Map(located.map(({ code, point }) => [code, point]));
    const outside = shapes.filter(([code, shape]) => {
      const point = points.get(code);
      return point && !geoContains(shape, point);
    });
    // 60 and 190 m outside: a border village and an island's port
    expect(outside.map(([, shape]) => shape.properties.name)).toEqual(['Algua', 'Capraia Isola']);
  });
});

describe('the files', () => {
  it('are small enough to be cloned and read at every start', () => {
    const size = (file: string) => Buffer.byteLength(geographyText(file));
    expect(size('italy.topojson') + size('partners.topojson')).toBeLessThan(350_000);
    expect(size('country.topojson')).toBeLessThan(60_000);
    expect(size('territory.csv')).toBeLessThan(450_000);
    expect(size('crosswalk.csv')).toBeLessThan(20_000);
  });
});
