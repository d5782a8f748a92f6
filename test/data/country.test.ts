import { geoContains } from 'd3-geo';
import { describe, expect, it } from 'vitest';
import { countriesOf, readCountries } from '../../data/country.ts';
import { openShapes } from '../../data/shape.ts';
import { geographyText, present, shapesOf, squareKilometres, type NamedTopology } from '../support/geography.ts';

const read = (file: string) => JSON.parse(geographyText(file)) as NamedTopology;
const drawn = shapesOf(read('country.topojson'), 'countries');
const names = new Map(readCountries().map(({ code, name, nameEn }) => [code, { it: name, en: nameEn }]));

describe('the countries', () => {
  it('are called as each language calls them', () => {
    for (const language of ['it', 'en'] as const) {
      const display = new Intl.DisplayNames([language], { type: 'region' });
      for (const [code, name] of names) expect(name[language]).toBe(display.of(code));
    }
  });

  it('are drawn, each around its own point', () => {
    expect([...drawn.keys()]).toEqual([...names.keys()]);
    for (const { code, point } of readCountries())
      expect(geoContains(present(drawn.get(code)), present(point)), code).toBe(true);
  });

  it('are as large as their detailed outlines within 2 %, Italy as its regions together', () => {
    const regions = [...shapesOf(read('italy.topojson'), 'regions').values()];
    const detailed = new Map([...shapesOf(read('partners.topojson'), 'countries')].map(([code, one]) => [code, [one]]));
    for (const [code, shape] of drawn) {
      const parts = detailed.get(code) ?? regions;
      const area = parts.reduce((sum, one) => sum + squareKilometres(one), 0);
      expect(Math.abs(squareKilometres(shape) / area - 1), code).toBeLessThan(0.02);
    }
  });

  it('leave out what is none of them', () => {
    expect(countriesOf(['IT', 'GR', 'FR']).map(({ code }) => code)).toEqual(['GR', 'IT']);
  });

  it('are a level of shapes like any other', () => {
    const shapes = openShapes([]);
    const codes = (within?: string) => shapes('country', within).objects['countries']?.geometries.map(({ id }) => id);
    expect(codes()).toEqual([...names.keys()]);
    expect(codes('CY')).toEqual(['CY']);
    expect(shapes('country', 'CY').bbox?.[0]).toBeGreaterThan(32);
    expect(() => shapes('country', 'FR')).toThrow(/FR/);
  });
});
