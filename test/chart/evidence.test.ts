import { describe, expect, it } from 'vitest';
import type { CodePairs, CodesByGroup, Saturation } from '../../analytics/contract.ts';
import type { Board } from '../../dashboard/lib/evidence/board.ts';
import { curveDrawing, curveTable, curveText } from '../../dashboard/lib/evidence/curve.ts';
import {
  groupBreaks,
  groupCells,
  groupDrawing,
  groupTable,
  groupText,
  wholeDrawing,
} from '../../dashboard/lib/evidence/groups.ts';
import {
  pairBreaks,
  pairCells,
  pairDrawing,
  pairListDrawing,
  pairTable,
  pairText,
} from '../../dashboard/lib/evidence/pairs.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import type { Language } from '../../survey/contract.ts';
import { asFile, drawn, palette } from './sample.ts';

const base = { sessions: 6, participants: 41, statements: 120, from: '2026-03-10', to: '2026-05-20', uncoded: 1 };
const code = (id: string, it: string, en: string, statements: number, participants: number) => ({
  ...{ id, labels: { it, en }, depth: 0, skill: null },
  heard: { statements, participants, sessions: Math.min(6, participants) },
});
const codes = [
  code('team', 'Lavorare in squadra', 'Working in a team', 40, 22),
  code('children', 'Chi tiene i bambini', 'Who minds the children', 28, 19),
  code('papers', 'Carte da riconoscere', 'Papers to be recognised', 18, 9),
  code('unused', 'Mai detto', 'Never said', 0, 0),
];
const matrix: CodesByGroup = {
  base,
  codes,
  groups: [
    { key: 'women', label: { it: 'Donne inattive', en: 'Inactive women' }, participants: 18 },
    { key: 'young', label: { it: 'Giovani', en: 'Young people' }, participants: 15 },
    { key: '', label: null, participants: 8 },
  ],
  cells: [
    { code: 'team', group: 'women', statements: 20, participants: 9, sessions: 4 },
    { code: 'team', group: 'young', statements: 14, participants: 10, sessions: 3 },
    { code: 'team', group: '', statements: 6, participants: 3, sessions: 1 },
    { code: 'children', group: 'women', statements: 26, participants: 17, sessions: 5 },
    { code: 'children', group: 'young', statements: 2, participants: 2, sessions: 1 },
    { code: 'papers', group: 'young', statements: 18, participants: 9, sessions: 4 },
  ],
};
const pairs: CodePairs = {
  ...{ base, codes },
  pairs: [
    { first: 'team', second: 'children', statements: 7, participants: 6, sessions: 3 },
    { first: 'team', second: 'papers', statements: 12, participants: 8, sessions: 4 },
  ],
};
const saturation: Saturation = {
  base,
  sessions: [9, 4, 3, 0, 0, 0].map((fresh, at, all) => ({
    ...{
      id: `s${at}`,
      title: `Incontro ${at + 1}`,
      heldOn: `2026-0${3 + Math.floor(at / 2)}-1${at}`,
      codes: 9 - at,
      fresh,
    },
    cumulative: all.slice(0, at + 1).reduce((sum, one) => sum + one, 0),
  })),
};

async function boardOf(language: Language): Promise<Board> {
  return { m: await loadMessages(language), language, chosen: 'children', at: (code) => `?code=${code}` };
}

const snapshot = (
  name: string,
  theme: 'light' | 'dark',
  draw: (width: number, with_: ReturnType<typeof palette>) => Parameters<typeof drawn>[0],
  width: number,
) => {
  const chart = drawn(draw(width, palette(theme)));
  return { chart, kept: expect(asFile(chart, palette(theme))).toMatchFileSnapshot(`snapshot/${name}.svg`) };
};

