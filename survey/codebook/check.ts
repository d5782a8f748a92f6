import { canonicalJson } from '../canonical.ts';
import { describedQuestions, type Described } from './codebook.ts';
import type { DefinitionFault } from '../definition/fault.ts';
import type { Definition, Question } from '../definition/schema.ts';
import { placedQuestions } from '../definition/walk.ts';

/** Which variable types a question can give. */
const types: Readonly<Record<Question['type'], readonly string[]>> = {
  radiogroup: ['single', 'scale'],
  dropdown: ['single', 'scale'],
  checkbox: ['multiple'],
  rating: ['scale'],
  boolean: ['single'],
  text: ['number', 'text'],
  comment: ['text'],
  matrix: ['single', 'scale'],
  paneldynamic: [],
};

/** Whether the codebook entries of an instrument fit their questions and each other. */
export function checkCodebook(definition: Definition): DefinitionFault[] {
  const described = describedQuestions(definition);
  const groups = Map.groupBy(described, ({ entry }) => entry.variable);
  return [
    ...described.flatMap(typeFaults),
    ...[...groups.values()].flatMap((group) => [...conflictFaults(group), ...twiceFaults(group)]),
    ...placedQuestions(definition).flatMap(({ question, path }) => rowFaults(question, path)),
  ];
}

function typeFaults({ entry, question, path }: Described): DefinitionFault[] {
  const fits =
    question.type === 'text'
      ? entry.type === (question.inputType ?? 'text')
      : types[question.type].includes(entry.type);
  return fits ? [] : [{ path: `${path}.type`, code: 'codebook_type', value: entry.type }];
}

function conflictFaults([first, ...others]: readonly Described[]): DefinitionFault[] {
  const common = ({ entry: { skill: _, rank: __, narrows: ___, ...rest } }: Described) => canonicalJson(rest);

  return others
    .filter((other) => first && common(other) !== common(first))
    .map(({ path, entry }) => ({ path, code: 'codebook_conflict', value: entry.variable }));
}

/** A variable with one value a respondent has one question, unless skill, rank or block tell the places apart. */
function twiceFaults(group: readonly Described[]): DefinitionFault[] {
  if (group[0]?.entry.type === 'multiple') return [];
  const seen = new Set<string>();
  return group.flatMap(({ entry, path, source }): DefinitionFault[] => {
    const place = JSON.stringify([source.repeat, source.skill, source.rank]);
    if (seen.has(place)) return [{ path, code: 'variable_twice', value: entry.variable }];
    seen.add(place);
    return [];
  });
}

function rowFaults(question: Question, path: string): DefinitionFault[] {
  if (question.type !== 'matrix') return [];
  const rows = question.rows.map((row) => (typeof row === 'string' ? row : row.value));
  const described = Object.keys(question.codebook.rows);
  const apart = [...rows.filter((row) => !described.includes(row)), ...described.filter((row) => !rows.includes(row))];
  return apart.map((value) => ({ path: `${path}.codebook.rows`, code: 'codebook_rows', value }));
}
