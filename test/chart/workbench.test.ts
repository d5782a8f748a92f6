import { describe, expect, it } from 'vitest';
import { answeredOf } from '../../dashboard/lib/explore/answered.ts';
import {
  dumbbellDrawing,
  panelDrawing,
  stackDrawing,
  topicDrawing,
} from '../../dashboard/lib/explore/drawings-beside.ts';
import { fileOf } from '../../dashboard/lib/explore/file.ts';
import { namesOf } from '../../dashboard/lib/explore/frame.ts';
import { queriesOf } from '../../dashboard/lib/explore/queries.ts';
import { levelsOf, stepRowsOf } from '../../dashboard/lib/explore/levels.ts';
import { levelTable, levelText, stepTable, stepText } from '../../dashboard/lib/explore/level-text.ts';
import type { Topic } from '../../dashboard/lib/explore/offer.ts';
import { panelsOf, panelTable, panelText } from '../../dashboard/lib/explore/panels.ts';
import type { Figures, Scene } from '../../dashboard/lib/explore/scene.ts';
import { heatOf, skillsOf } from '../../dashboard/lib/explore/skills.ts';
import { topicRowsOf, topicTable, topicText } from '../../dashboard/lib/explore/topics.ts';
import type { Language } from '../../survey/contract.ts';
import type { EstimateEnvelope, EstimateRow } from '../../analytics/contract.ts';
import { both, choices, envelope, frame, row, scene, skillFigures, type Cell } from './sample.ts';
import { cellsOf, pictured } from './picture.ts';

const steps = choices(
  ['1', 'Quasi niente', 'Hardly anything'],
  ['2', 'Con aiuto', 'With help'],
  ['3', 'Da solo', 'Alone'],
  ['4', 'Molto bene', 'Very well'],
);
const pairOf = (skill: string, label: string) => ({
  ...{ skill, label: both(label), now: `${skill}Now`, wanted: `${skill}Wanted`, both: null, steps },
});
const pairs = [pairOf('english', 'Inglese'), pairOf('computer', 'Computer'), pairOf('writing', 'Scrivere chiaro')];

/** A middle level with its range. */
function level(estimate: number, n: number, half = 0.1): EstimateEnvelope {
  const figure = { n, nEff: n, estimate, se: half / 1.96, ciLow: estimate - half, ciHigh: estimate + half, cv: 0.02 };
  const shown: EstimateRow = { category: null, ...figure, deff: null, weights: null, state: 'shown' };
  return { ...envelope([shown]), statistic: 'mean' };
}
const silent = (state: 'not_published' | 'not_asked') => envelope([row({}, '', state)]);
const shares = (...cells: Cell[]) => envelope(cells.map((cell, at) => row({}, String(at + 1), cell)));

