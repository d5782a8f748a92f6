import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missing, valueOf, type Value } from '../../dashboard/lib/chart/value.ts';
import { wordsOf } from '../../dashboard/lib/explore/words.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import { citedIn } from '../../dashboard/lib/figure/cited.ts';
import {
  notCited,
  orderOf,
  resolution,
  type CitedFigure,
  type CitedRow,
} from '../../dashboard/lib/take-away/resolution.ts';
import type { Language } from '../../survey/contract.ts';
import { row, type Cell } from '../chart/sample.ts';

/** What puts two figures in an order, in either language. */
const ordering =
  /\b(più|maggior\w*|minor\w*|prim[ao]|ultim[ao]|superior\w*|inferior\w*|massim\w*|minim\w*|higher|lower|more|most|less|least|first|last|highest|lowest)\b/i;

const languages = ['it', 'en'] as const;
const made = { it: await loadMessages('it'), en: await loadMessages('en') };

const cited = (name: string, cell: Cell): CitedRow => ({
  key: name,
  name,
  value: valueOf(row({}, 'english', cell)),
  within: null,
});
const figureOf = (rows: readonly CitedRow[], more: Partial<CitedFigure> = {}): CitedFigure => ({
  ...{ survey: 'Indagine', wave: 'W', day: 'D', figure: 'abcdefghijkl', base: 'Basilicata', unit: 'person' },
  ...{ page: '/figure/abcdefghijkl', sample: 'open', kind: 'need', question: '' },
  ...{ interval: 'indicative', exact: false, invented: false, rows, ...more },
});
const site = 'https://fabbisogni.example';
const resolve = (rows: readonly CitedRow[], language: Language = 'it', more: Partial<CitedFigure> = {}) =>
  resolution(
    ...([rows[0]!, rows[1] ?? null, figureOf(rows, more), wordsOf(language, made[language], 'person')] as const),
    ...([made[language], site] as const),
  );
const told = (...asked: Parameters<typeof resolve>): string => resolve(...asked) ?? '';
/** Without the identifier and the address, which have digits and words of their own. */
const plain = (sentence: string) => sentence.replace(/; figur[ae] .*$/, '');

