import { describe, expect, it } from 'vitest';
import type { Thermometer, ThermometerItem } from '../../analytics/contract.ts';
import { thermometerWords } from '../../dashboard/lib/explain/thermometer.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import { arrivalOf } from '../../dashboard/lib/quality/arrival.ts';
import { both } from '../chart/sample.ts';

const italian = await loadMessages('it');
const item = (respondents: number, population: number, codes = ['f']): ThermometerItem => ({
  ...{ variable: 'sex', role: 'sex', label: both('Sesso'), place: null, respondents, n: 900, population },
  ...{ categories: codes.map((code) => ({ code, label: both(code) })), difference: respondents - population },
  ...{ year: 2020, source: both('ISTAT'), url: null },
});
const words = (...items: ThermometerItem[]) => {
  const missing: Thermometer['missing'] = [
    { variable: 'education', role: 'education', label: both('Titolo di studio') },
  ];
  return thermometerWords({ survey: 's', reading: 'some', items, missing }, 'it', italian);
};

describe('the thermometer in words', () => {
  it.each([
    [0.5659, 0.511573, '56,6%', '51,2%', '5,4 punti in più'],
    [0.51, 0.512, '51,0%', '51,2%', '0,2 punti in meno'],
    [0.6104, 0.5104, '61,0%', '51,0%', '10 punti in più'],
    [0.5, 0.49, '50,0%', '49,0%', 'un punto in più'],
    [0.50001, 0.5, '50,0%', '50,0%', 'pari'],
  ])('%f against %f: the difference is that of the shares as told', (respondents, population, own, other, told) => {
    expect(words(item(respondents, population)).lines[0]?.words).toBe(
      `Donne: ${own} di chi ha risposto, ${other} della popolazione (${told}).`,
    );
  });

  it('say what has no official figure beside it, and where the source joins classes', () => {
    expect(words(item(0.5, 0.5)).missing).toContain('nessun confronto per «titolo di studio», perché non c’è un dato');
    expect(words(item(0.5, 0.5)).joined).toBeNull();
    expect(words(item(0.5, 0.5, ['16–24', '25–29'])).joined).toContain('la fonte ufficiale non le divide');
  });
});

describe('when answers arrived', () => {
  it('is told by publication, each with what came since the one before', () => {
    const publications = [
      { takenOn: '2026-02-01', responses: 600 },
      { takenOn: '2026-06-15', responses: 5000 },
      { takenOn: '2026-06-15', responses: 6000 },
      { takenOn: '2026-07-01', responses: 5990 },
    ];
    const told = arrivalOf(publications, '2026-01-12', 'it', italian);
    expect(told?.lead).toContain('dal 12 gennaio 2026; l’ultima pubblicazione è del 1 luglio 2026');
    expect(told?.items).toEqual([
      { term: 'Fino al 1 febbraio 2026', text: '600 risposte' },
      { term: 'Fino al 15 giugno 2026', text: '6.000 risposte, 5.400 in più della pubblicazione prima' },
      { term: 'Fino al 1 luglio 2026', text: '5.990 risposte, 10 in meno della pubblicazione prima' },
    ]);
  });

  it('is not told before the first publication', () => {
    expect(arrivalOf([], '2026-01-12', 'it', italian)).toBeNull();
  });
});
