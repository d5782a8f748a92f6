import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonal, redactPersonal, removePersonal } from '../../survey/personal.ts';

/** Each sentence with what it holds, in the order in which it stands there. */
const planted = [
  ['Scrivetemi a mario.rossi@esempio.it, grazie', '[e-mail]'],
  ['Il mio numero è 333 1234567.', '[telefono]'],
  ['tel:3331234567', '[telefono]'],
  ['Chiamate lo 0835/123456 la sera', '[telefono]'],
  ['06.12.34.56.78', '[telefono]'],
  ['(06) 12345678, 20 volte', '[telefono]'],
  ['+39 333 12 34 567', '[telefono]'],
  ['Mein Telefon: +49 (30) 1234567', '[telefono]'],
  ['00357 22 123456', '[telefono]'],
  ['RSSMRA85T10A562S', '[codice fiscale]'],
  ['il codice è rssmra85t10a562s', '[codice fiscale]'],
  ['IBAN IT60X0542811101000000123456 intestato a me', '[IBAN]'],
  ['IT60 X054 2811 1010 0000 0123 456 E POI', '[IBAN]'],
  ['DE89 3704 0044 0532 0130 00', '[IBAN]'],
  ['a@bb.it', '[…]'],
] as const;

/** What people write about training, with figures that are nobody's. */
const plain = [
  ...['Un corso di sera, per favore.', 'Nel 2026/2027 vorrei il livello B1.', 'Dal 01/09/2026 al 30/06/2027, 10 ore'],
  ...[
    'dalle 08.30 alle 12.30 oppure 08:30-12:30',
    'Costa 1.500,00 euro, non 320.000.000',
    'da 100 a 200 ore, 25-30 persone',
  ],
  ...[
    'Corso 0972-123',
    'CORSO-0972123456',
    'P. IVA 01234567890',
    '85100 Potenza, 75100 Matera',
    'D.Lgs. 81/2008 e DM 132/2014',
  ],
  ...[
    '1.000.000 - 3.500.000',
    '10 000 000 20 000 000',
    'ISO 9001:2015',
    'EQF 4-5, ESCO 2.1.3',
    '50%, 0,75 e 3,14159265358979',
  ],
  ...[
    '2026-09-01 10:00',
    'art. 12, c. 3, l. 104/1992',
    'Excel 2016/2019',
    'ISTAT 077014',
    'RSSMRA85T10A562X',
    'IT60X0542811101000000123457',
  ],
  ...['@ore 9', 'scrivere a @tutti', 'C++, C#, .NET 8.0.100'],
];

describe('free text', () => {
  it.each(planted)('is stored without what tells who wrote it: %s', (text, word) => {
    expect(redactPersonal(text)).toContain(word);
    expect(findPersonal(text)).toHaveLength(1);
    expect(findPersonal(redactPersonal(text))).toEqual([]);
  });

  it.each(plain)('is left as it is where it tells nobody: %s', (text) => expect(redactPersonal(text)).toBe(text));

  it('may lose it before it is sent, with the gap that it leaves', () =>
    expect(removePersonal('Chiamate 333 1234567 la sera')).toBe('Chiamate la sera'));

  it('may be any text: what is found lies in it, one after the other, and it never grows', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(...planted.map(([text]) => text), ...plain),
      fc.stringMatching(/^[0-9 +./()@-]{0,30}$/),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
        const text = parts.join(' ');
        let at = 0;
        for (const { start, end } of findPersonal(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
        expect(redactPersonal(text).length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it('finds any mobile number between any words', () => {
    const word = fc.stringMatching(/^[a-z]{1,10}$/);
    const number = fc.stringMatching(/^3[0-9]{2} ?[0-9]{7}$/);
    fc.assert(
      fc.property(word, number, word, (before, phone, after) => {
        expect(redactPersonal(`${before} ${phone} ${after}`)).toBe(`${before} [telefono] ${after}`);
      }),
      { numRuns: 200 },
    );
  });

  // a pattern that goes back on its steps would not end within the time of a test
  it.each(['1', '.', 'a', 'a.', '+', '0 ', 'A1', '3', '@', 'a@', '12.', 'IT12', '(', 'AAA00A', '+1 '])(
    'of 100,000 signs is read once, whatever stands in it: %s',
    (piece) => {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      expect(redactPersonal(text).length).toBeLessThanOrEqual(2 * text.length);
    },
  );
});
