import { expect, it } from 'vitest';
import { gulpease } from '../../survey/readability.ts';

it('follows the formula: one sentence of 10 words and 69 letters, then two sentences', () => {
  const one = 'Nelle ultime settimane hai frequentato qualche corso organizzato dalla Regione?';
  expect(gulpease([one])).toBeCloseTo(89 + (300 * 1 - 10 * 69) / 10, 10);
  expect(gulpease([one, one])).toBeCloseTo(gulpease([one]), 10);
  expect(gulpease([`${one} Amministrativamente.`])).toBeCloseTo(89 + (300 * 2 - 10 * 88) / 11, 10);
});

it('finds an office sentence harder than a plain one', () => {
  const office =
    'Si invitano i soggetti interessati a voler cortesemente provvedere alla compilazione del presente modulo.';
  expect(gulpease([office])).toBeLessThan(50);
  expect(gulpease(['Compila il modulo, per favore.'])).toBeGreaterThan(60);
});

it('counts the two words of an apostrophe and leaves out what is no word', () => {
  expect(gulpease(['Usa l’app…'])).toBe(gulpease(['Usa l app']));
  expect(gulpease(['', ' — '])).toBe(100);
});