describe('the sentence of a resolution', () => {
  it('says figure, range, base, day, survey and identifier', () => {
    expect(told([{ ...cited('«Inglese», Matera', [0.34, 780]), key: 'english' }])).toBe(
      'Secondo l’indagine «Indagine» (risposte volontarie, ondata W, dati al D; base: Basilicata), la quota di persone che indicano il bisogno di formazione «Inglese», Matera è 34% (intervallo indicativo 31–37%, 780 persone); figura abcdefghijkl, https://fabbisogni.example/figure/abcdefghijkl?value=english.',
    );
    expect(
      told([{ ...cited('“English”, Matera', [0.34, 780]), key: 'english' }], 'en', {
        interval: 'confidence',
        sample: 'probability',
      }),
    ).toBe(
      'According to the survey “Indagine” (wave W, data of D; base: Basilicata), the share of people who name the training need “English”, Matera is 34% (confidence interval 31–37%, 780 people); figure abcdefghijkl, https://fabbisogni.example/figure/abcdefghijkl?value=english.',
    );
  });

  it('says which of two is higher where their ranges are apart, in the order in which they were chosen', () => {
    const [high, low] = [cited('A', [0.5, 900]), cited('B', [0.2, 900])];
    expect(told([high, low])).toContain('la prima quota è più alta della seconda');
    expect(told([low, high], 'en')).toContain('the first share is lower than the second');
  });

  it('says that two cannot be put in an order where they cannot', () => {
    const pair = [cited('A', [0.34, 200]), cited('B', [0.31, 200])];
    expect(told(pair)).toContain('gli intervalli non permettono di metterle in ordine');
    expect(told(pair, 'en')).toContain('the ranges do not allow them to be put in order');
  });

  it('puts in no order what the written ranges have in common, and who are fewer than thirty', () => {
    const ranged = (low: number, high: number, n = 900): Value => {
      return { state: 'shown', estimate: (low + high) / 2, low, high, se: null, cv: null, n };
    };
    // 31–37% and 37–43%, as a reader sees them
    expect(orderOf(ranged(0.373, 0.43), ranged(0.31, 0.366))).toBe('none');
    expect(orderOf(ranged(0.376, 0.43), ranged(0.31, 0.366))).toBe('higher');
    expect(orderOf(ranged(0.6, 0.9, 29), ranged(0.31, 0.366))).toBe('none');
  });

  it('names wave, day and figure of each of two that are of different figures', () => {
    const of = (wave: string) => ({ wave, day: `D${wave}`, figure: `f${wave}` });
    const rows = [
      { ...cited('A', [0.34, 200]), of: of('2025') },
      { ...cited('B', [0.31, 200]), of: of('2026') },
    ];
    expect(told(rows)).toContain('ondata 2025 e 2026, dati al D2025 e D2026');
    expect(told(rows)).toContain('figure f2025 e f2026');
    expect(told([rows[0]!], 'en')).toContain('wave 2025, data of D2025');
  });

  it('is not made of what is not published: why is told beside it, and puts it in no order', () => {
    const pair = [cited('A', [0.34, 900]), cited('B', 'not_published')];
    expect(resolve([pair[1]!])).toBeNull();
    expect(resolve(pair)).toBeNull();
    expect(notCited(pair[0]!, made.it)).toBeNull();
    for (const language of languages) {
      expect(notCited(pair[1]!, made[language])).toMatch(/^B: (è un dato riservato|the value is withheld)/);
      expect(notCited(pair[1]!, made[language])).not.toMatch(ordering);
    }
    expect(notCited(cited('A', 'not_asked'), made.it)).toContain('non è stata chiesta');
  });

  it('leads to both values that it tells', () => {
    const pair = [cited('english neet', [0.34, 900]), cited('english women', [0.3, 900])];
    const address = new URL(/https:\S+(?=;|\.$)/.exec(told(pair))![0]);
    expect(citedIn(address.searchParams)).toEqual(['english neet', 'english women']);
  });

  it('puts a level wanted over a level now only where their ranges are apart, and names both figures', () => {
    const shown = (estimate: number, half: number): Value => ({
      ...{ state: 'shown', estimate, low: estimate - half, high: estimate + half, se: null, cv: null, n: 780 },
    });
    const levels = (half: number) => [
      {
        key: 'now',
        name: '«Inglese» (oggi)',
        value: shown(2.12, half),
        of: { wave: 'W', day: 'D', figure: 'aaaaaaaaaaaa' },
        within: null,
      },
      {
        key: 'wanted',
        name: '«Inglese» (voluto)',
        value: shown(3.2, half),
        of: { wave: 'W', day: 'D', figure: 'bbbbbbbbbbbb' },
        within: null,
      },
    ];
    const level = { kind: 'level', question: '1–4' } as const;
    const near = told(levels(0.03), 'it', level);
    expect(near).toContain('il livello medio (scala 1–4) di «Inglese» (oggi) è');
    expect(near).toContain(
      ': il primo livello è più basso del secondo; figure aaaaaaaaaaaa e bbbbbbbbbbbb, https://fabbisogni.example/figure/aaaaaaaaaaaa.',
    );
    expect(told(levels(0.6), 'it', level)).not.toMatch(ordering);
    expect(told(levels(0.6), 'en', level)).not.toMatch(ordering);
  });

  it('says to which question an answer was given', () => {
    const answer = { kind: 'answer', question: 'Ostacoli' } as const;
    expect(told([cited('«Il costo»', [0.34, 780])], 'it', answer)).toContain(
      'alla domanda «Ostacoli», la quota di persone che rispondono «Il costo» è 34%',
    );
  });

  it('says what was answered by no real person', () => {
    expect(told([cited('A', [0.34, 900])], 'it', { invented: true })).toMatch(/; dati dimostrativi, generati\.$/);
    expect(told([cited('A', [0.34, 900])], 'en', { invented: true })).toMatch(/; demonstration data, generated\.$/);
  });

  it('says what is exact, and that it is not to be published', () => {
    expect(told([cited('A', [0.34, 900])], 'it', { exact: true, figure: '' })).toMatch(
      /; dati esatti, non pubblicabili\.$/,
    );
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
/** A figure with any range around it, or none, as in a census. */
const shownValue = fc
  .record({ estimate: share, down: share, up: share, n: fc.integer({ min: 0, max: 5000 }), ranged: fc.boolean() })
  .map(({ estimate, down, up, n, ranged }): Value => {
    const [low, high] = ranged ? [estimate * down, estimate + (1 - estimate) * up] : [null, null];
    return { state: 'shown', estimate, low, high, se: null, cv: null, n };
  });
const anyValue = fc.oneof(
  { weight: 5, arbitrary: shownValue },
  fc.constantFrom(missing('not_published'), missing('not_asked')),
);
const rowsOf = (values: readonly Value[]) =>
  values.map((value, at) => ({ key: `k${at}`, name: 'AB'.charAt(at % 2), value, within: null }));
const numbersIn = (text: string) => text.match(/\d[\d.,]*\d|\d/g) ?? [];

describe('of any figures', () => {
  it.each(languages)('no order is told unless both ranges are apart: %s', (language) => {
    fc.assert(
      fc.property(anyValue, anyValue, (one, other) => {
        const sentence = plain(told(rowsOf([one, other]), language));
        if (!ordering.test(sentence)) return;
        const end = (value: Value, which: 'low' | 'high') => value[which] ?? value.estimate ?? Number.NaN;
        expect(end(one, 'high') < end(other, 'low') || end(other, 'high') < end(one, 'low')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('an order is told the right way round', () => {
    fc.assert(
      fc.property(shownValue, shownValue, (one, other) => {
        const order = orderOf(one, other);
        if (order !== 'none') expect(order).toBe(one.estimate! > other.estimate! ? 'higher' : 'lower');
        const back = { higher: 'lower', lower: 'higher', none: 'none' } as const;
        expect(orderOf(other, one)).toBe(back[order]);
      }),
      { numRuns: 1000 },
    );
  });

  it('tells the base of the rows that it cites, of each its own', () => {
    const rows = [
      { ...cited('provincia di Matera', [0.22, 1958]), base: 'provincia di Matera, donne' },
      { ...cited('provincia di Potenza', [0.21, 3768]), base: 'provincia di Potenza, donne' },
    ];
    expect(told(rows.slice(0, 1))).toContain('; base: provincia di Matera, donne)');
    expect(told(rows)).toContain('; base: provincia di Matera, donne e provincia di Potenza, donne)');
  });

  it('a range inside one percent is written with the decimals that part its ends', () => {
    const words = wordsOf('it', made.it, 'person');
    const ranges = [
      [0.31, 0.37],
      [0.026, 0.034],
      [0.0301, 0.0304],
      [0, 0.003],
      [0, 0],
    ] as const;
    expect(ranges.map(([low, high]) => words.range({ ...cited('English', [0.3, 100]).value, low, high }))).toEqual([
      ...['31–37%', '2,6–3,4%', '3,01–3,04%', '0–0,3%', '0%'],
    ]);
  });

  it.each(languages)('the numbers are those of the row and no others: %s', (language) => {
    const words = wordsOf(language, made[language], 'person');
    fc.assert(
      fc.property(anyValue, (value) => {
        const ranged = value.low !== null && value.high !== null;
        const expected =
          value.state === 'shown'
            ? [words.short(value), ranged ? words.range(value) : '', words.count(value.n)].flatMap(numbersIn)
            : [];
        expect(numbersIn(plain(told(rowsOf([value]), language)))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
