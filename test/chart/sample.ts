/** Small views of Basilicata for tests: its areas, its two provinces, a few skills and groups. */
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import type { Topology } from 'topojson-specification';
import type { EstimateEnvelope, EstimateRow } from '../../analytics/contract.ts';
import { draw, type Drawing } from '../../dashboard/lib/chart/draw.ts';
import { shapesOf, type Shapes } from '../../dashboard/lib/chart/geometry.ts';
import { paletteFrom, type Palette } from '../../dashboard/lib/chart/palette.ts';
import { vocabularyOf, type Frame } from '../../dashboard/lib/explore/frame.ts';
import { sceneOf, type Figures, type Scene, type WaveFigures } from '../../dashboard/lib/explore/scene.ts';
import { parseView } from '../../dashboard/lib/filter.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import type { Category, Language, Territory } from '../../survey/contract.ts';

const top = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, top), 'utf8');

/** The tokens of the page: `light` stand first, `dark` under the theme's attribute. */
export function palette(theme: 'light' | 'dark'): Palette {
  const css = read('dashboard/lib/style/tokens.css');
  const from = css.indexOf("[data-theme='dark']");
  const dark = css.slice(from, css.indexOf('}', from));
  const value = (text: string, name: string) => new RegExp(`--${name}: (#[0-9a-f]+);`).exec(text)?.[1];
  return paletteFrom((name) => (theme === 'dark' ? value(dark, name) : undefined) ?? value(css, name) ?? '');
}

/** The outlines of the two provinces, as the product ships them. */
export const provinces: Shapes = (() => {
  const topology = JSON.parse(read('data/geography/italy.topojson')) as Topology;
  const { provinces: all } = topology.objects;
  if (all?.type !== 'GeometryCollection') throw new Error('no provinces');
  const geometries = all.geometries.filter((one) => one.id === '076' || one.id === '077');
  return shapesOf({ ...topology, objects: { provinces: { ...all, geometries } } });
})();

export const both = (it: string, en = it) => ({ it, en });
export const choices = (...all: [string, string, string][]): Category[] =>
  all.map(([code, it, en]) => ({ code, label: both(it, en) }));

export const groups = choices(
  ['neet', 'Giovani che non studiano e non lavorano', 'Young people not in work, education or training'],
  ['women', 'Donne che non lavorano e non cercano lavoro', 'Women not working or looking for work'],
  ['over55', 'Persone dai 55 anni in su', 'People of 55 and over'],
);
export const skills = choices(
  ['english', 'Inglese', 'English'],
  ['computer', 'Basi di computer e internet', 'Computer and internet basics'],
  ['tourists', 'Accogliere i turisti', 'Welcoming tourists'],
  ['writing', 'Scrivere chiaro', 'Writing clearly'],
);

const place = (
  level: Territory['level'],
  code: string,
  name: string,
  point: Territory['point'] = null,
  english = name,
): Territory => ({
  ...{
    level,
    code,
    name: { it: name, en: english },
    province: level === 'area' ? (code.startsWith('PZ') ? '076' : '077') : null,
    area: null,
    point,
  },
});
export const territories: readonly Territory[] = [
  place('region', '17', 'Basilicata'),
  place('province', '076', 'Potenza'),
  place('province', '077', 'Matera'),
  place('area', 'PZ1', 'Potenza e Alto Basento', [15.84, 40.63], 'Potenza and Alto Basento'),
  place('area', 'PZ2', 'Vulture', [15.65, 40.93]),
  place('area', 'PZ7', 'Lagonegrese e Mercure', [15.85, 40.08]),
  place('area', 'MT1', 'Matera e Bradano', [16.42, 40.68]),
  place('area', 'MT2', 'Metapontino e basso Basento', [16.65, 40.33]),
];

