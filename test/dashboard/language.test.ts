import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inLanguage,
  inWords,
  languageNames,
  languageOf,
  linkTo,
  respondentLanguageOf,
  toRespondentLanguage,
  withoutLanguage,
} from '../../dashboard/lib/language.ts';
import { offered } from '../../dashboard/lib/offered.ts';
import { RespondentLanguage } from '../../survey/contract.ts';

describe('the language of an address', () => {
  it('is English under /en and Italian elsewhere', () => {
    expect(languageOf('/en/survey/x')).toBe('en');
    expect(languageOf('/en')).toBe('en');
    expect(languageOf('/enti')).toBe('it');
    expect(languageOf('/')).toBe('it');
  });

  it('is any of the respondents’ on their pages; the interface stays English there', () => {
    expect(['/el/receipt', '/fi/survey/x', '/pl', '/elx', '/constructor'].map(respondentLanguageOf)).toEqual([
      'el',
      'fi',
      'pl',
      'it',
      'it',
    ]);
    expect(languageOf('/el/receipt')).toBe('en');
    expect([toRespondentLanguage('sv'), toRespondentLanguage('fr'), toRespondentLanguage('')]).toEqual([
      'sv',
      'it',
      'it',
    ]);
  });

  it('knows every language of the contract, by its own name', () => {
    expect(Object.keys(languageNames)).toEqual(RespondentLanguage.options);
    expect(new Set(Object.values(languageNames)).size).toBe(RespondentLanguage.options.length);
  });

  it('changes without touching the rest of the address', () => {
    expect(inLanguage('/explore/x?skill=english#map', 'en')).toBe('/en/explore/x?skill=english#map');
    expect(inLanguage('/en?a=1', 'it')).toBe('/?a=1');
    expect(inLanguage('/', 'en')).toBe('/en');
    expect(inLanguage('/el/survey/x?a=1#b', 'fi')).toBe('/fi/survey/x?a=1#b');
    expect(inLanguage('/el/receipt?erase', 'it')).toBe('/receipt?erase');
  });

  it('is English where a page does not exist in the reader’s, and says so', () => {
    expect(['/', '/privacy#x', '/explore/x', '/receipts', '/survey'].map((path) => inLanguage(path, 'es'))).toEqual([
      '/en',
      '/en/privacy#x',
      '/en/explore/x',
      '/en/receipts',
      '/en/survey',
    ]);
    expect(linkTo('/privacy#x', 'es')).toEqual({ href: '/en/privacy#x', hreflang: 'en' });
    expect(inLanguage('/interest/p/madrina', 'sv')).toBe('/sv/interest/p/madrina');
    expect(linkTo('/receipt', 'es')).toEqual({ href: '/es/receipt', hreflang: undefined });
    expect(linkTo('/privacy', 'it')).toEqual({ href: '/privacy', hreflang: undefined });
  });

  it('comes off and on again for every path', () => {
    const path = fc.array(fc.stringMatching(/^[a-z0-9-]{1,8}$/)).map((steps) => `/${steps.join('/')}`);
    fc.assert(
      fc.property(
        path.filter((plain) => withoutLanguage(plain) === plain),
        fc.constantFrom(...RespondentLanguage.options),
        (plain, language) => {
          const there = inLanguage(plain, language);
          expect(withoutLanguage(there)).toBe(plain);
          expect(languageOf(there)).toBe(language === 'it' ? 'it' : 'en');
          expect(inLanguage(there, 'it')).toBe(plain);
        },
      ),
    );
  });
});

describe('a text', () => {
  it('is read in the reader’s language, else in English', () => {
    const text = { it: 'Ente', en: 'Body', el: 'Φορέας' };
    expect([inWords(text, 'el'), inWords(text, 'it'), inWords(text, 'fi')]).toEqual(['Φορέας', 'Ente', 'Body']);
  });
});

describe('the languages that a page offers', () => {
  const surveys = [
    { id: 'a', programme: 'p', languages: ['it', 'en', 'es', 'el'], unreviewed: ['es', 'el'] },
    { id: 'b', programme: 'q', languages: ['it', 'en', 'fi'], unreviewed: ['fi'] },
  ] as const;
  const told = (route: string | null, survey?: string, programme?: string) => {
    const list = surveys.map((one) => ({ ...one, languages: [...one.languages], unreviewed: [...one.unreviewed] }));
    return offered(list, { route, survey, programme });
  };

  it('are those of its survey, of all surveys on the receipt, and of the interface elsewhere', () => {
    expect(told('/survey/[id]', 'a')).toEqual({ languages: ['it', 'en', 'es', 'el'], unreviewed: ['es', 'el'] });
    expect(told('/receipt')).toEqual({ languages: ['it', 'en', 'es', 'el', 'fi'], unreviewed: ['es', 'el', 'fi'] });
    const form = '/interest/[programme]/[kind]';
    expect(told(form, undefined, 'q')).toEqual({ languages: ['it', 'en', 'fi'], unreviewed: ['fi'] });
    expect(told(form, undefined, 'nothing')).toEqual({ languages: ['it', 'en'], unreviewed: [] });
    expect(told('/explore/[id]', 'a')).toEqual({ languages: ['it', 'en'], unreviewed: [] });
    expect(told(null)).toEqual({ languages: ['it', 'en'], unreviewed: [] });
  });

  it('are all there are where the survey is not known, so that the page that says so can be read', () => {
    expect(told('/survey/[id]', 'nothing').languages).toEqual(['it', 'en', 'es', 'el', 'fi']);
  });
});
