import { describe, expect, it } from 'vitest';
import type { EstimateEnvelope, EstimateRow } from '../../analytics/contract.ts';
import type { Scene } from '../../dashboard/lib/explore/scene.ts';
import { skillFile } from '../../dashboard/lib/skill/file.ts';
import { findingOf } from '../../dashboard/lib/skill/finding.ts';
import { groupRows, groupText } from '../../dashboard/lib/skill/groups.ts';
import { levelDrawing, levelRows, levelTable, levelText } from '../../dashboard/lib/skill/levels.ts';
import { rankOf } from '../../dashboard/lib/skill/rank.ts';
import type { LevelFigures } from '../../dashboard/lib/skill/read.ts';
import { asFile, drawn, envelope, groups, palette, placeFigures, row, scene } from './sample.ts';

/** A mean of so many, with the range that a spread of one step gives. */
function mean(group: string | null, estimate: number | null, n: number): EstimateRow {
  const half = 1.96 / Math.sqrt(n);
  const shown = { n, estimate, se: half / 1.96, ciLow: (estimate ?? 0) - half, ciHigh: (estimate ?? 0) + half };
  const none = row({}, '', 'not_published');
  const codes: Record<string, string> = group === null ? {} : { targetGroup: group };
  return { ...none, ...codes, category: null, ...(estimate === null ? {} : { ...shown, state: 'shown' as const }) };
}

type Levels = readonly [now: number | null, wanted: number | null, n: number];
const names = ['levelNow', 'levelWanted', 'levelGap'] as const;

function three(cells: readonly (readonly [group: string | null, Levels])[]): LevelFigures['everybody'] {
  const value = (name: (typeof names)[number], [now, wanted]: Levels) =>
    name === 'levelNow' ? now : name === 'levelWanted' ? wanted : now === null ? null : wanted! - now;
  const told = names.map((name): EstimateEnvelope => {
    const rows = cells.map(([group, levels]) => mean(group, value(name, levels), levels[2]));
    const by = cells[0]![0] === null ? [] : ['targetGroup'];
    return { ...envelope(rows), variable: `${name}:english`, statistic: 'mean', by, figure: `figure-${name}` };
  });
  return told as unknown as LevelFigures['everybody'];
}

/** The same by territory. */
const placed = (all: LevelFigures['everybody']) =>
  all.map((one) => ({
    ...one,
    by: ['territory:area'],
    rows: one.rows.map(({ targetGroup, ...rest }) => ({ ...rest, territory: targetGroup! })),
  })) as unknown as LevelFigures['everybody'];

const label = (it: string, en: string) => ({ it, en });
const figures: LevelFigures = {
  steps: [
    { value: 1, label: label('Poche parole', 'A few words') },
    { value: 2, label: label('Frasi semplici', 'Simple sentences') },
    { value: 3, label: label('Ogni giorno', 'Every day') },
    { value: 4, label: label('Anche cose difficili', 'Difficult things too') },
  ],
  everybody: three([[null, [1.84, 3.02, 2400]]]),
  places: placed(
    three([
      ['PZ1', [1.9, 3.1, 900]],
      ['MT1', [2, 3.1, 700]],
      ['PZ7', [null, null, 0]],
    ]),
  ),
  groups: three([
    ['neet', [2.31, 3.4, 180]],
    ['women', [1.4, 3.1, 96]],
    ['over55', [null, null, 0]],
  ]),
};

const pictures = async (view: Scene, width: number, theme: 'light' | 'dark', name: string) => {
  const rows = levelRows(view, figures);
  const chart = drawn(levelDrawing(view, rows, figures)(width, palette(theme)));
  await expect(asFile(chart, palette(theme))).toMatchFileSnapshot(`snapshot/dumbbell-${name}.svg`);
  return chart;
};

