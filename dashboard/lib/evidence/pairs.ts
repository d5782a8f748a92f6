/** Codes given to the same statement: from counts to a heat map, a list where it has no room, a table and sentences. */
import type { CodePairs, EvidenceCode } from '../../../analytics/contract.ts';
import type { Drawing } from '../chart/draw.ts';
import type { Palette } from '../chart/palette.ts';
import { breaksOfMany, type Breaks } from '../chart/scale.ts';
import { isShown, missing } from '../chart/value.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { formats } from '../format.ts';
import { baseWords, codeName, counted, isTold, mostColumns, mostRows, topCodes, type Board } from './board.ts';
import { quoted, type GroupCell } from './groups.ts';
import { codeRanking } from './ranking.ts';

const drawnCodes = ({ codes }: CodePairs, { chosen }: Board): EvidenceCode[] => topCodes(codes, mostColumns, chosen);

/** A cell for each two of the codes drawn, row by row; a code beside itself has only an outline. */
export function pairCells(told: CodePairs, board: Board): GroupCell[] {
  const statements = new Map<string, number>(
    told.pairs.flatMap(({ first, second, statements: n }) => [
      [`${first} ${second}`, n] as const,
      [`${second} ${first}`, n] as const,
    ]),
  );
  return drawnCodes(told, board).flatMap((row) =>
    drawnCodes(told, board).map((column) => {
      const key = `${row.id} ${column.id}`;
      const all = row.heard.statements;
      const n = statements.get(key) ?? 0;
      const names = { first: codeName(row, board), second: codeName(column, board), n, all };
      const isSame = row === column;
      return {
        ...{ key, code: row.id, chosen: row.id === board.chosen, short: isSame ? '' : String(n) },
        value: isSame ? missing('not_asked') : counted(n, all),
        words: board.m(isSame ? 'evidence.pairs.same' : 'evidence.pairs.cell', names),
      };
    }),
  );
}

export const pairBreaks = (cells: readonly GroupCell[]): Breaks =>
  breaksOfMany(cells.flatMap(({ value }) => (isShown(value) ? [value.estimate] : [])));

export function pairDrawing(told: CodePairs, cells: readonly GroupCell[], board: Board, breaks: Breaks) {
  const headings = drawnCodes(told, board).map((code) => ({ key: code.id, label: codeName(code, board) }));
  return (width: number, palette: Palette): Drawing => ({
    kind: 'heat',
    input: { rows: headings, columns: headings, cells, breaks, palette, width },
  });
}

interface NamedPair {
  readonly pair: CodePairs['pairs'][number];
  readonly first: string;
  readonly second: string;
  /** statements with the first code */
  readonly all: number;
}

/** The most frequent first. */
function namedPairs({ pairs, codes }: CodePairs, board: Board): NamedPair[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const name = (id: string) => {
    const code = byId.get(id);
    return code ? codeName(code, board) : id;
  };
  return pairs
    .toSorted((a, b) => b.statements - a.statements)
    .map((pair) => ({
      ...{ pair, first: name(pair.first), second: name(pair.second) },
      all: byId.get(pair.first)?.heard.statements ?? 0,
    }));
}

/** The most frequent pairs: for where the heat map has no room. */
export function pairListDrawing(told: CodePairs, board: Board) {
  const rows = namedPairs(told, board)
    .slice(0, mostRows)
    .map(({ pair, first, second, all }) => ({
      ...{ key: `${pair.first} ${pair.second}`, chosen: pair.first === board.chosen },
      ...{ label: board.m('evidence.pairs.pair', { first, second }), value: counted(pair.statements, all) },
      short: formats(board.language).count(pair.statements),
      words: board.m('evidence.pairs.cell', { first, second, n: pair.statements, all }),
    }));
  return codeRanking(rows, board);
}

export function pairTable(told: CodePairs, board: Board): Table {
  const rows = namedPairs(told, board).map(({ pair, first, second }) => ({
    key: `${pair.first} ${pair.second}`,
    cells: [first, second, ...[pair.statements, pair.participants, pair.sessions].map(formats(board.language).count)],
    href: board.at(pair.first),
    chosen: pair.first === board.chosen,
  }));
  const names = ['code', 'other', 'statements', 'participants', 'sessions'] as const;
  return { columns: names.map((name) => board.m(`evidence.column.${name}`)), names: 2, rows };
}

export function pairText(told: CodePairs, board: Board): FigureText {
  const { m, language } = board;
  const all = namedPairs(told, board);
  const [top, next] = all;
  const isAhead = top !== undefined && isTold(top.pair) && top.pair.statements > (next?.pair.statements ?? 0);
  const first = all
    .slice(0, 3)
    .map(
      (one) =>
        `${m('evidence.pairs.pair', { first: one.first, second: one.second })} (${formats(language).count(one.pair.statements)})`,
    );
  return {
    title: isAhead
      ? m('evidence.pairs.finding', { first: quoted(top.first, board), second: quoted(top.second, board) })
      : m('evidence.pairs.question'),
    subtitle: baseWords(told.base, board),
    summary: m('evidence.pairs.summary', { pairs: all.length, first: formats(language).list(first) }),
  };
}
