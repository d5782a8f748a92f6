import { describe, expect, it } from 'vitest';
import { streams, type Random } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { definitionOf, modelOf } from '../support/instrument.ts';
import { pick } from '../support/respondent.ts';
import { manyNeeds } from './persona.ts';

interface Choosing {
  visibleChoices: { value: string }[];
}
const valuesOf = (question: unknown) => (question as Choosing).visibleChoices.map(({ value }) => value).toSorted();

describe('the five most important skills', () => {
  const definition = definitionOf('citizen');
  const validate = compileValidator(definition);
  const faults = (answers: object) => validate(answers).faults.map(({ path, code }) => `${path} ${code}`);

  it('are asked for only when more were ticked, among those ticked alone', () => {
    const model = modelOf(definition);
    model.setValue('areas', ['care', 'work']);
    model.setValue('need_care', ['first_aid', 'child_care', 'elder_care', 'empathy', 'wellbeing']);
    expect(model.getQuestionByName('need_work').isVisible).toBe(true);
    expect(model.getQuestionByName('need_kept').isVisible).toBe(false);
    model.setValue('need_work', ['cv', 'interview']);
    const kept = model.getQuestionByName('need_kept');
    expect(kept.isVisible).toBe(true);
    expect(kept.processedTitle).toBe('Hai scelto 7 competenze. Quali sono le cinque più importanti per te?');
    expect(valuesOf(kept)).toEqual(
      ['first_aid', 'child_care', 'elder_care', 'empathy', 'wellbeing', 'cv', 'interview'].toSorted(),
    );
  });

  it('are what is then put in order', () => {
    const model = modelOf(definition);
    for (const [name, value] of Object.entries(manyNeeds)) model.setValue(name, value);
    expect(valuesOf(model.getQuestionByName('first'))).toEqual(
      [...(manyNeeds['need_kept'] as string[]), 'dont_know'].toSorted(),
    );
    expect(faults(manyNeeds)).toEqual([]);
  });

  it.each([
    ['a skill that was not ticked', { need_kept: ['empathy', 'solar'] }, 'need_kept unknown_choice'],
    [
      'a sixth',
      { need_kept: [...(manyNeeds['need_kept'] as string[]), 'interview', 'empathy'] },
      'need_kept too_many_choices',
    ],
    ['none', { need_kept: undefined }, 'need_kept required'],
    ['a first one that was ticked and not kept', { first: 'first_aid' }, 'first unknown_choice'],
    ['them where five were ticked', { need_work: ['cv'] }, 'need_kept hidden_answer'],
  ])('are refused by the server: %s', (_, change, fault) => {
    expect(faults({ ...manyNeeds, ...change })).toContain(fault);
  });

  it('are offered by the server exactly where SurveyJS offers them', () => {
    const random = streams('narrowing')(0);
    for (let round = 0; round < 30; round++) {
      const answers = { ...manyNeeds, ...someNeeds(random) };
      const model = modelOf(definition);
      model.data = structuredClone(answers);
      for (const name of ['need_kept', 'first', 'second', 'third']) {
        const question = model.getQuestionByName(name);
        const shown = question.isVisible ? valuesOf(question).filter((code) => code !== 'dont_know') : [];
        const codes = [...shown.slice(0, 2), ...['solar', 'english', 'first_aid', 'cv']];
        for (const code of codes) {
          const told = faults({ ...answers, [name]: name === 'need_kept' ? [code] : code });
          const refused = told.some((one) => one === `${name} unknown_choice` || one === `${name} hidden_answer`);
          expect([name, code, !refused, answers]).toEqual([name, code, shown.includes(code), answers]);
        }
      }
    }
  });
});

/** Ticks in two areas, what is kept of them, and an order. */
function someNeeds(random: Random): Record<string, unknown> {
  const some = (codes: readonly string[], most: number) =>
    codes.toSorted(() => random.next() - 0.5).slice(0, 1 + pick(random, most));
  const care = some(['first_aid', 'child_care', 'elder_care', 'empathy', 'wellbeing'], 5);
  const work = some(['cv', 'interview', 'skills_recognition'], 3);
  const all = [...care, ...work];
  const kept = all.length > 5 ? some(all, 5) : undefined;
  const [first, second] = some(kept ?? all, 5);
  return { need_care: care, need_work: work, need_kept: kept, first, second };
}
