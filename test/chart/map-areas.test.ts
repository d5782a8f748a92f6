import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frameOf as drawnFrameOf, update } from '../../dashboard/lib/chart/draw.ts';
import { shapesOf, unlistedIn, type Shapes, type ShapeTopology } from '../../dashboard/lib/chart/geometry.ts';
import { mapDrawing } from '../../dashboard/lib/explore/drawings.ts';
import { outlinesOf, vocabularyOf, type Frame } from '../../dashboard/lib/explore/frame.ts';
import { accountOf, breaksOfSkill, placesOf } from '../../dashboard/lib/explore/places.ts';
import { sceneOf, type Figures, type Scene } from '../../dashboard/lib/explore/scene.ts';
import { parseView } from '../../dashboard/lib/filter.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import { readTerritories } from '../../data/territory.ts';
import type { Territory } from '../../survey/contract.ts';
import { geoJson, tryFile } from '../shapes/stage.ts';
import { hasReference } from '../support/geography.ts';
import { istatZip, square } from '../support/shapefile.ts';
import { asFile, drawn, frame, palette, placeFigures, type Cell } from './sample.ts';

/** The municipalities of a region as the list has them. */
const municipalities = (region: string): Territory[] =>
  readTerritories()
    .filter((one) => one.level === 'municipality' && one.region === region)
    .map(({ code, name, province, longitude, latitude }) => ({
      ...{ level: 'municipality', code, name: { it: name, en: name }, province, area: null },
      point: longitude === null || latitude === null ? null : [longitude, latitude],
    }));
const named = (...codes: string[]) => municipalities('17').filter(({ code }) => codes.includes(code));

async function sceneWith(territories: readonly Territory[], figures: Figures, area = ''): Promise<Scene> {
  const own: Frame = {
    ...{ ...frame, territories, levels: ['municipality'], outlined: ['municipality'] },
    start: { skill: 'english', level: 'municipality' },
  };
  const { view } = parseView(new URLSearchParams(area && { area }), vocabularyOf(own));
  return sceneOf({ frame: own, view, figures, waves: {}, language: 'it', m: await loadMessages('it'), unit: 'person' });
}

/** What the import makes of a file, as the map gets it. */
async function importedFrom(bytes: Uint8Array, property: string | null): Promise<Shapes> {
  const { parts } = await tryFile(bytes, { property });
  return shapesOf(JSON.parse(parts[0]?.topology ?? '') as ShapeTopology);
}

const drawingOf = (view: Scene, shapes: Shapes, theme: 'light' | 'dark' = 'light') =>
  mapDrawing(view, placesOf(view), shapes, breaksOfSkill(view))(600, palette(theme));
const fills = (chart: Element) =>
  Object.fromEntries(
    [...chart.querySelectorAll('[data-layer="mark"] > *')].map((one) => [
      one.getAttribute('data-key') ?? '',
      one.getAttribute('fill') ?? '',
    ]),
  );

async function picture(view: Scene, shapes: Shapes, name: string, theme: 'light' | 'dark' = 'light') {
  const chart = drawn(drawingOf(view, shapes, theme));
  await expect(asFile(chart, palette(theme))).toMatchFileSnapshot(`snapshot/${name}.svg`);
  return fills(chart);
}

/** Four towns in a square, with the property that somebody else's file calls them by. */
const four = ['077014', '077021', '077001', '077015'] as const;
const fourTowns = (property: string) =>
  geoJson(
    four.map((code, at) => ({
      properties: { [property]: code },
      ring: square(16.4 + 0.2 * (at % 2), 40.3 + 0.2 * Math.floor(at / 2)),
    })),
  );
const quarter: Readonly<Record<string, Cell>> = {
  '077014': [0.34, 1100],
  '077021': [0.18, 460],
  '077001': 'not_published',
  '077015': 'not_asked',
};

/** Respondents of every place, drawn or listed, are those of the whole. */
function reconciled(view: Scene, shapes: Shapes) {
  const places = placesOf(view);
  const known = new Set(shapes.features.map(({ id }) => String(id)));
  const account = accountOf(view, places, ({ key }) => known.has(key));
  expect((account?.drawn ?? 0) + (account?.listed ?? 0) + (account?.rest ?? 0)).toBe(account?.total);
  return { ...account, listed: places.filter(({ key }) => !known.has(key)).map(({ key }) => key) };
}

describe('the outlines of a map', () => {
  it('are those of the level where they were imported, else those of provinces', () => {
    const own = { ...frame, outlined: ['area', 'municipality'] as const };
    expect(outlinesOf(own, 'area')).toEqual({ level: 'area', within: '17', programme: 'basilicata' });
    expect(outlinesOf(own, 'municipality')).toEqual({ level: 'municipality', within: '17', programme: null });
    for (const level of ['area', 'municipality', 'province'] as const)
      expect(outlinesOf(frame, level)).toEqual({ level: 'province', within: '17', programme: null });
  });
});

