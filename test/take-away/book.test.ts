import { describe, expect, it } from 'vitest';
import { tableFromIPC } from 'apache-arrow';
import { writeArrow } from '../../analytics/arrow.ts';
import { writeWorkbook } from '../../analytics/workbook.ts';
import { takenFile } from '../../dashboard/lib/take-away/file.ts';
import { placesOf } from '../../dashboard/lib/explore/places.ts';
import type { ExploredSurvey } from '../../dashboard/lib/explore/read.ts';
import { formats } from '../../dashboard/lib/format.ts';
import { placeTable } from '../../dashboard/lib/explore/table.ts';
import { readSheet } from '../../data/csv.ts';
import { envelope, placeFigures, row, scene } from '../chart/sample.ts';
import { readWorkbook } from '../support/workbook.ts';

const survey: ExploredSurvey = {
  ...{ id: 'citizens', programme: 'basilicata', wave: '2026', unit: 'person', responses: 6000, sampleType: 'open' },
  ...{ title: { it: 'Cittadini', en: 'Citizens' }, state: 'open', synthetic: false },
  owner: { it: 'Regione', en: 'Region' },
} as ExploredSurvey;
const files = { workbook: writeWorkbook, arrow: writeArrow };
const site = 'https://fabbisogni.example';
const taken = async (view: Awaited<ReturnType<typeof scene>>, file: string) =>
  (await takenFile(view, { file, survey, files, site }))!.body as Uint8Array;
const view = () =>
  scene('?level=area', placeFigures({ PZ1: [0.34, 1100], PZ2: [0, 460], PZ7: 'not_published', MT1: 'not_asked' }));

describe('a figure as a workbook', () => {
  it('has the cells of the table on the page: numbers as numbers, what is not shown empty with its state', async () => {
    const made = await view();
    const [sheet] = readWorkbook(await taken(made, 'map.xlsx'));
    const [titles, ...rows] = sheet!.rows;
    expect(titles!.slice(0, 7).map(({ value }) => value)).toEqual([
      ...['Territorio', 'Competenza', 'Quota', 'Intervallo, da', 'Intervallo, a', 'Risposte', 'Stato'],
    ]);
    const shown = rows.map((cells) => {
      const [name, , rate, low, high, n, state] = cells.map(({ value }) => value);
      const percent = (share: unknown) => Math.round(Number(share) * 100);
      const range = low === null ? '–' : low === high ? `${percent(low)}%` : `${percent(low)}–${percent(high)}%`;
      return [
        name,
        rate === null ? state : `${percent(rate)}%`,
        range,
        n === null ? '–' : formats('it').count(Number(n)),
      ];
    });
    const asked = new Set(['Potenza e Alto Basento', 'Vulture', 'Lagonegrese e Mercure', 'Matera e Bradano']);
    const onPage = placeTable(made, placesOf(made))
      .rows.map(({ cells }) => cells)
      .filter(([name]) => asked.has(name!));
    expect(shown).toEqual(onPage);
    expect(rows.map((cells) => cells[2]!.format)).toEqual(rows.map(() => '0%'));
  });

  it('tells an empty cell from a zero', async () => {
    const [sheet] = readWorkbook(await taken(await view(), 'map.xlsx'));
    const of = (name: string) => sheet!.rows.find(([first]) => first!.value === name)!.map(({ value }) => value);
    expect(of('Vulture').slice(2, 7)).toEqual([0, 0, 0, 460, 'pubblicato']);
    expect(of('Lagonegrese e Mercure').slice(2, 7)).toEqual([null, null, null, null, 'riservato']);
    expect(of('Matera e Bradano').slice(2, 7)).toEqual([null, null, null, null, 'non chiesto']);
  });

  it('says on its second sheet how to read it', async () => {
    const [, about] = readWorkbook(await taken(await view(), 'map.xlsx'));
    const told = Object.fromEntries(about!.rows.map(([what, text]) => [what!.value, text!.value]));
    expect(about!.name).toBe('Come leggere');
    expect(told['Codice della figura']).toBe('abcdefgh2345 https://fabbisogni.example/figure/abcdefgh2345');
    expect(told['Pubblicazione']).toBe('s1, 14 marzo 2026');
    expect(told['Metodo']).toBe('https://fabbisogni.example/survey/citizens/method');
    expect(told['Numero minimo']).toContain('meno di 5');
  });

  it('holds no formula, whatever a label begins with', async () => {
    const labels = ['=1+1', '+39', '-2', '@x', '\t=1', "=cmd|'/c calc'!A1"];
    const columns = [{ name: 'a', title: '=A', kind: 'text' }] as const;
    const rows = labels.map((a) => ({ a }));
    const book = { table: { name: 'Valori', columns, rows }, about: { name: 'Note', lines: [['=x', '+y']] as const } };
    const [sheet, notes] = readWorkbook(await writeWorkbook(book));
    expect(sheet!.rows.flat().map(({ value }) => value)).toEqual(['=A', ...labels]);
    expect(notes!.rows.flat().map(({ value }) => value)).toEqual(['=x', '+y']);
    expect([...sheet!.rows, ...notes!.rows].flat().some(({ isFormula }) => isFormula)).toBe(false);
  });
});

