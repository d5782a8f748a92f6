/** Saturation: from sessions to a curve, a table and sentences. */
import type { Saturation } from '../../../analytics/contract.ts';
import type { Drawing } from '../chart/draw.ts';
import type { Palette } from '../chart/palette.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { formats } from '../format.ts';
import { baseWords, type Board } from './board.ts';

/** As many sessions without a new code are said to be saturated. */
const quiet = 3;

export function curvePoints({ sessions }: Saturation, { m, language }: Board) {
  const { day, shortDay } = formats(language);
  return sessions.map(({ id, title, heldOn, codes, fresh, cumulative }) => ({
    ...{ key: id, label: shortDay(heldOn), fresh, cumulative, chosen: false },
    words: m('evidence.saturation.point', { title, day: day(heldOn), codes, fresh, cumulative }),
  }));
}

export function curveDrawing(told: Saturation, board: Board) {
  const points = curvePoints(told, board);
  const { count } = formats(board.language);
  const unit = board.m('evidence.saturation.axis');
  return (width: number, palette: Palette): Drawing => ({
    kind: 'saturation',
    input: { points, palette, width, count, unit },
  });
}

export function curveTable({ sessions }: Saturation, { m, language }: Board): Table {
  const { day, count } = formats(language);
  const names = ['session', 'day', 'codes', 'fresh', 'cumulative'] as const;
  return {
    columns: names.map((name) => m(`evidence.column.${name}`)),
    names: 2,
    rows: sessions.map(({ id, title, heldOn, codes, fresh, cumulative }) => ({
      ...{ key: id, href: null, chosen: false },
      cells: [title, day(heldOn), count(codes), count(fresh), count(cumulative)],
    })),
  };
}

export function curveText(told: Saturation, board: Board): FigureText {
  const { m } = board;
  const { sessions } = told;
  const tail = sessions.slice(-quiet);
  const last = tail.reduce((sum, { fresh }) => sum + fresh, 0);
  const isQuiet = sessions.length > quiet && last === 0;
  return {
    title: isQuiet ? m('evidence.saturation.finding', { n: quiet }) : m('evidence.saturation.question'),
    subtitle: baseWords(told.base, board),
    summary: m('evidence.saturation.summary', {
      ...{ all: sessions.at(-1)?.cumulative ?? 0, sessions: sessions.length, last, n: tail.length },
    }),
  };
}