describe('codes by target group', () => {
  it('fill by the share of the group, with the number of its people in the cell', async () => {
    const board = await boardOf('it');
    const cells = groupCells(matrix, board);
    const { chart, kept } = snapshot(
      'evidence-groups',
      'light',
      groupDrawing(matrix, cells, board, groupBreaks(cells)),
      960,
    );
    await kept;
    expect(chart.querySelector('[data-key="children women"]')?.getAttribute('aria-label')).toBe(
      'Chi tiene i bambini, Donne inattive: 17 di 18 partecipanti (26 affermazioni, 5 incontri)',
    );
    expect(chart.textContent).not.toContain('Mai detto');
    expect(groupTable(matrix, board).rows.map(({ cells }) => cells.join(' | '))[0]).toBe(
      'Lavorare in squadra | Donne inattive | 9 | 18 | 20 | 4',
    );
    expect(groupText(matrix, board).title).toBe('Il codice più diffuso è «Lavorare in squadra»');
  });

  it('have a question as their title while what comes first rests on few', async () => {
    const board = await boardOf('it');
    const few = { statements: 12, participants: 4, sessions: 2 };
    const one = { statements: 12, participants: 8, sessions: 1 };
    for (const heard of [few, one]) {
      expect(groupText({ ...matrix, codes: [{ ...codes[0]!, heard }] }, board).title).toBe('Chi parla di che cosa?');
      const pair = { first: 'team', second: 'papers', ...heard };
      expect(pairText({ ...pairs, pairs: [pair] }, board).title).toBe('Quali temi stanno insieme?');
    }
  });

  it('are a list of all on a narrow screen, in the dark, in English', async () => {
    const board = await boardOf('en');
    const { chart, kept } = snapshot('evidence-groups-narrow-dark-english', 'dark', wholeDrawing(matrix, board), 328);
    await kept;
    expect([...chart.querySelectorAll('[role="option"]')].map((one) => one.getAttribute('data-key'))).toEqual([
      ...['team', 'children', 'papers'],
    ]);
    expect(groupText(matrix, board).subtitle).toBe(
      '6 coded sessions, 41 participants, 120 coded statements, from 10 March 2026 to 20 May 2026; 1 yet to be coded.',
    );
  });
});

describe('codes on the same statement', () => {
  it('fill by the share of the row’s statements; a code beside itself is only outlined', async () => {
    const board = await boardOf('it');
    const cells = pairCells(pairs, board);
    const { chart, kept } = snapshot(
      'evidence-pairs',
      'light',
      pairDrawing(pairs, cells, board, pairBreaks(cells)),
      960,
    );
    await kept;
    const words = (key: string) => chart.querySelector(`[data-key="${key}"]`)?.getAttribute('aria-label');
    expect(words('papers team')).toBe('Carte da riconoscere con Lavorare in squadra: 12 di 18 affermazioni');
    expect(words('team papers')).toBe('Lavorare in squadra con Carte da riconoscere: 12 di 40 affermazioni');
    expect(words('team team')).toBe('Lavorare in squadra: 40 affermazioni in tutto');
    expect(pairTable(pairs, board).rows[0]?.cells).toEqual([
      'Lavorare in squadra',
      'Carte da riconoscere',
      '12',
      '8',
      '4',
    ]);
    expect(pairText(pairs, board).title).toContain('«Lavorare in squadra» e «Carte da riconoscere»');
  });

  it('are a list of pairs on a narrow screen', async () => {
    const board = await boardOf('en');
    await snapshot('evidence-pairs-narrow', 'light', pairListDrawing(pairs, board), 328).kept;
  });
});

describe('saturation', () => {
  it('is a line of all codes so far over bars of new ones, and says when nothing new came', async () => {
    const board = await boardOf('it');
    const { chart, kept } = snapshot('evidence-saturation', 'light', curveDrawing(saturation, board), 720);
    await kept;
    expect(chart.querySelectorAll('[role="option"]')).toHaveLength(6);
    expect(chart.querySelector('[data-key="s1"]')?.getAttribute('aria-label')).toBe(
      'Incontro 2, 11 marzo 2026: 4 codici nuovi su 8, 13 finora',
    );
    expect(curveText(saturation, board).title).toBe('Gli ultimi 3 incontri non hanno portato codici nuovi');
    expect(curveTable(saturation, board).rows[2]?.cells).toEqual(['Incontro 3', '12 aprile 2026', '7', '3', '16']);
  });

  it('asks where new codes still come, in the dark on a narrow screen', async () => {
    const board = await boardOf('en');
    const early = { ...saturation, sessions: saturation.sessions.slice(0, 3) };
    await snapshot('evidence-saturation-narrow-dark', 'dark', curveDrawing(early, board), 328).kept;
    expect(curveText(early, board).title).toBe('Does each session still tell something new?');
  });
});