it('the same figure as Arrow has nulls where nothing is shown', async () => {
  const rows = tableFromIPC(await taken(await view(), 'map.arrow')).toArray() as Record<string, unknown>[];
  const hidden = rows.find(({ territory }) => territory === 'PZ7')!;
  expect([hidden.estimate, hidden.n, hidden.state]).toEqual([null, null, 'not_published']);
  expect(rows.find(({ territory }) => territory === 'PZ2')!.estimate).toBe(0);
});

describe('a figure of a chosen place', () => {
  const where = { territory: ['077'], sex: ['f'] };
  const ranking = { ...envelope([row({}, 'english', [0.3, 900]), row({}, 'computer', 'not_published')]), where };
  const narrowed = () => scene('?area=077&sex=f', { ranking });

  it('says in every line of every file whose it is, in words and as a code', async () => {
    const made = await narrowed();
    const csv = readSheet((await takenFile(made, { file: 'ranking.csv', survey, files, site }))!.body as string);
    const at = (name: string) => csv.rows.map(({ cells }) => cells[csv.header.indexOf(name)]);
    expect([at('territoryLabel'), at('territory')]).toEqual([Array(2).fill('Provincia di Matera'), ['077', '077']]);
    expect([at('sexLabel'), at('sex')]).toEqual([Array(2).fill('Donne'), ['f', 'f']]);
    const [sheet] = readWorkbook(await taken(made, 'ranking.xlsx'));
    const [titles, ...lines] = sheet!.rows.map((cells) => cells.map(({ value }) => value));
    for (const [title, value] of [
      ...([
        ['Territorio', 'Provincia di Matera'],
        ['Codice: Territorio', '077'],
        ['Sesso', 'Donne'],
      ] as const),
      ['Codice: Sesso', 'f'],
    ])
      expect(lines.map((cells) => cells[titles!.indexOf(title!)])).toEqual([value, value]);
    const arrow = tableFromIPC(await taken(made, 'ranking.arrow')).toArray() as Record<string, unknown>[];
    expect(arrow.map(({ territoryLabel, territory }) => [territoryLabel, territory])).toEqual(
      Array(2).fill(['Provincia di Matera', '077']),
    );
  });

  it('keeps of a map the place of each row', async () => {
    const figures = placeFigures({ MT1: [0.3, 900] });
    const made = await scene('?level=area', { ...figures, map: { ...figures.map!, where: { territory: ['17'] } } });
    const [sheet] = readWorkbook(await taken(made, 'map.xlsx'));
    expect(sheet!.rows[1]![0]!.value).toBe('Matera e Bradano');
  });
});
