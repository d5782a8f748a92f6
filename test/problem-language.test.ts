import { describe, expect, it } from 'vitest';
import { problemLanguages, type Sentence } from '../problem-entry.ts';
import { draftCatalogue } from '../problem-draft.ts';
import { feedbackCatalogue } from '../problem-feedback.ts';
import { interestCatalogue } from '../problem-interest.ts';
import { respondentCatalogue } from '../problem-respondent.ts';
import { serviceCatalogue } from '../problem-service.ts';
import { Problem } from '../problem.ts';
import { RespondentLanguage } from '../survey/contract.ts';
import { interestFaults } from '../survey/register/fault.ts';
import { answerFaultList } from '../survey/validator/fault.ts';
import { expectations } from '../survey/validator/expectation.ts';
import { faultSentences } from '../survey/validator/fault-sentence.ts';

const sentences: [string, Sentence][] = [
  ...Object.entries({
    ...respondentCatalogue,
    ...draftCatalogue,
    ...serviceCatalogue,
    ...interestCatalogue,
    ...feedbackCatalogue,
  }).flatMap(([code, { title, detail }]): [string, Sentence][] => [
    [`${code}.title`, title],
    [`${code}.detail`, detail],
  ]),
  ...Object.entries(faultSentences),
  ...Object.entries(expectations),
  ...Object.entries(interestFaults),
];
const places = (text: string | undefined) => (text?.match(/\{\w+\}/g) ?? []).toSorted();

describe('what a respondent is told when something is wrong', () => {
  it('exists in every language in which people may be asked', () => {
    expect(problemLanguages).toEqual(RespondentLanguage.options);
    expect(sentences.length).toBeGreaterThan(50);
  });

  it.each(sentences)('%s shows the same values in all languages, and is translated', (_, sentence) => {
    for (const language of problemLanguages)
      expect([language, places(sentence[language])]).toEqual([language, places(sentence.it)]);
    const told = problemLanguages.map((language) => sentence[language]);
    expect(new Set(told).size).toBe(problemLanguages.length);
  });
});

describe('a problem', () => {
  it('is told whole in one language, its faults too', () => {
    const faults = [{ path: 'age', code: 'too_small', limit: 14 }] as const;
    const problem = new Problem('invalid_answers', { count: 1 }, { errors: (l) => answerFaultList(faults, l) });
    expect(problem.document('fi')).toMatchObject({
      title: 'Korjattavia vastauksia',
      detail: expect.stringContaining('(1)') as string,
      errors: [{ path: 'age', code: 'too_small', message: 'Pienin sallittu arvo on 14.' }],
    });
    expect(problem.document('pl').errors?.[0]?.message).toBe('Najmniejsza dozwolona wartość to 14.');
  });

  it('that only planners meet is told in English to all who do not read Italian', () => {
    const problem = new Problem('unknown_level', { value: 'x', known: 'y' });
    expect(problem.document('de')).toEqual(problem.document('en'));
  });

  it('quotes the instrument’s own sentence in the reader’s language', () => {
    const text = { default: 'Solo cifre.', en: 'Digits only.', sv: 'Bara siffror.' };
    const [fault] = answerFaultList([{ path: 'a', code: 'rule_broken', text }], 'sv');
    expect(fault?.message).toBe('Bara siffror.');
  });
});