const levelFigures: Figures = {
  'now:english': level(1.9, 800),
  'wanted:english': level(2.9, 780),
  'now:computer': level(2.4, 800, 0.4),
  'wanted:computer': level(2.6, 800, 0.4),
  'now:writing': silent('not_published'),
  'wanted:writing': silent('not_asked'),
  'nowShares:english': shares([0.6, 800], [0.25, 800], [0.15, 800], [0, 800]),
  'wantedShares:english': shares([0.05, 780], [0.2, 780], [0.5, 780], [0.25, 780]),
  'nowShares:computer': shares(...Array<Cell>(4).fill('not_published')),
  'wantedShares:computer': shares(...Array<Cell>(4).fill('not_asked')),
};
const barriers: Topic = {
  ...{ key: 'barrier', variable: 'barriers', label: both('Ostacoli', 'Barriers'), ranked: true },
  choices: choices(
    ['cost', 'Il costo', 'The cost'],
    ['far', 'La distanza', 'The distance'],
    ['family', 'La famiglia', 'The family'],
    ['none', 'Niente', 'Nothing'],
  ),
};
const hours: Topic = {
  ...{ key: 'hours', variable: 'hours', label: both('Ore a settimana', 'Hours a week'), ranked: false },
  choices: choices(['1-2', '1 o 2', '1 or 2'], ['3-5', 'Da 3 a 5', '3 to 5'], ['6+', 'Da 6', '6 and over']),
};
const topicFigures: Figures = {
  'topic:barrier': envelope([
    row({}, 'cost', [0.52, 900]),
    row({}, 'far', [0.2, 900]),
    row({}, 'family', 'not_published'),
    row({}, 'none', [0, 900]),
  ]),
  'topic:hours': envelope([row({}, '1-2', [0.3, 700]), row({}, '3-5', [0.55, 700]), row({}, '6+', [0.15, 700])]),
};
describe('levels now and wanted', () => {
  const view = (language: Language = 'it') => scene('?skill=english', levelFigures, language, { frame: { pairs } });

  it('are dumbbells, the widest first; a level that is not there says why', async () => {
    const chart = await pictured('levels', view, (made) => dumbbellDrawing(made, levelsOf(made)));
    const options = [...chart.querySelectorAll('[role="option"]')];
    expect(options.map((one) => one.getAttribute('data-key'))).toEqual(['english', 'computer', 'writing']);
    expect(options[0]?.getAttribute('aria-label')).toBe(
      'Inglese: oggi 1,90 (1,80–2,00), voluto 2,90 (2,80–3,00); risposte: 800',
    );
    expect(chart.textContent).toContain('1,9 → 2,9');
    expect(chart.textContent).toContain('riservato');
  });

  it('are told in a title where the ranges do not meet, else asked', async () => {
    const made = await view();
    expect(levelText(made, levelsOf(made)).title).toBe('Inglese: in media oggi 1,9, si vorrebbe 2,9 (su 4)');
    const unsure = await scene('?skill=computer', levelFigures, 'it', { frame: { pairs: [pairs[1]!] } });
    expect(levelText(unsure, levelsOf(unsure)).title).toBe('Da che livello si parte, e dove si vuole arrivare?');
  });

  it('stand in the table with ranges and answers of both ends', async () => {
    const made = await view();
    expect(cellsOf(levelTable(made, levelsOf(made)))).toEqual([
      'Inglese | 1,90 | 1,80–2,00 | 800 | 2,90 | 2,80–3,00 | 780',
      'Computer | 2,40 | 2,00–2,80 | 800 | 2,60 | 2,20–3,00 | 800',
      'Scrivere chiaro | riservato | – | – | non chiesto | – | –',
    ]);
    expect(levelText(made, levelsOf(made)).subtitle).toMatch(
      /^Livello medio, da 1 a 4, di chi ha detto il livello, anche se non indica il bisogno: .*Basilicata, 800 risposte\. Ondata 2026/,
    );
  });

  it('tell the gap with its range, of those who told both levels', async () => {
    const measured = { now: 'levelNow:english', wanted: 'levelWanted:english', gap: 'levelGap:english' };
    const own = { ...pairOf('english', 'Inglese'), both: measured };
    const figures = { ...levelFigures, 'gap:english': level(1.2, 760, 0.05) };
    const view = await scene('?skill=english', figures, 'it', { frame: { pairs: [own] } });
    const rows = levelsOf(view);
    expect(rows[0]?.words).toContain('distanza +1,20 (da +1,15 a +1,25)');
    expect(levelText(view, rows).subtitle).toContain(
      'di chi ha detto tutti e due i livelli, anche se non indica il bisogno',
    );
    const { columns, rows: told } = levelTable(view, rows);
    expect(columns.slice(-2)).toEqual(['Distanza', 'Distanza, intervallo']);
    expect(told[0]?.cells.slice(-2)).toEqual(['+1,20', 'da +1,15 a +1,25']);
    const asked = Object.fromEntries(queriesOf(view.view, namesOf(view.frame)));
    expect(asked['now:english']?.variable).toBe('levelNow:english');
    expect(asked['gap:english']).toMatchObject({ variable: 'levelGap:english', statistic: 'mean' });
    expect(fileOf(view, 'levels.csv')?.body.trim().split('\n')).toHaveLength(4);
  });

  it('choose the skill as the measure; one that nobody needs is no measure', async () => {
    const other = [...pairs, pairOf('swimming', 'Nuotare')];
    const made = await scene('?skill=computer', levelFigures, 'it', { frame: { pairs: other } });
    const href = (key: string) => levelsOf(made).find((one) => one.key === key)?.href;
    expect(href('english')).toBe('?skill=english&level=area');
    expect(href('swimming')).toBeNull();
  });
});

