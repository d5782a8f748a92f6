/** Skills, and the codes linked to them, that the words of a text may be about. Proposed only: nothing is coded by it. */
import { SuggestionQuery, type Codings, type Localized, type RespondentLanguage } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { readCodes } from './code-store.ts';
import { enter, type CodingContext, type Reader } from './context.ts';
import { findSkills } from './search.ts';

export function suggestionsOf(context: CodingContext): Pick<Codings, 'suggestions'> {
  return {
    suggestions: async (who, body) => {
      const { programme, text, language } = parsed(SuggestionQuery, body);
      enter(context, who, 'coding.write', programme);
      const skills = await skillsOf(context, programme);
      const codes = (await readCodes(context.database, programme)).filter(({ state }) => state === 'accepted');
      const linked = (skill: string) => codes.filter((code) => code.skill === skill);
      const words = [...skills].map(([key, label]) => ({
        key,
        label: inLanguage(label, language),
        more: linked(key)
          .map(({ labels, description }) => `${inLanguage(labels, language)} ${description}`)
          .join(' '),
      }));
      return findSkills(words, text, language).map(({ key, words: found, score }) => ({
        ...{ skill: key, label: skills.get(key)!, found: [...found], score },
        codes: linked(key).map(({ id }) => id),
      }));
    },
  };
}

const inLanguage = (text: Localized, language: RespondentLanguage) => text[language] ?? text.en;

/** Names of the skills, in the further languages too where a survey of the programme asks about them. */
async function skillsOf({ database, registry }: CodingContext, programme: string): Promise<Map<string, Localized>> {
  const asked = registry
    .entries()
    .filter(({ compiled }) => compiled.programme === programme)
    .flatMap(({ compiled }) => [...compiled.variables.values()])
    .filter(({ role }) => role === 'need')
    .flatMap(({ categories }) => categories.map(({ code, label }) => [code, label] as const));
  const further = new Map(asked);
  const rows = await readSkills(database, programme);
  return new Map(rows.map(({ key, it, en }) => [key, { ...further.get(key), it, en }]));
}

const readSkills = (reader: Reader, programme: string) =>
  reader.rows<{ key: string; it: string; en: string }>(
    'SELECT key, label_it AS it, label_en AS en FROM skill WHERE programme = ? ORDER BY key',
    [programme],
  );
