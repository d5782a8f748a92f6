/** What a respondent is sent: the words of one language, and one more when it is asked for. */
import 'survey-core/i18n/arabic';
import 'survey-core/i18n/romanian';
import { SurveyModel } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { shippedProgramme, shippedProgrammes } from '../../application.ts';
import { translate } from '../../dashboard/lib/survey/translate.ts';
import { languagesOfAll } from '../../survey/programme/language.ts';
import { readProgramme } from '../../survey/programme/programme.ts';
import { inOneLanguage } from '../../survey/trimmed.ts';

const programmes = await Promise.all(shippedProgrammes().map((id) => readProgramme(shippedProgramme(id))));
const instruments = programmes.flatMap(({ programme, instruments }) =>
  [...instruments].map(([name, definition]) => {
    const asking = programme.surveys.filter(({ instrument }) => instrument === name);
    return { programme: programme.id, name, definition, languages: languagesOfAll(programme, asking).slice(-3) };
  }),
);

/** Every text of a model in a language, wherever it stands. */
const saidBy = (model: SurveyModel, language: string) => {
  model.locale = language;
  return model
    .getAllQuestions(false, true, true)
    .map((one) => [one.name, one.processedTitle, one.locDescription.renderedHtml, one.displayValue]);
};

/** Without the texts that are as in Italian: SurveyJS forgets those that come later. */
const told = (model: SurveyModel, languages: readonly string[]): unknown =>
  JSON.parse(JSON.stringify(model.toJSON()), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('default' in value)) return value;
    return Object.fromEntries(
      Object.entries(value).filter(
        ([key, text]) => key === 'default' || (languages.includes(key) && text !== value.default),
      ),
    );
  });

describe.each(instruments)('$programme/$name', ({ definition, languages }) => {
  it('says the same in one language as among all', () => {
    for (const language of languages) {
      const trimmed = inOneLanguage(definition, language);
      expect(saidBy(new SurveyModel(trimmed), language)).toEqual(saidBy(new SurveyModel(definition), language));
    }
  });

  it('learns another language on the way', () => {
    const [first, ...others] = languages.toReversed();
    const model = new SurveyModel(inOneLanguage(definition, first!));
    for (const language of others) translate(model, inOneLanguage(definition, language), language);
    expect(told(model, languages)).toEqual(told(new SurveyModel(definition), languages));
  });
});

it('keeps Italian and English of what the contract tells in both', () => {
  const told = {
    text: { it: 'Uno', en: 'One', ar: 'واحد', fi: 'Yksi' },
    title: { default: 'Uno', en: 'One', ar: 'واحد' },
  };
  expect(inOneLanguage(told, 'ar')).toEqual({
    text: { it: 'Uno', en: 'One', ar: 'واحد' },
    title: { default: 'Uno', ar: 'واحد' },
  });
});