describe('who is at each level', () => {
  const view = (language: Language = 'it') => scene('?skill=english', levelFigures, language, { frame: { pairs } });

  it('is a stacked bar with counts; hatched where it is not published', async () => {
    const chart = await pictured('stack', view, (made) => stackDrawing(made, stepRowsOf(made)));
    // three steps now, four wanted: nobody stands at the highest level today
    expect(chart.querySelectorAll('[data-layer="mark"] rect')).toHaveLength(7);
    expect(chart.textContent).toContain('800 risposte');
    const empty = [...chart.querySelectorAll('[data-layer="absent"] rect')].map((one) => one.getAttribute('fill'));
    expect(empty).toEqual(['url(#hatch-stack)', 'none']);
    expect(chart.textContent).toContain('riservato');
    expect(chart.textContent).toContain('non chiesto');
  });

  it('is told in words and as a table, zero as zero', async () => {
    const made = await view();
    const rows = stepRowsOf(made);
    expect(stepText(made, rows).title).toBe('Inglese, oggi: la risposta più frequente è «Quasi niente» (60%)');
    expect(stepText(made, rows).summary).toContain('0% «Molto bene» (800 risposte).');
    expect(cellsOf(stepTable(made, rows)).slice(3, 5)).toEqual([
      'Inglese, oggi | Molto bene | 0% | 0% | 800',
      'Inglese, voluto | Quasi niente | 5% | 3–7% | 780',
    ]);
  });
});

describe('questions about courses', () => {
  const offered = { frame: { topics: [barriers, hours] } };
  const view = (language: Language = 'it') => scene('?skill=english', topicFigures, language, offered);

  it('are ranked dots; they only tell, so that nothing can be chosen', async () => {
    const chart = await pictured('topic', view, (made) => topicDrawing(made, topicRowsOf(made, barriers), true));
    expect(chart.querySelectorAll('[role="option"]')).toHaveLength(0);
    const keys = [...chart.querySelectorAll('[data-layer="option"] [data-key]')];
    expect(keys.map((one) => one.getAttribute('data-key'))).toEqual(['cost', 'far', 'none', 'family']);
  });

  it('keep the order of their own steps', async () => {
    const chart = await pictured('topic-steps', view, (made) => topicDrawing(made, topicRowsOf(made, hours), false));
    const keys = [...chart.querySelectorAll('[data-layer="option"] [data-key]')];
    expect(keys.map((one) => one.getAttribute('data-key'))).toEqual(['1-2', '3-5', '6+']);
    expect(chart.textContent).not.toContain('alla pari');
  });

  it('have a title where one leads, a sentence and a table', async () => {
    const made = await view();
    const rows = topicRowsOf(made, barriers);
    expect(topicText(made, barriers, rows)).toMatchObject({
      title: 'Ostacoli: fra le risposte pubblicate, in testa «Il costo»',
      summary: expect.stringContaining('Il costo: 52%'),
    });
    expect(topicText(made, barriers, rows).subtitle).toContain('900 risposte');
    expect(cellsOf(topicTable(made, rows))).toEqual([
      'Il costo | 52% | 49–55% | 900 | 1–2',
      'La distanza | 20% | 17–23% | 900 | 2–3',
      'Niente | 0% | 0% | 900 | 3–4',
      'La famiglia | riservato | – | – | –',
    ]);
  });
});

