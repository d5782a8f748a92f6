import fc from 'fast-check';
import { neighbors } from 'topojson-client';
import { describe, expect, it } from 'vitest';
import { readAreas, readTerritories, territoriesWithin } from '../../data/territory.ts';
import type { AreaSeed } from '../../data/territory.ts';
import { hasReference, present, readReference } from '../support/geography.ts';

const areas = readAreas(new URL('../../data/programme/basilicata/areas.json', import.meta.url));
const municipalities = readTerritories().filter((one) => one.level === 'municipality' && one.region === '17');

describe('the areas of Basilicata', () => {
  it('hold each of the 131 municipalities once, in its province', () => {
    const members = areas.flatMap((area) => area.municipalities);
    expect([...members].sort()).toEqual(municipalities.map(({ code }) => code));
    const provinceOf = new Map(municipalities.map(({ code, province }) => [code, province]));
    const astray = areas.filter((area) => area.municipalities.some((one) => provinceOf.get(one) !== area.province));
    expect(astray.map(({ code }) => code)).toEqual([]);
  });

  it('say in both languages what they are called and what they rest on', () => {
    const mute = areas.filter(({ label, basis }) => !label.it || !label.en || !basis?.it || !basis.en);
    expect(mute).toEqual([]);
  });

  it('keep the towns of the job centres apart', () => {
    const towns = { Potenza: '076063', Melfi: '076048', Lauria: '076042', Senise: '076085', Marsicovetere: '076046' };
    const others = { Matera: '077014', Policoro: '077021', Ferrandina: '077008' };
    const of = Object.values({ ...towns, ...others }).map((town) =>
      areas.find((area) => area.municipalities.includes(town)),
    );
    expect(new Set(of).size).toBe(8);
  });

  it.skipIf(!hasReference('it_comuni_basilicata.topo.json'))('are each in one piece', () => {
    const { geometries } = present(readReference('it_comuni_basilicata.topo.json').objects.comuni);
    const beside = neighbors(geometries);
    const codes = geometries.map(({ id }) => String(id));
    const reached = (area: AreaSeed) => {
      const members = new Set(area.municipalities.map((code) => codes.indexOf(code)));
      const seen = new Set<number>();
      const visit = (index: number): void => {
        if (seen.has(index) || !members.has(index)) return;
        seen.add(index);
        beside[index]?.forEach(visit);
      };
      visit(present([...members][0]));
      return seen.size;
    };
    expect(areas.map((area) => [area.code, reached(area)])).toEqual(
      areas.map(({ code, municipalities: members }) => [code, members.length]),
    );
  });
});

describe('a programme’s territories', () => {
  it('are the region, its provinces, its areas and its municipalities, in this order', () => {
    const rows = territoriesWithin('17', areas);
    const count = (level: string) => rows.filter((row) => row.level === level).length;
    expect(['region', 'province', 'area', 'municipality'].map(count)).toEqual([1, 2, areas.length, 131]);
    expect(rows.map(({ level }) => level).lastIndexOf('area')).toBe(2 + areas.length);
    expect(rows.find(({ code }) => code === '077014')).toEqual({
      ...{
        level: 'municipality',
        code: '077014',
        name: 'Matera',
        nameEn: null,
        province: '077',
        area: 'MT1',
        region: '17',
        country: 'IT',
      },
      point: [16.6046, 40.666],
    });
  });

  it('place an area at the mean of its municipalities', () => {
    const rows = territoriesWithin('17', areas);
    const members = rows.filter((row) => row.level === 'municipality' && row.area === 'PZ3');
    const mean = (axis: 0 | 1) => members.reduce((sum, { point }) => sum + present(point)[axis], 0) / members.length;
    const area = rows.find(({ code }) => code === 'PZ3');
    expect(area).toMatchObject({ level: 'area', name: 'Venosa e Lavello', nameEn: 'Venosa and Lavello', region: '17' });
    expect(area?.point?.[0]).toBeCloseTo(mean(0), 9);
    expect(area?.point?.[1]).toBeCloseTo(mean(1), 9);
  });

  it('need no areas, and may be those of a province', () => {
    const rows = territoriesWithin('020', []);
    expect(rows.filter(({ level }) => level === 'municipality')).toHaveLength(64);
    expect(rows.filter(({ area, level }) => area !== null || level === 'area')).toEqual([]);
  });

  it('refuse a code that no territory has', () => {
    expect(() => territoriesWithin('99', [])).toThrow(/there is no territory 99/);
  });

  it('refuse areas that leave out, repeat or misplace a municipality, naming it', () => {
    const members = areas.flatMap(({ province, municipalities: codes }, area) =>
      codes.map((code) => ({ area, code, province })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...members),
        fc.constantFrom('left out', 'repeated', 'misplaced'),
        (member, fault) => {
          const { area, code } = member;
          const other = areas.findIndex(({ province }) => province !== member.province);
          const changed = areas.map((one, index): AreaSeed => {
            const stays = index !== area || fault === 'repeated';
            const kept = one.municipalities.filter((each) => stays || each !== code);
            const comes = index === other && fault !== 'left out';
            return { ...one, municipalities: comes ? [...kept, code] : kept };
          });
          expect(() => territoriesWithin('17', changed)).toThrow(code);
        },
      ),
      { numRuns: 60 },
    );
  });
});
