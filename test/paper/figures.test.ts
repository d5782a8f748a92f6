import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EstimateRow, FigureRecord } from '../../analytics/contract.ts';
import { valueOf } from '../../dashboard/lib/chart/value.ts';
import { wordsOf } from '../../dashboard/lib/explore/words.ts';
import { formats } from '../../dashboard/lib/format.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { seeStaleConnections } from '../support/stale.ts';

let server: TestServer;
const records = new Map<string, FigureRecord>();
const documents = new Map<string, Promise<Document>>();
beforeAll(async () => {
  server = await demoServer();
});
afterAll(() => server?.close());

/** A page as it is sent; each is asked for once, and none is changed. */
function read(path: string): Promise<Document> {
  const known = documents.get(path) ?? fetched(path);
  documents.set(path, known);
  return known;
}

async function fetched(path: string): Promise<Document> {
  const response = await fetch(server.address + path);
  expect([path, response.status]).toEqual([path, 200]);
  const { document } = new JSDOM(await response.text()).window;
  await seeStaleConnections();
  return document;
}

/** What the API answers for an identifier; each is asked for once. */
async function recordOf(id: string): Promise<FigureRecord> {
  const known = records.get(id);
  if (known) return known;
  const response = await fetch(`${server.address}/api/figures/${id}`);
  expect([id, response.status]).toEqual([id, 200]);
  const record = (await response.json()) as FigureRecord;
  records.set(id, record);
  return record;
}

const texts = (top: ParentNode, selector: string) => [...top.querySelectorAll(selector)].map((one) => one.textContent!);
const names = ({ then }: FigureRecord) => then.by.map((by) => by.split(':')[0]!);

/** The row of a figure that a row of the paper shows. */
function rowIn(record: FigureRecord, category: string, column: string | null): EstimateRow | undefined {
  const [by] = names(record);
  return record.then.rows.find((row) => row.category === category && (column === null || row[by ?? ''] === column));
}

/** Numbers of the paper that the API does not give back, and how many it does. */
async function wrongIn(document: Document) {
  const words = wordsOf('it', await loadMessages('it'), 'person');
  const wrong: string[] = [];
  let checked = 0;
  const compare = (where: string, shown: string, wanted: string) => {
    checked++;
    if (shown !== wanted) wrong.push(`${where}: ${shown}, not ${wanted}`);
  };
  for (const table of document.querySelectorAll('table[data-figure]')) {
    const id = table.getAttribute('data-figure')!;
    const record = await recordOf(id);
    for (const line of table.querySelectorAll('tbody tr[data-row]')) {
      const code = line.getAttribute('data-row')!;
      for (const cell of table.classList.contains('heat') ? line.querySelectorAll('td[data-column]') : [line]) {
        const value = valueOf(rowIn(record, code, cell.getAttribute('data-column')));
        const where = `${id} ${code} ${cell.getAttribute('data-column') ?? ''}`;
        if (cell !== line) {
          const text = cell.textContent!.trim();
          compare(where, text, value.estimate === null ? words.short(value) : words.rate(value.estimate).slice(0, -1));
          continue;
        }
        const numbers = texts(line, 'td.number, td.right').map((text) => text.trim());
        compare(`${where} rate`, numbers[0]!, words.short(value));
        compare(`${where} range`, numbers[1]!, words.range(value));
      }
    }
  }
  for (const mean of document.querySelectorAll('td[data-figure]')) {
    const id = mean.getAttribute('data-figure')!;
    const { estimate } = (await recordOf(id)).then.rows[0]!;
    compare(id, mean.querySelector('.rate')!.textContent!, formats('it').fixed(estimate!, 2));
  }
  return { wrong, checked };
}

describe('a report on paper', () => {
  it.each(['basilicata', 'mantova', 'moral', '40ready', 'city-experts'])(
    'of %s gives every number with an identifier that gives it back',
    async (programme) => {
      const document = await read(`/report/${programme}`);
      const { wrong, checked } = await wrongIn(document);
      expect(wrong).toEqual([]);
      expect(checked).toBeGreaterThan(200);
    },
  );

  it('lists every identifier that it prints, once, and the number that each stands for', async () => {
    const document = await read('/report/basilicata');
    const shape = /^[a-z2-7]{4}(-[a-z2-7]{1,4}){5,}$/;
    const printed = new Set(texts(document, 'code').filter((text) => shape.test(text)));
    const list = [...document.querySelectorAll('table:not([data-figure]).words tbody tr')];
    const listed = list.map((line) => line.getAttribute('data-row')!).filter((id) => shape.test(id));
    expect(new Set(listed).size).toBe(listed.length);
    expect([...printed].filter((id) => !listed.includes(id))).toEqual([]);
    expect(printed.size).toBeGreaterThan(100);
    for (const line of list.filter((one) => shape.test(one.getAttribute('data-row')!))) {
      const { then } = await recordOf(line.getAttribute('data-row')!);
      const number = texts(line, 'td').at(-1)!;
      const { percent, fixed } = formats('it');
      const known = then.rows.flatMap(({ estimate }) =>
        estimate === null ? [] : [then.statistic === 'mean' ? fixed(estimate, 2) : percent(estimate)],
      );
      expect([line.textContent, known]).toEqual([line.textContent, expect.arrayContaining([number.split(' ')[0]])]);
    }
  });

  it('has its charts without a script, and no script but the one of its button', async () => {
    const document = await read('/report/basilicata');
    expect(document.querySelectorAll('.ranges svg .range').length).toBeGreaterThan(200);
    expect(document.querySelectorAll('.locator .chosen')).toHaveLength(13);
    const scripts = [...document.querySelectorAll('script')].map((one) => one.getAttribute('src'));
    expect(scripts).toEqual([null, '/print.js']);
  });
});

describe('a brief on paper', () => {
  it('is there for every province and area, in two sheets, in both languages', async () => {
    const places = (await (await fetch(`${server.address}/brief/basilicata/places.json`)).json()) as { code: string }[];
    expect(places.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        '076',
        '077',
        'PZ1',
        'PZ2',
        'PZ3',
        'PZ4',
        'PZ5',
        'PZ6',
        'PZ7',
        'PZ8',
        'MT1',
        'MT2',
        'MT3',
      ]),
    );
    for (const language of ['', '/en'])
      for (const { code } of places.slice(0, 3))
        expect((await read(`${language}/brief/basilicata/${code}`)).querySelectorAll('.sheet')).toHaveLength(2);
  });

  it('is of nobody’s own making: an unknown territory or programme is not there', async () => {
    for (const path of ['/brief/basilicata/999', '/brief/nothing/PZ1', '/report/nothing', '/brief/nothing'])
      expect([path, (await fetch(server.address + path)).status]).toEqual([path, 404]);
  });
});
