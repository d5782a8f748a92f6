import { describe, expect, it } from 'vitest';
import { layoutOf, leastHeat } from '../../dashboard/lib/chart/layout.ts';
import { groupsDrawing, heatDrawing, rankingDrawing } from '../../dashboard/lib/explore/drawings.ts';
import type { Scene } from '../../dashboard/lib/explore/scene.ts';
import { breaksOfHeat, heatOf, skillsOf, type HeatRow } from '../../dashboard/lib/explore/skills.ts';
import type { Language } from '../../survey/contract.ts';
import { asFile, drawn, palette, scene, skillFigures, skills, type Cell } from './sample.ts';

const ranking: Record<string, Cell> = {
  english: [0.31, 800],
  computer: [0.33, 800],
  tourists: [0.12, 800],
  writing: 'not_published',
};
const heat: Record<string, Cell[]> = {
  english: [
    [0.45, 90],
    [0.2, 300],
    [0.1, 800],
  ],
  computer: [[0.31, 90], 'not_published', [0.4, 800]],
  tourists: [
    [0, 90],
    [0.06, 30],
    [0.1, 800],
  ],
  writing: ['not_asked', 'not_asked', 'not_asked'],
};

const heatOrList = (view: Scene, cells: HeatRow[], width: number) =>
  width < leastHeat.width ? groupsDrawing(view, cells) : heatDrawing(view, cells, breaksOfHeat(view));

async function pictures(width: number, theme: 'light' | 'dark', language: Language, name: string) {
  const view = await scene('?skill=english&group=neet', skillFigures(ranking, heat), language);
  const all = skillsOf(view);
  const [ranked, mapped] = [
    drawn(rankingDrawing(view, all)(width, palette(theme))),
    drawn(heatOrList(view, heatOf(view, all), width)(width, palette(theme))),
  ];
  await expect(asFile(ranked, palette(theme))).toMatchFileSnapshot(`snapshot/ranking-${name}.svg`);
  await expect(asFile(mapped, palette(theme))).toMatchFileSnapshot(`snapshot/heat-${name}.svg`);
  return { ranked, mapped };
}

describe('the ranking', () => {
  it('puts the highest first, brackets what is alike and names what is not published', async () => {
    const { ranked } = await pictures(960, 'light', 'it', 'wide');
    const options = [...ranked.querySelectorAll('[role="option"]')].map((one) => one.getAttribute('data-key'));
    expect(options).toEqual(['computer', 'english', 'tourists', 'writing']);
    expect(ranked.textContent).toContain('1–3 alla pari');
    expect(ranked.textContent).toContain('riservato');
  });

  it('gives long names more room beside the axis, and leaves most of it to the dots', () => {
    const long = 'Donne che non lavorano e non cercano lavoro';
    expect(layoutOf(720, ['Inglese']).left).toBe(layoutOf(720).left);
    expect(layoutOf(720, [long]).left).toBeGreaterThan(layoutOf(720).left);
    expect(layoutOf(720, [long.repeat(3)]).left).toBe(302);
  });

  it('is the same on a narrow screen, in the dark, in English', async () => {
    const { ranked } = await pictures(328, 'dark', 'en', 'narrow-dark-english');
    expect(ranked.querySelectorAll('[role="option"]')).toHaveLength(4);
    expect(ranked.textContent).toContain('withheld');
  });

  it('says the same words under the pointer as in the table', async () => {
    const { ranked } = await pictures(960, 'light', 'it', 'wide');
    const words = ranked.querySelector('[data-key="english"]')?.getAttribute('aria-label');
    expect(words).toBe('Inglese: 31% (28–34%) su 800 persone, posti 1–3');
  });
});

describe('a ranking of which some rows are drawn', () => {
  const figures = (...shares: number[]) =>
    skillFigures(Object.fromEntries(shares.map((share, at) => [skills[at]?.code ?? '', [share, 900] as Cell])), {});
  const drawnPart = async (shares: number[], keep: readonly string[], language: Language = 'it') => {
    const view = await scene('?skill=writing', figures(...shares), language);
    const all = skillsOf(view);
    const part = all.filter((skill) => keep.includes(skill.key));
    return drawn(rankingDrawing(view, all, part)(960, palette('light'))).textContent ?? '';
  };

  it('says that a run goes on below what is drawn', async () => {
    expect(await drawnPart([0.5, 0.2, 0.2, 0.2], ['english', 'computer', 'tourists'])).toContain('2–4 alla pari');
    expect(await drawnPart([0.5, 0.2, 0.2, 0.2], ['english', 'computer'], 'en')).toContain('2–4 alike');
  });

  it('names the true end of a run that ends among the rows not drawn', async () => {
    expect(await drawnPart([0.5, 0.5, 0.5, 0.1], ['english', 'tourists'])).toContain('1–3 alla pari');
  });

  it('gives a row after a gap its true place', async () => {
    expect(await drawnPart([0.6, 0.4, 0.2, 0.1], ['english', 'writing'])).toContain('… 4º Scrivere chiaro');
    expect(await drawnPart([0.6, 0.4, 0.2, 0.1], ['english', 'computer'])).not.toContain('…');
  });

  it('takes contrast from what is unsure', async () => {
    const cells: Record<string, Cell> = { english: [0.3, 2000], computer: [0.3, 40], tourists: [0.3, 12] };
    const view = await scene('', skillFigures(cells, {}));
    const dots = drawn(rankingDrawing(view, skillsOf(view))(960, palette('light'))).querySelectorAll(
      '[data-layer="dot"] > *',
    );
    expect(new Set([...dots].map((dot) => dot.getAttribute('fill'))).size).toBe(3);
  });
});

describe('the heat map', () => {
  it('is a list of groups, under their full names, where it has no room', async () => {
    const { mapped } = await pictures(328, 'dark', 'en', 'narrow-dark-english');
    const options = [...mapped.querySelectorAll('[role="option"]')].map((one) => one.getAttribute('data-key'));
    expect(options).toEqual(['english neet', 'english women', 'english over55']);
    expect(mapped.textContent).toContain('Women not working or looking');
  });

  it('writes the rate in each cell and leaves what is not published empty and hatched', async () => {
    const { mapped } = await pictures(960, 'light', 'it', 'wide');
    const figure = (key: string) => mapped.querySelector(`[data-layer="figure"] [data-key="${key}"]`)?.textContent;
    const fill = (key: string) =>
      mapped.querySelector(`[data-layer="option"] [data-key="${key}"]`)?.getAttribute('fill');
    expect([figure('english neet'), figure('tourists neet'), figure('computer women')]).toEqual(['45', '0', '']);
    expect([fill('computer women'), fill('writing neet')]).toEqual(['url(#hatch-heat)', 'none']);
  });
});
