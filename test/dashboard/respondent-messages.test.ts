import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '../../dashboard/lib/format.ts';
import { partNames } from '../../dashboard/lib/message-parts.ts';
import { loadMessages, locales } from '../../dashboard/lib/messages.ts';
import { pluralForms, places } from './icu.ts';

type Catalogue = Record<string, string>;
const read = (file: string) => JSON.parse(readFileSync(`dashboard/messages/${file}.json`, 'utf8')) as Catalogue;
/** All but the texts of the staff, whose pages exist in two languages. */
const written = (language: string): Catalogue =>
  Object.assign(
    {},
    ...partNames
      .filter((part) => part !== 'staff')
      .map((part) => read(part === 'common' ? language : `${part}/${language}`)),
  );
const [italian, english] = [written('it'), written('en')];
const further = ['es', 'el', 'pl', 'de', 'sv', 'fi', 'ro', 'ar'] as const;

/** What a respondent may come across: the questionnaire, the receipt, the forms beside them, the frame, the page that says what failed. */
const doors = [
  ...['+layout.svelte', '+layout.ts', '+layout.server.ts', '+error.svelte'],
  ...['survey/[id]/+page.svelte', 'survey/[id]/+page.server.ts', 'receipt/+page.svelte'],
  ...['survey/[id]/poster/+page.svelte', 'survey/[id]/poster/+page.server.ts'],
  ...['survey/[id]/paper/+page.svelte', 'survey/[id]/paper/+page.server.ts'],
  ...['interest/[programme]/[kind]/+page.svelte', 'interest/[programme]/[kind]/+page.server.ts'],
  ...['feedback/[token]/+page.svelte', 'feedback/[token]/+page.server.ts'],
].map((file) => `dashboard/routes/${file}`);
// what a person at the counter is handed
doors.push('dashboard/lib/entry/HandOver.svelte', 'dashboard/lib/entry/AssistedReview.svelte');

/** Every file of the pages that can be reached from these by imports. */
function reachable(from: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (file: string) => {
    if (found.has(file) || !existsSync(file) || !/\.(ts|svelte)$/.test(file)) return;
    const text = readFileSync(file, 'utf8');
    found.set(file, text);
    for (const [, target] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) visit(join(dirname(file), target!));
  };
  [...from, 'dashboard/hooks.server.ts', 'dashboard/hooks.client.ts'].forEach(visit);
  return found;
}

const files = reachable(doors);
const inside = [...files].filter(([file]) => file.startsWith('dashboard/'));
const used = [
  ...new Set(inside.flatMap(([, text]) => [...text.matchAll(/'([\w.]+)'/g)].map(([, word]) => word!))),
].filter((word) => Object.hasOwn(italian, word));

describe('the keys that respondents’ pages use', () => {
  it('are found by walking from the pages', () => {
    const walked = ['lib/shell/LanguageSwitch.svelte', 'lib/survey/engine.ts', 'routes/receipt/Erase.svelte'];
    expect(walked.filter((file) => !files.has(`dashboard/${file}`))).toEqual([]);
    expect(used.length).toBeGreaterThan(100);
    expect(used).toContain('survey.left');
  });

  it('are written out, so that the walk sees them', () => {
    const made = inside.filter(([, text]) => /\bm(\.parts)?\(\s*[`[]/.test(text)).map(([file]) => file);
    expect(made).toEqual([]);
  });
});

describe.each(further)('the texts of respondents’ pages in %s', (language) => {
  const catalogue = read(`respondent/${language}`);

  it('are those that the pages use, and stand in alphabetical order', () => {
    expect(Object.keys(catalogue)).toEqual(used.toSorted());
  });

  it('show the same values as in Italian, with every form of number of the language', () => {
    const rules = new Intl.PluralRules(locales[language]).resolvedOptions().pluralCategories;
    // Spanish numbers of a million and more, which no text counts to
    const needed = rules.filter((form) => !(language === 'es' && form === 'many')).toSorted();
    for (const [key, text] of Object.entries(catalogue)) {
      expect([key, places(text, locales[language])]).toEqual([key, places(italian[key]!, 'it')]);
      for (const forms of pluralForms(text, locales[language])) expect([key, forms]).toEqual([key, needed]);
    }
  });

  it('have no straight apostrophe, nothing empty, and nothing left in Italian or English', () => {
    const same = Object.entries(catalogue).filter(
      ([key, text]) => text.trim() === '' || text.includes("'") || text === italian[key] || text === english[key],
    );
    // one word that is the same in two languages
    const alike = ['footer.version', 'interest.withdrawCode', 'receipt.code', 'shell.home', 'survey.start'];
    expect(same.filter(([key]) => !alike.includes(key))).toEqual([]);
  });

  it('are drawn with numbers and days as the language writes them', async () => {
    const m = await loadMessages(language);
    const format = formats(language);
    const day = format.day('2027-06-15');
    expect(m('receipt.stored', { day })).toContain(day);
    expect(m('survey.left', { n: 5 })).toContain('5');
    expect(day).not.toBe(formats('en').day('2027-06-15'));
  });
});

describe('numbers in words', () => {
  it('take the form that the language has for them', async () => {
    const polish = await loadMessages('pl');
    const left = [1, 2, 5].map((n) => polish('survey.left', { n }));
    expect(left).toEqual(['Została około minuta', 'Zostały około 2 minuty', 'Zostało około 5 minut']);
    const german = await loadMessages('de');
    expect(german('shut.closedText', { n: 1200, count: formats('de').count(1200) })).toContain('1.200 Antworten');
    expect(formats('fi').day('2027-06-15')).toBe('15. kesäkuuta 2027');
    expect(formats('el').day('2027-06-15')).toBe('15 Ιουνίου 2027');
  });
});