describe('small multiples by group', () => {
  const figures = skillFigures(
    { english: [0.4, 900], computer: [0.3, 900], tourists: [0.1, 900], writing: 'not_published' },
    {
      english: [[0.6, 400], [0.2, 400], 'not_published'],
      computer: [[0.3, 400], [0, 400], 'not_published'],
      tourists: [[0.1, 12], 'not_asked', 'not_published'],
      writing: ['not_published', 'not_published', 'not_published'],
    },
  );
  const view = (language: Language = 'it') => scene('?skill=english&group=neet', figures, language);
  const panels = (made: Scene) => panelsOf(made, skillsOf(made), heatOf(made, skillsOf(made)));

  it('have the same skills in the same order on the same scale', async () => {
    const chart = await pictured('multiples', view, (made) => panelDrawing(made, panels(made)));
    const keys = [...chart.querySelectorAll('[role="option"]')].map((one) => one.getAttribute('data-key'));
    expect(keys).toEqual(
      ['neet', 'women'].flatMap((group) =>
        ['english', 'computer', 'tourists', 'writing'].map((skill) => `${skill} ${group}`),
      ),
    );
    expect(chart.textContent).toContain('non chiesto');
    expect(chart.querySelector('[aria-selected="true"]')?.getAttribute('data-key')).toBe('english neet');
  });

  it('leave out a group without a figure, and say so', async () => {
    const made = await view();
    expect(panelText(made, panels(made)).summary).toContain('Senza valori pubblicati: persone dai 55 anni in su.');
    expect(panelText(made, panels(made)).title).toMatch(/^Inglese: 60% tra giovani .*, 20% tra donne /);
    expect(cellsOf(panelTable(made, panels(made)))[5]).toMatch(/^Basi di computer e internet \| Donne .* \| 0% /);
  });
});

describe('who answered', () => {
  const counted = (...cells: [string, number | null][]): EstimateEnvelope =>
    envelope(
      cells.map(([code, n]) => ({
        ...row({}, code, n === null ? 'not_published' : [0, 100]),
        ...(n === null ? {} : { estimate: n }),
      })),
    );

  it('is a choice by each bar; one that is not published says so and has no share', async () => {
    const made = await scene('?skill=english&sex=f', { 'who:sex': counted(['f', 300], ['m', 100]) });
    const [sex] = answeredOf(made);
    expect(sex?.parts).toEqual([
      { code: 'f', label: 'Donne', count: 300, share: 0.75, chosen: true },
      { code: 'm', label: 'Uomini', count: 100, share: 0.25, chosen: false },
    ]);
    // 100 of 400, not of the 100 whose number is published
    const partly = { ...counted(['f', null], ['m', 100]), n: 400 };
    const [half] = answeredOf(await scene('?skill=english', { 'who:sex': partly }));
    expect(half?.parts.map(({ share }) => share)).toEqual([null, 0.25]);
    const [silent] = answeredOf(await scene('?skill=english', { 'who:sex': { ...partly, n: null } }));
    expect(silent?.parts.map(({ share }) => share)).toEqual([null, null]);
    const hidden = await scene('?skill=english', { 'who:sex': counted(['f', null], ['m', null]) });
    expect(answeredOf(hidden)[0]).toMatchObject({ known: false, parts: [{ share: null }, { share: null }] });
  });
});

describe('files of the charts', () => {
  it('hold what the chart shows, each row with its own figure', async () => {
    const made = await scene('?skill=english', { ...levelFigures, ...topicFigures }, 'it', {
      frame: { ...frame, pairs, topics: [barriers] },
    });
    const lines = fileOf(made, 'levels.csv')?.body.split('\r\n') ?? [];
    expect(lines).toHaveLength(1 + 6 + 1);
    expect(lines[0]).toContain('skillLabel');
    expect(fileOf(made, 'topic-barrier.csv')?.body).toContain('Il costo');
    expect(JSON.parse(fileOf(made, 'steps.json')?.body ?? '{}').rows).toHaveLength(16);
    expect(fileOf(made, 'topic-hours.csv')).toBeNull();
  });
});