describe('municipalities as areas', () => {
  it('are filled by rate, hatched where nothing is published, a grey outline where nothing was asked', async () => {
    const view = await sceneWith(named(...four), placeFigures(quarter), '077021');
    const found = await picture(view, await importedFrom(fourTowns('istat'), 'istat'), 'map-areas');
    expect(found).toMatchObject({ '077001': 'url(#hatch-map)', '077015': 'none' });
    expect(found['077014']).not.toBe(found['077021']);
  });

  it('keep their looks in the dark', async () => {
    const view = await sceneWith(named(...four), placeFigures(quarter));
    await picture(view, await importedFrom(fourTowns('istat'), 'istat'), 'map-areas-dark', 'dark');
  });

  it('draw a single row, and equal values in one colour', async () => {
    const shapes = await importedFrom(fourTowns('CODE'), 'CODE');
    const one = await sceneWith(named(...four), placeFigures({ '077014': [0.3, 50] }));
    expect(
      Object.values(await picture(one, shapes, 'map-areas-one')).filter((fill) => fill.startsWith('#')),
    ).toHaveLength(1);
    const cells = Object.fromEntries(four.map((code) => [code, [0.3, 500] as const]));
    const equal = await picture(await sceneWith(named(...four), placeFigures(cells)), shapes, 'map-areas-equal');
    expect(new Set(Object.values(equal)).size).toBe(1);
  });

  it('lose contrast with certainty', async () => {
    const cells = { '077014': [0.3, 2000], '077021': [0.3, 40], '077001': [0.3, 12] } as const;
    const shapes = await importedFrom(fourTowns('CODE'), 'CODE');
    const found = fills(drawn(drawingOf(await sceneWith(named(...four), placeFigures(cells)), shapes)));
    expect(new Set([found['077014'], found['077021'], found['077001']]).size).toBe(3);
  });

  it('are drawn whatever the file calls their codes', async () => {
    const view = await sceneWith(named(...four), placeFigures(quarter));
    const one = drawn(drawingOf(view, await importedFrom(fourTowns('gemeindekennzahl'), 'gemeindekennzahl')));
    const other = drawn(drawingOf(view, await importedFrom(fourTowns('istat'), 'istat')));
    expect(one.outerHTML).toBe(other.outerHTML);
  });

  it('list what has no outline, and draw grey what has no figure: totals reconcile', async () => {
    const view = await sceneWith(named(...four), placeFigures({ ...quarter, '077015': [0.2, 40] }, [0.3, 1700]));
    const shapes = await importedFrom(istatZip(), null);
    const found = await picture(view, shapes, 'map-areas-missing');
    expect(Object.keys(found).sort()).toEqual(['077014', '077021']);
    expect(unlistedIn(shapes)).toEqual(['077999']);
    expect(reconciled(view, shapes)).toEqual({
      ...{ total: 1700, drawn: 1560, rest: 100 },
      listed: ['077015', '077001'],
    });
  });

  it('are painted anew without being drawn anew', async () => {
    const shapes = await importedFrom(fourTowns('CODE'), 'CODE');
    const [before, after] = [
      drawingOf(await sceneWith(named(...four), placeFigures(quarter)), shapes),
      drawingOf(await sceneWith(named(...four), placeFigures({ ...quarter, '077001': [0.4, 90] })), shapes),
    ];
    expect(drawnFrameOf(after)).toBe(drawnFrameOf(before));
    const chart = drawn(before);
    update(chart, after);
    expect(fills(chart)).toEqual(fills(drawn(after)));
  });
});

const reference = new URL('../../../shared/geo/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, reference));
const everywhere = (territories: readonly Territory[], share = 0.3, n = 10) =>
  placeFigures(Object.fromEntries(territories.map(({ code }) => [code, [share, n] as const])), [
    ...([share, n * territories.length] as const),
  ]);

describe.skipIf(!hasReference('it_comuni_lombardia.topo.json'))('official boundaries beside the repository', () => {
  it('draw each of Basilicata’s 131 municipalities from ISTAT’s zip', async () => {
    const list = municipalities('17');
    const view = await sceneWith(list, everywhere(list));
    const shapes = await importedFrom(read('fixture_istat_like_basilicata_utm32n.zip'), null);
    expect(Object.keys(fills(drawn(drawingOf(view, shapes))))).toHaveLength(131);
    expect(reconciled(view, shapes)).toMatchObject({ drawn: 1310, rest: 0, listed: [] });
  });

  it('of 2023 leave two of Lombardia’s municipalities of 2025 to the list, and three outlines without figures', async () => {
    const list = municipalities('03');
    expect(list).toHaveLength(1502);
    const view = await sceneWith(list, everywhere(list));
    const shapes = await importedFrom(read('it_comuni_lombardia.topo.json'), 'id');
    expect(Object.keys(fills(drawn(drawingOf(view, shapes))))).toHaveLength(1500);
    expect(unlistedIn(shapes).sort()).toEqual(['013199', '013228', '018002']);
    expect(reconciled(view, shapes)).toEqual({
      ...{ total: 15_020, drawn: 15_000, rest: 0 },
      listed: ['012144', '013256'],
    });
  });
});
