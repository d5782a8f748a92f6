import { describe, expect, it } from 'vitest';
import { exactly, isApart, suggest, type Option } from '../../dashboard/lib/survey/option.ts';

const option = (text: string, value = text): Option => ({ value, text });
const places = ['Sant’Arcangelo', 'San Fele', 'Satriano di Lucania', 'Muro Lucano', 'Potenza', 'Vietri di Potenza'].map(
  (text) => option(text),
);
const texts = (options: readonly Option[]) => options.map(({ text }) => text);

describe('finding a municipality by its first letters', () => {
  it('puts those that begin with the letters first', () => {
    expect(texts(suggest(places, 'pot'))).toEqual(['Potenza', 'Vietri di Potenza']);
    expect(texts(suggest(places, 'luc'))).toEqual(['Satriano di Lucania', 'Muro Lucano']);
  });

  it('does not ask for accents, capitals, apostrophes and spaces', () => {
    expect(texts(suggest(places, 'SANTARC'))).toEqual(['Sant’Arcangelo']);
    expect(exactly(places, ' sant arcangelo')?.text).toBe('Sant’Arcangelo');
  });

  it('suggests nothing before the first letter, and at most eight', () => {
    expect(suggest(places, ' ')).toEqual([]);
    expect(
      suggest(
        Array.from({ length: 20 }, (_, index) => option(`San ${index}`)),
        'san',
      ),
    ).toHaveLength(8);
  });

  it('keeps apart what is no place of the list', () => {
    expect([option('Fuori', 'outside'), option('Melfi', '076048')].map(isApart)).toEqual([true, false]);
  });
});
