import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { partNames } from '../../dashboard/lib/message-parts.ts';
import { loadMessages, messages } from '../../dashboard/lib/messages.ts';
import { places } from './icu.ts';

type Catalogue = Record<string, string>;
const read = (file: string) => JSON.parse(readFileSync(`dashboard/messages/${file}.json`, 'utf8')) as Catalogue;
const files = (language: string) => partNames.map((part) => read(part === 'common' ? language : `${part}/${language}`));
const whole = (language: string): Catalogue => Object.assign({}, ...files(language));
const catalogues = { it: whole('it'), en: whole('en') };

describe('the texts of the interface', () => {
  it('stand in alphabetical order, so that two people add one without a conflict', () => {
    for (const catalogue of [...files('it'), ...files('en')]) {
      expect(Object.keys(catalogue)).toEqual(Object.keys(catalogue).toSorted());
    }
  });

  it('can all be read, and show the same values in both languages', () => {
    for (const [key, text] of Object.entries(catalogues.it)) {
      expect([key, places(catalogues.en[key] ?? '', 'en')]).toEqual([key, places(text, 'it')]);
    }
  });

  it('have no straight apostrophe, which ICU would take for a quotation', () => {
    const wrong = Object.values(catalogues).flatMap((catalogue) =>
      Object.entries(catalogue).filter(([, text]) => text.includes("'")),
    );
    expect(wrong).toEqual([]);
  });

  it('say numbers in words that fit them', async () => {
    const m = await loadMessages('it');
    expect(m('card.minutes', { n: 1 })).toBe('Circa 1 minuto');
    expect(m('card.minutes', { n: 8 })).toBe('Circa 8 minuti');
    expect(messages('it')).toBe(m);
  });

  it('come in pieces in the order of the language, for a sentence with controls', async () => {
    const m = await loadMessages('it');
    expect(m.parts('card.closes', ['day'])).toEqual([{ text: 'Aperta fino al ' }, { slot: 'day' }]);
  });
});
