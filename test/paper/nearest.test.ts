import { describe, expect, it } from 'vitest';
import type { EstimateQuery } from '../../analytics/contract.ts';
import { rangeBlock } from '../../dashboard/lib/paper/block.ts';
import type { PaperSurvey, Source } from '../../dashboard/lib/paper/source.ts';
import { wordsOf } from '../../dashboard/lib/explore/words.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import { envelope, row, skills, type Cell } from '../chart/sample.ts';

const scopes = [
  { name: 'Vulture', where: 'territory:PZ2' },
  { name: 'provincia di Potenza', where: 'territory:076' },
  { name: 'Basilicata', where: 'territory:17' },
];
type Published = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

/** The block of a territory of which only this is published, by the code of the territory. */
async function blockOf(published: Published, isOut = true) {
  const m = await loadMessages('it');
  const ask = ({ where = '' }: EstimateQuery) => {
    const cells = published[where.split(':')[1] ?? ''] ?? {};
    const rows = skills.map(({ code }) => row({}, code, cells[code] ?? 'not_published'));
    const told = envelope(rows);
    return Promise.resolve(isOut ? told : { ...told, snapshot: null });
  };
  const survey = {
    ...{ ask, words: wordsOf('it', m, 'person'), facts: { k: 5, sizes: [600] } },
    summary: { unit: 'person', title: { it: 'Cittadini', en: 'Citizens' }, responses: 12 },
  } as unknown as PaperSurvey;
  const wanted = { title: 'Bisogni', what: 'Bisogni', query: { variable: 'need' }, compare: true };
  const options = { choices: skills, rows: 3, ties: true };
  return rangeBlock({ m, language: 'it' } as unknown as Source, survey, scopes, { ...wanted, options });
}

describe('a figure of a territory', () => {
  const whole = { english: [0.3, 3000], computer: [0.2, 3000] } as const;

  it('stands beside the whole programme, with its range and who is counted', async () => {
    const block = await blockOf({ PZ2: { english: [0.4, 200], computer: [0.1, 200] }, '17': whole });
    expect(block.near).toBeNull();
    expect(block.beside).toBe('Basilicata');
    expect(block.ranges?.rows.map(({ label, rate, range, beside }) => [label, rate, range, beside?.rate])).toEqual([
      ['Inglese', '40%', '33–47%', '30%'],
      ['Basi di computer e internet', '10%', '6–14%', '20%'],
    ]);
    expect(block.foot?.words).toContain('200 persone');
    expect(block.listed[0]).toMatchObject({ row: 'Inglese', number: '40% (33–47%)' });
  });

  it('gives way to the nearest one around it that is published, and says so', async () => {
    const block = await blockOf({ '076': { english: [0.35, 900] }, '17': whole });
    expect(block.near).toContain('Per Vulture questi valori sono riservati');
    expect(block.near).toContain('provincia di Potenza');
    expect(block.ranges?.rows[0]?.rate).toBe('35%');
    expect(block.listed[0]?.what).toContain('provincia di Potenza');
  });

  it('says why there is none, where even the whole has none, and what would fill it', async () => {
    const hidden = await blockOf({});
    expect(hidden.ranges).toBeNull();
    expect(hidden.near).toContain('almeno 5 persone');
    const early = await blockOf({}, false);
    expect(early.near).toContain('la prima esce con 600 risposte');
    expect(early.near).toContain('arrivate 12');
  });

  it('brackets what its ranges cannot put in order, also where rows are left out', async () => {
    const alike = { english: [0.3, 90], computer: [0.29, 90], tourists: [0.28, 90], writing: [0.27, 90] } as const;
    const rows = (await blockOf({ PZ2: alike, '17': whole })).ranges?.rows ?? [];
    expect(rows.map(({ tie, tied }) => [tie, tied])).toEqual([
      [{ places: '1–4', rows: 3 }, true],
      [null, true],
      [null, true],
    ]);
  });
});
