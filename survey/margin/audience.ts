/** What a programme asks of the people whom margins count: their sex, and their class of age. */
import { compileCodebook, type CodebookVariable } from '../codebook/codebook.ts';
import type { Programme } from '../programme/programme.ts';
import { Problem } from '../../problem.ts';
import { surveyAge, type AgeGroup } from './age.ts';

export interface Audience {
  /** name of the variable of sex, whose categories are f and m; null where it is not asked */
  readonly sex: string | null;
  readonly age: string;
  /** from the youngest */
  readonly classes: readonly AgeGroup[];
}

/**
 * @param survey  its id; left out, the only survey of the programme that asks classes of age
 * @throws Problem margins_need_survey, which names those that do
 */
export function audienceOf({ programme, instruments }: Programme, survey?: string): Audience {
  const asking = programme.surveys.flatMap(({ id, instrument }) => {
    const definition = instruments.get(instrument);
    const variables = definition ? compileCodebook(definition).variables : [];
    const age = variables.find(({ role }) => role === 'ageClass');
    return age ? [{ id, age, sex: variables.find(({ role }) => role === 'sex') }] : [];
  });
  const chosen = asking.filter(({ id }) => survey === undefined || id === survey);
  const [only] = chosen;
  if (only === undefined || new Set(chosen.map(({ age }) => codesOf(age))).size > 1)
    throw new Problem('margins_need_survey', { known: asking.map(({ id }) => id).join(', ') || '—' });
  return { sex: only.sex?.name ?? null, age: only.age.name, classes: classesOf(only.age) };
}

const codesOf = ({ name, categories }: CodebookVariable): string =>
  [name, ...categories.map(({ code }) => code)].join();

/** Categories that are no age, such as a refusal, are in no margin. */
function classesOf({ categories }: CodebookVariable): AgeGroup[] {
  return categories
    .flatMap(({ code }) => {
      const age = surveyAge(code);
      return age ? [{ ...age, codes: [code] }] : [];
    })
    .toSorted((a, b) => a.from - b.from);
}
