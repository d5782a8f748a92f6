import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../dashboard/lib/chart/draw.ts';
import { mapDrawing } from '../../dashboard/lib/explore/drawings.ts';
import { breaksOfSkill, placesOf } from '../../dashboard/lib/explore/places.ts';
import type { Scene } from '../../dashboard/lib/explore/scene.ts';
import { asFile, drawn, palette, placeFigures, provinces, scene, type Cell } from './sample.ts';

const usual: Readonly<Record<string, Cell>> = {
  PZ1: [0.34, 1100],
  PZ2: [0.18, 460],
  PZ7: [0.37, 350],
  MT1: [0.22, 780],
  MT2: [0.26, 310],
};

const mapOf = (view: Scene, theme: 'light' | 'dark' = 'light'): Drawing =>
  mapDrawing(view, placesOf(view), provinces, breaksOfSkill(view))(600, palette(theme));

async function picture(view: Scene, name: string, theme: 'light' | 'dark' = 'light'): Promise<Element> {
  const chart = drawn(mapOf(view, theme));
  await expect(asFile(chart, palette(theme))).toMatchFileSnapshot(`snapshot/${name}.svg`);
  return chart;
}

const marks = (chart: Element) => [...chart.querySelectorAll('[data-layer="mark"] > *')];
const fillOf = (chart: Element, key: string) =>
  chart.querySelector(`[data-layer="mark"] [data-key="${key}"]`)?.getAttribute('fill');

describe('the map', () => {
  it('draws areas as symbols: the size tells respondents, the colour the rate', async () => {
    const chart = await picture(await scene('?level=area&area=PZ1', placeFigures(usual)), 'map-area');
    const radius = (key: string) =>
      Number(
        marks(chart)
          .find((mark) => mark.getAttribute('data-key') === key)
          ?.getAttribute('r'),
      );
    expect(marks(chart)).toHaveLength(5);
    expect(radius('PZ1') ** 2 / radius('PZ2') ** 2).toBeCloseTo(1100 / 460, 1);
  });

  it('draws provinces as shapes that carry their name and figure', async () => {
    const view = await scene('?level=province', placeFigures({ '076': [0.28, 2000], '077': [0.41, 1000] }));
    const chart = await picture(view, 'map-province');
    expect(chart.textContent).toContain('Potenza 28%');
    expect(chart.textContent).toContain('Matera 41%');
  });

  it('draws a single row', async () => {
    const chart = await picture(await scene('?level=area', placeFigures({ PZ2: [0.3, 50] })), 'map-one-row');
    expect(fillOf(chart, 'PZ2')).toMatch(/^#/);
    expect(fillOf(chart, 'PZ1')).toBe('url(#hatch-map)');
  });

  it('gives equal values one colour', async () => {
    const cells = Object.fromEntries(Object.keys(usual).map((code) => [code, [0.3, 500] as const]));
    const chart = await picture(await scene('?level=area', placeFigures(cells)), 'map-all-equal');
    expect(new Set(marks(chart).map((mark) => mark.getAttribute('fill'))).size).toBe(1);
  });

  it('leaves out a code that has no place, and draws the others', async () => {
    const chart = await picture(
      await scene('?level=area', placeFigures({ ...usual, PZ99: [0.5, 40] })),
      'map-missing-code',
    );
    expect(fillOf(chart, 'PZ99')).toBeUndefined();
    expect(marks(chart)).toHaveLength(5);
  });

  it('shows an empty filter result as not published everywhere', async () => {
    const chart = await picture(await scene('?level=area&group=neet', placeFigures({}, 'not_published')), 'map-empty');
    expect(new Set(marks(chart).map((mark) => mark.getAttribute('fill')))).toEqual(new Set(['url(#hatch-map)']));
  });

  it('tells zero, not published and not asked apart', async () => {
    const cells = { ...usual, PZ1: [0, 300], PZ2: 'not_published', PZ7: 'not_asked' } as const;
    const chart = await picture(await scene('?level=area', placeFigures(cells)), 'map-states');
    const { ground } = palette('light');
    expect([fillOf(chart, 'PZ1'), fillOf(chart, 'PZ2'), fillOf(chart, 'PZ7')]).toEqual([
      ground,
      'url(#hatch-map)',
      'none',
    ]);
    expect(new Set(marks(chart).map((mark) => mark.getAttribute('fill'))).size).toBeGreaterThanOrEqual(4);
  });

  it('takes contrast from what is unsure', async () => {
    const cells: Record<string, Cell> = {
      PZ1: [0.3, 2000],
      PZ2: [0.3, 40],
      PZ7: [0.3, 12],
      MT1: [0.1, 900],
      MT2: [0.6, 900],
    };
    const chart = await picture(await scene('?level=area', placeFigures(cells)), 'map-unsure');
    expect(new Set(['PZ1', 'PZ2', 'PZ7'].map((code) => fillOf(chart, code))).size).toBe(3);
  });

  it('reverses its classes in the dark', async () => {
    const view = await scene('?level=area&area=MT1', placeFigures(usual));
    const chart = await picture(view, 'map-dark', 'dark');
    const light = drawn(mapOf(view));
    const place = (fill: string | null | undefined, theme: 'light' | 'dark') =>
      palette(theme).sequential.indexOf(fill ?? '');
    expect(place(fillOf(chart, 'PZ7'), 'dark')).toBe(place(fillOf(light, 'PZ7'), 'light'));
    expect(palette('dark').sequential).toEqual([...palette('light').sequential].reverse());
  });

  it('speaks English', async () => {
    const view = await scene('?level=province', placeFigures({ '076': [0.28, 2000], '077': 'not_published' }), 'en');
    expect((await picture(view, 'map-english')).textContent).toContain('Matera withheld');
  });
});
