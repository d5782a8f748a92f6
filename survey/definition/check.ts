import { checkCodebook } from '../codebook/check.ts';
import type { DefinitionFault } from './fault.ts';
import type { Definition, Question } from './schema.ts';
import { choicesOf, placedQuestions, type PlacedQuestion } from './walk.ts';
import { checkNarrowing } from './narrowing.ts';
import { checkReferences, type ReferencesOf } from './reference.ts';
import { mayExplode } from './explosion.ts';
import { compilePattern } from '../pattern.ts';

const reserved = new Set([
  ...['panel', 'item', 'choice', 'row', 'self', 'survey', 'parent', 'locale', 'pageno', 'pagecount', 'questioncount'],
  ...Object.getOwnPropertyNames(Object.prototype).map((name) => name.toLowerCase()),
]);

/** What a shape alone cannot tell: names, references, patterns, lengths, ranges, the codebook. */
export function checkMeaning(definition: Definition, referencesOf: ReferencesOf): DefinitionFault[] {
  const placed = placedQuestions(definition);
  return [
    ...checkNames(definition, placed),
    ...checkReferences(definition, placed, referencesOf),
    ...placed.flatMap(({ question, path }) => checkQuestion(question, path)),
    ...checkCodebook(definition),
    ...checkNarrowing(definition, referencesOf),
  ];
}

/** Names are told apart without regard to case, as survey-core does. */
function checkNames(definition: Definition, placed: readonly PlacedQuestion[]): DefinitionFault[] {
  const named = [
    ...placed.map(({ question, path }) => ({ name: question.name, path })),
    ...(definition.calculatedValues ?? []).map(({ name }, index) => ({ name, path: `calculatedValues[${index}]` })),
  ];
  return [...nameFaults(named), ...placed.flatMap(({ question, path }) => nameFaults(templateNames(question, path)))];
}

function nameFaults(named: readonly { name: string; path: string }[]): DefinitionFault[] {
  const seen = new Set<string>();
  return named.flatMap(({ name, path }): DefinitionFault[] => {
    const key = name.toLowerCase();
    if (reserved.has(key)) return [{ path: `${path}.name`, code: 'name_reserved', value: name }];
    if (seen.has(key)) return [{ path: `${path}.name`, code: 'name_taken', value: name }];
    seen.add(key);
    return [];
  });
}

function templateNames(question: Question, path: string): { name: string; path: string }[] {
  if (question.type !== 'paneldynamic') return [];
  return question.templateElements.map(({ name }, index) => ({ name, path: `${path}.templateElements[${index}]` }));
}

function checkQuestion(question: Question, path: string): DefinitionFault[] {
  if (question.type === 'paneldynamic')
    return [
      ...checkRange(question.minPanelCount ?? 0, question.maxPanelCount ?? 20, `${path}.maxPanelCount`),
      ...question.templateElements.flatMap((inner, index) =>
        checkQuestion(inner, `${path}.templateElements[${index}]`),
      ),
    ];
  return [...checkValues(question, path), ...checkPatterns(question, path)];
}

function checkValues(question: Question, path: string): DefinitionFault[] {
  switch (question.type) {
    case 'checkbox':
    case 'radiogroup':
    case 'dropdown':
      return [
        ...checkChoices(question, path),
        ...('maxSelectedChoices' in question
          ? checkRange(
              question.minSelectedChoices ?? 0,
              question.maxSelectedChoices ?? Infinity,
              `${path}.maxSelectedChoices`,
            )
          : []),
      ];
    case 'text':
      if (question.inputType === 'number')
        return checkRange(question.min ?? -Infinity, question.max ?? Infinity, `${path}.max`);
      return checkLength(question.maxLength, path);
    case 'comment':
      return checkLength(question.maxLength, path);
    case 'rating':
      return checkRange(question.rateMin ?? 1, question.rateMax ?? 5, `${path}.rateMax`);
    default:
      return [];
  }
}

function checkChoices(question: Extract<Question, { choices: unknown }>, path: string): DefinitionFault[] {
  const codes = choicesOf(question.choices).map(({ value }) => value);
  if (question.showNoneItem) codes.push('none');
  if (question.showRefuseItem) codes.push('refused');
  const seen = new Set<string>();
  return codes.flatMap((value, index): DefinitionFault[] => {
    if (!seen.has(value)) return seen.add(value) && [];
    return [{ path: `${path}.choices[${index}]`, code: 'choice_twice', value }];
  });
}

function checkLength(maxLength: number | undefined, path: string): DefinitionFault[] {
  return maxLength === undefined ? [{ path: `${path}.maxLength`, code: 'length_missing' }] : [];
}

function checkRange(low: number, high: number, path: string): DefinitionFault[] {
  return low > high ? [{ path, code: 'range_wrong', value: `${low} … ${high}` }] : [];
}

function checkPatterns(question: Question, path: string): DefinitionFault[] {
  return (question.validators ?? []).flatMap((validator, index): DefinitionFault[] => {
    if (validator.type !== 'regex') return [];
    const place = `${path}.validators[${index}].regex`;
    const pattern = compilePattern(validator.regex, validator.caseInsensitive ?? false);
    if (pattern.error) return [{ path: place, code: 'regex_refused', value: pattern.error }];
    return mayExplode(validator.regex) ? [{ path: place, code: 'regex_explodes', value: validator.regex }] : [];
  });
}
