import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../../dashboard/lib/format.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { numbersIn, printedIn, recordsFrom, texts } from './numbers.ts';

const programmes = ['basilicata', 'mantova', 'moral', '40ready', 'city-experts'];

let server: TestServer;
const recordOf = recordsFrom(() => server.address);
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
  return document;
}

describe('a report on paper', () => {
  it.each(programmes)('of %s gives every number with an identifier that gives it back', async (programme) => {
    const document = await read(`/report/${programme}`);
    const { wrong, checked } = await numbersIn(document, recordOf);
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(200);
  });

  it('lists every identifier that it prints, once, and the number that each stands for', async () => {
    const document = await read('/report/basilicata');
    const printed = printedIn(document);
    const shape = /^[a-z2-7]{4}(-[a-z2-7]{1,4}){5,}$/;
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
  it.each(programmes)(
    'of every territory of %s gives each of its numbers back by its identifier',
    async (programme) => {
      const places = (await (await fetch(`${server.address}/brief/${programme}/places.json`)).json()) as {
        code: string;
      }[];
      const document = await read(`/brief/${programme}/all`);
      expect(document.querySelectorAll('.sheet')).toHaveLength(2 * places.length);
      const { wrong, checked, held } = await numbersIn(document, recordOf);
      expect(wrong).toEqual([]);
      expect([...printedIn(document)].filter((id) => !held.has(id))).toEqual([]);
      expect(checked).toBeGreaterThan(60 * places.length);
    },
  );

  it.each([
    ['td.rate', /\d+/],
    ['td.rate + td', /\d+/],
    ['.heat td.class-4', /\d+/],
    ['.levels td[data-figure]', /\d+,\d/],
    ['.levels td.rate', /\d,\d/],
    ['.figure > .foot', /\d+/],
    ['.answered dd', /\d+/],
    ['.answered > div:last-child dd', /\d+(?=%)/],
  ])('with another number at %s is found out', async (place, digits) => {
    const response = await fetch(`${server.address}/brief/basilicata/PZ1`);
    const { document } = new JSDOM(await response.text()).window;
    const written = [...document.querySelector(place)!.childNodes].filter(({ nodeType }) => nodeType !== 8);
    const text = written.find(({ textContent }) => digits.test(textContent!))!;
    text.textContent = text.textContent!.replace(digits, (number) => `9${number}`);
    const { wrong } = await numbersIn(document, recordOf);
    expect([place, wrong.length]).toEqual([place, 1]);
  });

  it('says the same numbers in English', async () => {
    const document = await read('/en/brief/basilicata/all');
    expect((await numbersIn(document, recordOf, 'en')).wrong).toEqual([]);
  });

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