export const frame: Frame = {
  need: 'need',
  territory: 'territory',
  skills,
  filters: [
    { key: 'group', role: 'targetGroup', variable: 'targetGroup', label: both('Gruppo', 'Group'), choices: groups },
    {
      ...{ key: 'sex', role: 'sex', variable: 'sex', label: both('Sesso', 'Sex') },
      choices: choices(['f', 'Donne', 'Women'], ['m', 'Uomini', 'Men']),
    },
  ],
  levels: ['province', 'area'],
  territories,
  within: { code: '17', name: both('Basilicata') },
  countries: [],
  home: '17',
  programme: 'basilicata',
  outlined: [],
  homeFilter: '17',
  bounds: null,
  start: { skill: 'english', level: 'area' },
  highest: [0.34, 0.31, 0.2, 0.08],
  pairs: [],
  topics: [],
  waves: [],
};

/** A published share of `n` respondents, with the normal range; or a state without a figure. */
export type Cell = readonly [share: number, n: number] | 'not_published' | 'not_asked';

export function row(codes: Readonly<Record<string, string>>, category: string, cell: Cell): EstimateRow {
  const nothing = { n: null, nEff: null, estimate: null, se: null, ciLow: null, ciHigh: null, cv: null };
  const known = typeof cell === 'string' ? nothing : shown(cell[0], cell[1]);
  return { ...codes, category, ...known, deff: null, weights: null, state: typeof cell === 'string' ? cell : 'shown' };
}

function shown(estimate: number, n: number) {
  const se = Math.sqrt((estimate * (1 - estimate)) / n);
  const [ciLow, ciHigh] = [Math.max(0, estimate - 1.96 * se), Math.min(1, estimate + 1.96 * se)];
  return { n, nEff: n, estimate, se, ciLow, ciHigh, cv: estimate > 0 ? se / estimate : null };
}

export function envelope(rows: readonly EstimateRow[]): EstimateEnvelope {
  return {
    ...{ survey: 'citizens', wave: '2026', variable: 'need', statistic: 'proportion', by: [], where: {}, rows },
    base: 'respondents',
    ...{ weights: { kind: 'none', version: null }, varianceMethod: 'srs', interval: 'indicative', sampleType: 'open' },
    ...{ view: 'published', snapshot: { id: 's1', takenOn: '2026-03-14', responses: 6000 }, k: 5, coverage: 0.97 },
    ...{ n: 3000, figure: 'abcdefgh2345' },
  };
}

/** The skill by territory, and over all of them. */
export function placeFigures(cells: Readonly<Record<string, Cell>>, whole: Cell = [0.31, 3000]): Figures {
  const map = envelope(Object.entries(cells).map(([territory, cell]) => row({ territory }, 'english', cell)));
  return { map, whole: envelope([row({}, 'english', whole)]), scaleAreas: map };
}

/** Every skill, and every skill by group: skill → group → cell. */
export function skillFigures(
  ranking: Readonly<Record<string, Cell>>,
  heat: Readonly<Record<string, readonly Cell[]>>,
): Figures {
  const cells = Object.entries(heat).flatMap(([category, all]) =>
    all.map((cell, at) => row({ targetGroup: groups[at]?.code ?? '' }, category, cell)),
  );
  const ranked = Object.entries(ranking).map(([category, cell]) => row({}, category, cell));
  return { ranking: envelope(ranked), heat: envelope(cells) };
}

/**
 * A view as the page makes it: `?…` of the address and the figures that came for it.
 * @param more  what the survey offers beside the frame of this file, and the figures of its other waves
 */
export async function scene(
  search: string,
  figures: Figures,
  language: Language = 'it',
  more: { readonly frame?: Partial<Frame>; readonly waves?: WaveFigures } = {},
): Promise<Scene> {
  const whole = { ...frame, ...more.frame };
  const { view } = parseView(new URLSearchParams(search), vocabularyOf(whole));
  const m = await loadMessages(language);
  return sceneOf({ frame: whole, view, figures, waves: more.waves ?? {}, language, m, unit: 'person' });
}

/** Draws without a browser. */
export function drawn(drawing: Drawing): Element {
  return draw(drawing, { document: new JSDOM('').window.document });
}

/** A chart as a file that any browser opens, one element a line; numbers without the last digits of floating point. */
export function asFile(chart: Element, { ground }: Palette): string {
  const copy = chart.cloneNode(true) as Element;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('style', `background:${ground};font-family:sans-serif`);
  const text = copy.outerHTML.replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
  return `${text.replaceAll('><', '>\n<')}\n`;
}
