import { describe, expect, it } from 'vitest';
import { fileOf } from '../../dashboard/lib/explore/file.ts';
import { mapDrawing } from '../../dashboard/lib/explore/drawings.ts';
import { placeList, placesTitle } from '../../dashboard/lib/explore/place-list.ts';
import { accountOf, breaksOfSkill, nearestOf, placesOf } from '../../dashboard/lib/explore/places.ts';
import { scopeNote } from '../../dashboard/lib/explore/scope.ts';
import type { Scene } from '../../dashboard/lib/explore/scene.ts';
import { placeTable } from '../../dashboard/lib/explore/table.ts';
import { mapText, wholeOf } from '../../dashboard/lib/explore/text.ts';
import type { Territory } from '../../survey/contract.ts';
import { asFile, both, drawn, envelope, palette, placeFigures, provinces, row, scene, territories } from './sample.ts';

const areas = { PZ1: [0.5, 900], PZ2: [0.1, 900], PZ7: [0.3, 300], MT1: [0.34, 780], MT2: [0.2, 800] } as const;
const figures = { ...placeFigures(areas), ranking: envelope([row({}, 'english', [0.27, 1580])]) };
const codes = (view: Scene) => placesOf(view).map(({ key }) => key);

const town = (code: string, name: string, area: string, province: string): Territory => ({
  ...{ level: 'municipality', code, name: both(name), province, area, point: [16.5, 40.5] },
});
const towns = [
  town('077014', 'Matera', 'MT1', '077'),
  town('077001', 'Accettura', 'MT2', '077'),
  town('077020', 'Policoro', 'MT2', '077'),
  town('077008', 'Ferrandina', 'MT2', '077'),
  town('076063', 'Potenza', 'PZ1', '076'),
];
const fine = {
  frame: { levels: ['province', 'area', 'municipality'], territories: [...territories, ...towns] },
} as const;
const municipal = {
  ...placeFigures({
    '077014': [0.34, 600],
    '077008': [0.07, 90],
    '077001': 'not_published',
    '077020': 'not_published',
  }),
  'wider:area': envelope([row({ territory: 'MT2' }, 'english', [0.2, 800])]),
  'wider:province': envelope([row({ territory: '077' }, 'english', [0.27, 1580])]),
};

describe('a chosen territory', () => {
  it('narrows list, title, base and account to what lies inside it', async () => {
    const view = await scene('?level=area&area=077', figures);
    expect(codes(view)).toEqual(['MT1', 'MT2']);
    const { title, subtitle, summary } = mapText(view, placesOf(view));
    expect(title).toBe(
      'Inglese, provincia di Matera: più bisogno in Matera e Bradano (34%) che in Metapontino e basso Basento (20%)',
    );
    expect(subtitle).toContain('provincia di Matera, 1.580 risposte');
    expect(summary).toContain('«Inglese», provincia di Matera: 27%');
    expect(wholeOf(view)).toMatchObject({ estimate: 0.27, n: 1580 });
    expect(accountOf(view, placesOf(view), () => true)).toEqual({ total: 1580, drawn: 1580, listed: 0, rest: 0 });
  });

  it('narrows the file of the map to what its table shows', async () => {
    const view = await scene('?level=area&area=077', figures);
    const lines = fileOf(view, 'map.csv')?.body.trim().split('\n') ?? [];
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toContain('Vulture');
  });

  it('draws the map close to it, the neighbours as a pale line', async () => {
    const [whole, close] = [await scene('?level=area', figures), await scene('?level=area&area=077', figures)];
    const draw = (view: Scene) =>
      drawn(mapDrawing(view, placesOf(view), provinces, breaksOfSkill(view))(600, palette('light')));
    const chart = draw(close);
    await expect(asFile(chart, palette('light'))).toMatchFileSnapshot('snapshot/map-close.svg');
    const outlines = (one: Element) =>
      [...one.querySelectorAll('g[aria-hidden]:not([data-layer])')].map(({ children }) => children.length);
    expect([outlines(draw(whole)), outlines(chart)]).toEqual([[2], [1, 1]]);
    expect(chart.getAttribute('height')).toBe(draw(whole).getAttribute('height'));
    const middle = (one: Element, key: string) =>
      one.querySelector(`[data-layer="mark"] [data-key="${key}"]`)?.getAttribute('cx');
    expect(middle(chart, 'MT1')).not.toBe(middle(draw(whole), 'MT1'));
  });

  it('says how far the list reaches, and leads to the whole region', async () => {
    const note = scopeNote(await scene('?level=area&area=077&sex=f', figures));
    expect(note?.text).toBe('Solo le aree di: provincia di Matera.');
    expect(note?.widen).toEqual({ text: 'Tutta la regione', href: '?skill=english&level=area&sex=f' });
    expect(scopeNote(await scene('?level=area', figures))).toBeNull();
  });

  it('that holds nothing at this level is marked among the others, which is said', async () => {
    const view = await scene('?level=area&area=MT2', figures, 'it', fine);
    expect(codes(view)).toHaveLength(5);
    expect(placesOf(view).flatMap(({ key, near }) => (near ? key : []))).toEqual(['MT2']);
    expect(scopeNote(view)?.text).toBe(
      'La barra rossa segna: Metapontino e basso Basento. Gli altri territori restano qui per un confronto.',
    );
    expect(scopeNote(view)?.finer).toEqual({
      ...{ text: 'Vedi i suoi comuni', href: '?skill=english&level=municipality&area=MT2' },
    });
    expect(mapText(view, placesOf(view)).title).toContain('Potenza e Alto Basento (50%)');
  });

  it('only marked, with the filters off, narrows nothing', async () => {
    expect(codes(await scene('?level=area&area=077&link=off', figures))).toHaveLength(5);
  });
});

