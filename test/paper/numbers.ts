/** Holds every number of a document on paper that has an identifier against what the API gives back for it. */
import { expect } from 'vitest';
import type { EstimateRow, FigureRecord } from '../../analytics/contract.ts';
import { valueOf } from '../../dashboard/lib/chart/value.ts';
import { wordsOf } from '../../dashboard/lib/explore/words.ts';
import { formats } from '../../dashboard/lib/format.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import type { Language } from '../../survey/contract.ts';

export type RecordOf = (id: string) => Promise<FigureRecord>;

/** `wrong`: numbers that differ, with what they should be; `held`: the identifiers whose numbers were compared. */
export interface Held {
  readonly wrong: readonly string[];
  readonly checked: number;
  readonly held: ReadonlySet<string>;
}

/** What the API answers for an identifier; each is asked for once. */
export function recordsFrom(address: () => string): RecordOf {
  const records = new Map<string, Promise<FigureRecord>>();
  const ask = async (id: string) => {
    const response = await fetch(`${address()}/api/figures/${id}`);
    expect([id, response.status]).toEqual([id, 200]);
    return (await response.json()) as FigureRecord;
  };
  return (id) => {
    const known = records.get(id) ?? ask(id);
    records.set(id, known);
    return known;
  };
}

export async function numbersIn(document: Document, recordOf: RecordOf, language: Language = 'it'): Promise<Held> {
  const words = wordsOf(language, await loadMessages(language), 'person');
  const { fixed, percent, count } = formats(language);
  const [wrong, held]: [string[], Set<string>] = [[], new Set()];
  let checked = 0;
  const compare = (where: string, shown: string | undefined, wanted: string) => {
    checked++;
    held.add(where.split(' ')[0]!);
    if (shown?.trim() !== wanted) wrong.push(`${where}: ${shown?.trim()}, not ${wanted}`);
  };
  /** That the respondents told below a figure are those of its rows. */
  const compareCounts = (id: string, foot: Element | null, rows: readonly EstimateRow[]) => {
    const known = rows.flatMap(({ n }) => (n === null ? [] : [count(n)]));
    const told = (foot?.textContent ?? '').split(' · ')[0]!.split(': ').at(-1)!;
    const counts = told.match(/\d[\d.,]*/g) ?? [];
    compare(`${id} respondents`, counts.find((one) => !known.includes(one)) ?? 'known', 'known');
    compare(`${id} respondents told`, String(counts.length > 0), 'true');
  };

  const rangeLine = (line: Element, id: string, record: FigureRecord) => {
    const code = line.getAttribute('data-row')!;
    const value = valueOf(rowIn(record, code, null));
    const numbers = texts(line, 'td.number, td.right');
    compare(`${id} ${code} rate`, numbers[0], words.short(value));
    compare(`${id} ${code} range`, numbers[1], words.range(value));
  };
  const cell = (one: Element, line: Element, id: string, record: FigureRecord) => {
    const [code, column] = [
      one.getAttribute('data-row') ?? line.getAttribute('data-row')!,
      one.getAttribute('data-column')!,
    ];
    const value = valueOf(rowIn(record, code, column));
    const isCrossed = one.hasAttribute('data-row');
    const number = isCrossed
      ? `${words.short(value)} (${words.range(value)})`
      : words.rate(value.estimate ?? 0).slice(0, -1);
    compare(`${id} ${code} ${column}`, one.textContent, value.estimate === null ? words.short(value) : number);
  };
  for (const table of document.querySelectorAll('table[data-figure]')) {
    const id = table.getAttribute('data-figure')!;
    const record = await recordOf(id);
    for (const line of table.querySelectorAll('tbody tr')) {
      const cells = line.querySelectorAll('td[data-column]');
      for (const one of cells) cell(one, line, id, record);
      if (cells.length === 0) rangeLine(line, id, record);
    }
    if (table.parentElement?.matches('.figure'))
      compareCounts(id, table.parentElement.querySelector('.foot'), record.then.rows);
  }

  for (const mean of document.querySelectorAll('td[data-figure]')) {
    const id = mean.getAttribute('data-figure')!;
    const { estimate, ciLow, ciHigh } = (await recordOf(id)).then.rows[0]!;
    const range = ciLow === null || ciHigh === null ? '–' : `${fixed(ciLow, 2)}–${fixed(ciHigh, 2)}`;
    compare(`${id} mean`, mean.textContent!, `${fixed(estimate!, 2)} (${range})`);
  }
  for (const line of document.querySelectorAll('.levels tbody tr')) {
    const [now, wanted] = await Promise.all(
      [...line.querySelectorAll('td[data-figure]')].map((one) => recordOf(one.getAttribute('data-figure')!)),
    );
    const gap = wanted!.then.rows[0]!.estimate! - now!.then.rows[0]!.estimate!;
    compare(`${wanted!.figure} gap`, texts(line, 'td.number').at(-1), fixed(gap, 2));
  }
  for (const foot of document.querySelectorAll('.figure:has(.levels) > .foot'))
    for (const id of texts(foot, 'code')) compareCounts(id, foot, (await recordOf(id)).then.rows);

  // who answered: how many, or the share of each category in its order
  for (const told of document.querySelectorAll('dd:has(code)')) {
    const id = told.querySelector('code')!.textContent!;
    if (!isFigure(id)) continue;
    const { then } = await recordOf(id);
    const own = [...told.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent!);
    const shares = own.join('').match(/<?\d+%/g);
    const shown = then.rows.map(valueOf).flatMap(({ estimate }) => (estimate === null ? [] : [percent(estimate)]));
    if (shares) compare(`${id} shares`, shares.join(' '), shown.join(' '));
    else compare(`${id} answers`, own.join('').match(/\d[\d.,]*/)?.[0], count(then.n!));
  }
  return { wrong, checked, held };
}

/** Identifiers of figures that a document prints. */
export const printedIn = (document: ParentNode): Set<string> => new Set(texts(document, 'code').filter(isFigure));

export const texts = (top: ParentNode, selector: string) =>
  [...top.querySelectorAll(selector)].map((one) => one.textContent!);
const isFigure = (text: string) => /^[a-z2-7]{4}(-[a-z2-7]{1,4}){5,}$/.test(text);

/** The row of a figure that a row of the paper shows. */
function rowIn({ then }: FigureRecord, category: string, column: string | null): EstimateRow | undefined {
  const [by] = then.by.map((one) => one.split(':')[0]!);
  return then.rows.find((row) => row.category === category && (column === null || row[by ?? ''] === column));
}