describe('the levels of a skill', () => {
  it('are dumbbells: everybody first, then the widest gap, hidden groups last', async () => {
    const view = await scene('?skill=english', placeFigures({}), 'it');
    const chart = await pictures(view, 720, 'light', 'wide');
    const options = [...chart.querySelectorAll('[role="option"]')];
    expect(options.map((one) => one.getAttribute('data-key'))).toEqual(['all', 'women', 'neet', 'over55']);
    expect(options[1]!.getAttribute('aria-label')).toBe(
      'Donne che non lavorano e non cercano lavoro: oggi 1,4, desiderato 3,1, distanza +1,7 (da +1,5 a +1,9), 96 risposte',
    );
    expect(chart.textContent).toContain('1,8 → 3,0');
    expect(chart.textContent).toContain('riservato');
  });

  it('are drawn on a narrow screen in the dark', async () => {
    await pictures(await scene('?skill=english', placeFigures({}), 'en'), 328, 'dark', 'narrow');
  });

  it('have a title that says the gap, a subtitle with the scale and the base, and a table of the same numbers', async () => {
    const view = await scene('?skill=english', placeFigures({}), 'it');
    const rows = levelRows(view, figures);
    const text = levelText(view, rows, figures);
    expect(text.title).toBe('Per «Inglese» si vorrebbe salire di 1,2 gradini: da 1,8 a 3,0');
    expect(text.subtitle).toContain('da 1 («Poche parole») a 4 («Anche cose difficili»)');
    expect(text.subtitle).toContain('2.400');
    expect(text.summary).toContain('2 gruppi su 3 hanno livelli pubblicati');
    expect(levelTable(view, rows).rows.map(({ cells }) => cells)).toEqual([
      ['Tutti', '1,8 (1,8–1,9)', '3,0 (3,0–3,1)', '+1,2 (da +1,1 a +1,2)', '2.400'],
      ['Donne che non lavorano e non cercano lavoro', '1,4 (1,2–1,6)', '3,1 (2,9–3,3)', '+1,7 (da +1,5 a +1,9)', '96'],
      ['Giovani che non studiano e non lavorano', '2,3 (2,2–2,5)', '3,4 (3,3–3,5)', '+1,1 (da +0,9 a +1,2)', '180'],
      ['Persone dai 55 anni in su', 'riservato', '–', '–', '–'],
    ]);
  });

  it('are told by area too, with the range of each gap', async () => {
    const view = await scene('?skill=english&level=area', placeFigures({}), 'it');
    const rows = levelRows(view, figures, 'places');
    const text = levelText(view, rows, figures, 'places');
    expect(text.title).toBe('«Inglese»: quanto manca, area per area?');
    expect(text.subtitle).toContain('anche se non indica il bisogno');
    expect(text.summary).toContain('2 territori su 5 hanno livelli pubblicati');
    const { columns, rows: told } = levelTable(view, rows, 'places');
    expect(columns[0]).toBe('Territorio');
    expect(told.map(({ cells }) => [cells[0], cells[3]])).toEqual([
      ['Tutti', '+1,2 (da +1,1 a +1,2)'],
      ['Potenza e Alto Basento', '+1,2 (da +1,1 a +1,3)'],
      ['Matera e Bradano', '+1,1 (da +1,0 a +1,2)'],
      ...['Vulture', 'Lagonegrese e Mercure', 'Metapontino e basso Basento'].map((name) => [name, '–']),
    ]);
    const csv = skillFile(view, figures, 'gaps.csv')!.body;
    expect(csv.split('\r\n')[0]).toContain('territory');
    expect(csv).toContain('PZ1');
  });

  it('say so when nobody wants to climb', async () => {
    const view = await scene('?skill=english', placeFigures({}), 'it');
    const down = { ...figures, everybody: three([[null, [3.2, 3.0, 400]]]), groups: null };
    expect(levelText(view, levelRows(view, down), down).title).toBe(
      'Per «Inglese» il livello desiderato non supera quello di oggi: da 3,2 a 3,0',
    );
  });
});

describe('the article about a skill', () => {
  const divided = (cells: Parameters<typeof row>[2][]) =>
    envelope(cells.map((cell, at) => row({ targetGroup: groups[at]!.code }, 'english', cell)));

  it('begins with what is certain: the share, and groups only where they differ for certain', async () => {
    const apart = { ...placeFigures({}), scaleGroups: divided([[0.5, 400], [0.1, 400], 'not_published']) };
    const view = await scene('?skill=english', apart, 'it');
    expect(findingOf(view, groupRows(view))).toBe(
      'Il 31% di chi ha risposto chiede «Inglese»: di più fra giovani che non studiano e non lavorano (50%) che fra donne che non lavorano e non cercano lavoro (10%)',
    );
    const alike = { ...placeFigures({}), scaleGroups: divided([[0.32, 40], [0.3, 40], 'not_published']) };
    const same = await scene('?skill=english', alike, 'it');
    expect(findingOf(same, groupRows(same))).toBe('Il 31% di chi ha risposto chiede «Inglese»');
    expect(groupText(same, groupRows(same)).title).toBe('Tra 2 gruppi non si può dire quale chiede di più «Inglese»');
    const hidden = await scene('?skill=english', placeFigures({}, 'not_published'), 'en');
    expect(findingOf(hidden, [])).toBe('“English”: who needs it?');
  });

  it('has files of its figures, each row with the identifier of its own', async () => {
    const all = { ...placeFigures({ PZ1: [0.3, 90] }), scaleGroups: divided([[0.5, 400]]) };
    const view = await scene('?skill=english', all, 'it');
    const csv = skillFile(view, figures, 'levels.csv')!.body.split('\r\n');
    expect(csv[0]).toContain('variable,targetGroup');
    expect(csv.filter((line) => line.includes('levelGap:english'))).toHaveLength(4);
    expect(csv.find((line) => line.includes('levelNow:english'))).toContain('figure-levelNow');
    expect(JSON.parse(skillFile(view, figures, 'levels.json')!.body)).toHaveLength(6);
    expect(skillFile(view, figures, 'groups.csv')!.body).toContain('Giovani che non studiano e non lavorano');
    for (const name of ['levels.xml', 'groups', 'other.csv']) expect(skillFile(view, figures, name)).toBeNull();
    expect(skillFile(view, null, 'levels.csv')).toBeNull();
  });

  it('gives the place among all skills as wide as its range makes it, and one more for what is withheld', () => {
    const rows = [
      row({}, 'computer', [0.5, 900]),
      row({}, 'english', [0.31, 900]),
      row({}, 'writing', [0.3, 900]),
      row({}, 'tourists', 'not_published'),
    ];
    expect(rankOf(rows, 'computer')).toEqual({ from: 1, to: 2, all: 4 });
    expect(rankOf(rows, 'writing')).toEqual({ from: 2, to: 4, all: 4 });
    expect(rankOf(rows, 'tourists')).toBeNull();
  });
});