describe('a chosen territory without a figure inside', () => {
  it('leads to the nearest level that has one of its own, not of another place', async () => {
    const hidden = {
      ...placeFigures({ '077001': 'not_published', '076063': [0.3, 900] }),
      'wider:area': envelope([row({ territory: 'PZ1' }, 'english', [0.2, 800])]),
      'wider:province': envelope([row({ territory: '077' }, 'english', [0.27, 1580])]),
    };
    const view = await scene('?level=municipality&area=077', hidden, 'it', fine);
    expect(nearestOf(view)).toEqual({ level: 'province', href: '?skill=english&level=province&area=077' });
    expect(nearestOf(await scene('?level=municipality', hidden, 'it', fine))).toMatchObject({ level: 'area' });
  });
});

describe('the list of places', () => {
  it('parts those in an order, those too unsure and those withheld', async () => {
    const view = await scene('?level=municipality&area=077', municipal, 'it', fine);
    const list = placeList(view, placesOf(view));
    const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
    expect(names(list.ranked)).toEqual(['Matera']);
    expect(names(list.unsure)).toEqual(['Ferrandina']);
    expect(list.withheld.n).toBe(2);
    expect(list.unasked).toEqual([]);
  });

  it('has a heading that says in which order it stands, if in any', async () => {
    const titled = async (rows: Parameters<typeof placeFigures>[0]) => {
      const view = await scene('?level=province', placeFigures(rows), 'en');
      return placesTitle(view, placesOf(view));
    };
    expect(await titled({ '076': [0.28, 2000], '077': [0.41, 1000] })).toBe('Provinces, highest share first');
    expect(await titled({ '076': [0.3, 2000], '077': [0.31, 1000] })).toBe(
      'Provinces, by share, though no two can be told apart',
    );
    expect(await titled({ '076': [0.3, 2000], '077': 'not_published' })).toBe('Provinces');
    expect(await titled({ '076': 'not_published', '077': 'not_published' })).toBe('Provinces, in alphabetical order');
  });

  it('says where a withheld place lies, and the nearest published figure', async () => {
    const view = await scene('?level=municipality&area=077', municipal, 'it', fine);
    const [group, ...others] = placeList(view, placesOf(view)).withheld.groups;
    expect(others).toEqual([]);
    expect(group?.where).toBe('Metapontino e basso Basento, provincia di Matera');
    expect(group?.rows.map(({ name }) => name)).toEqual(['Accettura', 'Policoro']);
    expect(group?.nearest).toEqual({
      text: 'Nel suo insieme: 20% (17–23%) su 800 persone',
      href: '?skill=english&level=area&area=MT2',
    });
  });

  it('goes on to the province where the area is withheld too', async () => {
    const hidden = { ...municipal, 'wider:area': envelope([row({ territory: 'MT2' }, 'english', 'not_published')]) };
    const view = await scene('?level=municipality&area=077', hidden, 'en', fine);
    const [group] = placeList(view, placesOf(view)).withheld.groups;
    expect(group?.nearest?.text).toMatch(/^The nearest published figure is of: Matera province, 27%/);
  });

  it('says the same of few answers and of none: the release tells them apart nowhere', async () => {
    const without = { ...placeFigures({ '077014': [0.34, 600], '077008': [0.07, 90] }) };
    const [few, none] = [
      await scene('?level=municipality&area=MT2', municipal, 'it', fine),
      await scene('?level=municipality&area=MT2', { ...municipal, map: without.map! }, 'it', fine),
    ];
    expect(placeList(none, placesOf(none))).toEqual(placeList(few, placesOf(few)));
  });

  it('tells a province from the town of its name in table and legend', async () => {
    const view = await scene('?level=province', placeFigures({ '076': [0.28, 2000], '077': [0.41, 1000] }));
    expect(placeTable(view, placesOf(view)).rows.map(({ cells }) => cells[0])).toEqual([
      'Provincia di Matera',
      'Provincia di Potenza',
    ]);
    const english = await scene('?level=province', placeFigures({ '076': [0.2, 2000], '077': [0.41, 1000] }), 'en');
    expect(mapText(english, placesOf(english)).title).toContain(
      'more need in Matera province (41%) than in Potenza province (20%)',
    );
  });
});
