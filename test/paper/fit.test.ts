import { describe, expect, it } from 'vitest';
import { heightOf } from '../../dashboard/lib/paper/height.ts';
import { linesOf } from '../../dashboard/lib/paper/lines.ts';
import { paged } from '../../dashboard/lib/paper/pages.ts';
import { page, type PaperTable, type Part } from '../../dashboard/lib/paper/part.ts';

const table = (rows: number): PaperTable => ({
  ...{ title: 'Tutte le competenze', figure: 'x', columns: ['Competenza', 'valore'], names: 1, widths: [0.8, 0.2] },
  rows: Array.from({ length: rows }, (_, at) => ({ code: `s${at}`, cells: [`Competenza ${at}`, '3%'] })),
});
const asPart = (rows: number): Part => ({ kind: 'table', table: table(rows), goesOn: false });
const rowsOf = (parts: readonly Part[]) =>
  parts.flatMap((part) => (part.kind === 'table' ? part.table.rows.map(({ code }) => code) : []));
const text = (lines: number): Part => ({
  ...{ kind: 'text', title: 'Metodo' },
  lines: Array.from({ length: lines }, (_, at) => ({ text: `Riga ${at}` })),
});

describe('pages of a report', () => {
  it('lose no row of a table that goes on, and say on each page that it does', () => {
    const pages = paged([text(12), asPart(400)]);
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.flatMap(rowsOf)).toEqual(table(400).rows.map(({ code }) => code));
    const goesOn = pages.flatMap((parts) => parts.flatMap((part) => (part.kind === 'table' ? [part.goesOn] : [])));
    expect(goesOn).toEqual([false, ...goesOn.slice(1).map(() => true)]);
  });

  it('hold what they are given, none of them more than there is room for', () => {
    for (const parts of paged([asPart(7), text(70), asPart(90), text(3), asPart(2)]))
      expect(parts.reduce((sum, part) => sum + heightOf(part), 0)).toBeLessThanOrEqual(page.height);
  });

  it('begin no table whose first rows would stand alone at the foot', () => {
    const lines = Math.floor((page.height - page.chapter - 24) / heightOf(text(1)));
    for (let more = -3; more < 4; more++) {
      const pages = paged([text(3 * lines + more), asPart(30)]);
      const first = pages.find((parts) => rowsOf(parts).length > 0)!;
      expect(rowsOf(first).length).toBeGreaterThanOrEqual(3);
    }
  });

  it('are never empty, also where a piece is larger than a page', () => {
    const long: Part = { kind: 'text', title: null, lines: [{ text: 'parola '.repeat(6000) }] };
    for (const parts of paged([text(2), long, text(2)])) expect(parts.length).toBeGreaterThan(0);
  });
});

describe('the lines that words take', () => {
  it('keep words whole, and break what is longer than the column', () => {
    expect(linesOf('', 20)).toBe(1);
    expect(linesOf('uno due', 40)).toBe(1);
    expect(linesOf('intelligenza artificiale', 22)).toBe(2);
    expect(linesOf('a'.repeat(100), 16.4)).toBe(10);
  });
});
