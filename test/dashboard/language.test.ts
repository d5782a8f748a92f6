import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inLanguage, languageOf, withoutLanguage } from '../../dashboard/lib/language.ts';

describe('the language of an address', () => {
  it('is English under /en and Italian elsewhere', () => {
    expect(languageOf('/en/survey/x')).toBe('en');
    expect(languageOf('/en')).toBe('en');
    expect(languageOf('/enti')).toBe('it');
    expect(languageOf('/')).toBe('it');
  });

  it('changes without touching the rest of the address', () => {
    expect(inLanguage('/explore/x?skill=english#map', 'en')).toBe('/en/explore/x?skill=english#map');
    expect(inLanguage('/en?a=1', 'it')).toBe('/?a=1');
    expect(inLanguage('/', 'en')).toBe('/en');
  });

  it('comes off and on again for every path', () => {
    const path = fc.array(fc.stringMatching(/^[a-z0-9-]{1,8}$/)).map((steps) => `/${steps.join('/')}`);
    fc.assert(
      fc.property(
        path.filter((plain) => languageOf(plain) === 'it'),
        (plain) => {
          expect(withoutLanguage(inLanguage(plain, 'en'))).toBe(plain);
          expect(languageOf(inLanguage(plain, 'en'))).toBe('en');
          expect(inLanguage(inLanguage(plain, 'en'), 'it')).toBe(plain);
        },
      ),
    );
  });
});
