/** Codes × target groups: from counts to a heat map, a list where it has no room, a table and sentences. */
import type { CodesByGroup, EvidenceCode, Heard } from '../../../analytics/contract.ts';
import type { Drawing } from '../chart/draw.ts';
import type { Palette } from '../chart/palette.ts';
import { breaksOfMany, type Breaks } from '../chart/scale.ts';
import type { Value } from '../chart/value.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { formats } from '../format.ts';
import {
  baseWords,
  codeName,
  counted,
  groupName,
  heardCodes,
  isTold,
  mostRows,
  topCodes,
  type Board,
} from './board.ts';
import { codeRanking } from './ranking.ts';

export interface GroupCell {
  readonly key: string;
  readonly code: string;
  readonly value: Value;
  readonly short: string;
  readonly words: string;
  readonly chosen: boolean;
}

const none: Heard = { statements: 0, participants: 0, sessions: 0 };

/** The groups of whom somebody took part; the table has the others too. */
const columnsOf = ({ groups }: CodesByGroup) => groups.filter(({ participants }) => participants > 0);

/** A cell for each code drawn and group, code by code. */
export function groupCells(matrix: CodesByGroup, board: Board): GroupCell[] {
  const heard = heardBy(matrix);
  return topCodes(matrix.codes, mostRows, board.chosen).flatMap((code) =>
    columnsOf(matrix).map((group) => {
      const cell = heard.get(`${code.id} ${group.key}`) ?? none;
      const names = { code: codeName(code, board), group: groupName(group, board, group.key) };
      return {
        ...{ key: `${code.id} ${group.key || '-'}`, code: code.id, short: String(cell.participants) },
        ...{ value: counted(cell.participants, group.participants), chosen: code.id === board.chosen },
        words: board.m('evidence.cell', { ...cell, ...names, all: group.participants }),
      };
    }),
  );
}

const heardBy = ({ cells }: CodesByGroup) => new Map(cells.map((cell) => [`${cell.code} ${cell.group}`, cell]));

export const groupBreaks = (cells: readonly GroupCell[]): Breaks =>
  breaksOfMany(cells.map(({ value }) => value.estimate ?? 0));

export function groupDrawing(matrix: CodesByGroup, cells: readonly GroupCell[], board: Board, breaks: Breaks) {
  const rows = topCodes(matrix.codes, mostRows, board.chosen).map((code) => heading(code, board));
  const columns = columnsOf(matrix).map((group) => ({
    key: group.key || '-',
    label: groupName(group, board, group.key),
  }));
  return (width: number, palette: Palette): Drawing => ({
    kind: 'heat',
    input: { rows, columns, cells, breaks, palette, width },
  });
}

const heading = (code: EvidenceCode, board: Board) => ({ key: code.id, label: codeName(code, board) });

/** Every code among all participants: for where the heat map has no room. */
export function wholeDrawing({ codes, base }: CodesByGroup, board: Board) {
  const rows = topCodes(codes, mostRows, board.chosen).map((code) => ({
    ...{ key: code.id, label: codeName(code, board), chosen: code.id === board.chosen },
    ...{
      value: counted(code.heard.participants, base.participants),
      short: formats(board.language).count(code.heard.participants),
    },
    words: board.m('evidence.whole', { code: codeName(code, board), ...code.heard, all: base.participants }),
  }));
  return codeRanking(rows, board);
}

export function groupTable(matrix: CodesByGroup, board: Board): Table {
  const { m } = board;
  const heard = heardBy(matrix);
  const rows = heardCodes(matrix.codes).flatMap((code) =>
    matrix.groups.flatMap((group) => {
      const cell = heard.get(`${code.id} ${group.key}`);
      if (cell === undefined) return [];
      const counts = [cell.participants, group.participants, cell.statements, cell.sessions];
      return [
        {
          key: `${code.id} ${group.key}`,
          cells: [
            codeName(code, board),
            groupName(group, board, group.key),
            ...counts.map(formats(board.language).count),
          ],
          href: board.at(code.id),
          chosen: code.id === board.chosen,
        },
      ];
    }),
  );
  const names = ['code', 'group', 'participants', 'of', 'statements', 'sessions'] as const;
  return { columns: names.map((name) => m(`evidence.column.${name}`)), names: 2, rows };
}

export function groupText(matrix: CodesByGroup, board: Board): FigureText {
  const { m, language } = board;
  const all = heardCodes(matrix.codes);
  const [first, second] = all;
  const isAhead =
    first !== undefined && isTold(first.heard) && first.heard.participants > (second?.heard.participants ?? 0);
  const shown = Math.min(all.length, mostRows);
  const names = all
    .slice(0, 3)
    .map((code) => `${codeName(code, board)} (${formats(language).count(code.heard.participants)})`);
  return {
    title: isAhead
      ? m('evidence.groups.finding', { code: quoted(codeName(first, board), board) })
      : m('evidence.groups.question'),
    subtitle: baseWords(matrix.base, board),
    summary: [
      m('evidence.groups.summary', {
        codes: all.length,
        groups: columnsOf(matrix).length,
        first: formats(language).list(names),
      }),
      ...(shown < all.length ? [m('evidence.groups.shown', { shown, all: all.length })] : []),
    ].join(' '),
  };
}

export const quoted = (label: string, { language }: Board): string => (language === 'it' ? `«${label}»` : `“${label}”`);
