/** Straight lines: the same answer on every line of every grid. */
import type { Definition, Question } from '../definition/definition.ts';
import { placedQuestions } from '../definition/walk.ts';

type Answers = Readonly<Record<string, unknown>>;
type Read = (answers: Answers) => readonly unknown[];

/** Lines of a grid with an answer from which it says something, and of all grids together. */
const leastLines = 5;
const leastAltogether = 10;
const leastGrids = 2;

/**
 * Compiles the look at straight lines. Questions with the same choices to tick one of are the lines of one grid, however they are drawn.
 * One grid alone says little: who cannot do anything of a list answers it so in earnest. Refusals are no line.
 */
export function compileStraight(definition: Definition): (answers: Answers) => boolean {
  const grids = [...Map.groupBy(linesOf(definition), ({ grid }) => grid).values()].map((lines) =>
    lines.map(({ read }) => read),
  );
  return (answers) => {
    const told = grids
      .map((lines) => lines.flatMap((read) => read(answers)).filter(isTold))
      .filter((values) => values.length >= leastLines);
    const altogether = told.reduce((sum, values) => sum + values.length, 0);
    return told.length >= leastGrids && altogether >= leastAltogether && told.every(isStraight);
  };
}

interface Line {
  readonly grid: string;
  readonly read: Read;
}

function linesOf(definition: Definition): Line[] {
  return placedQuestions(definition).flatMap(({ question }) => {
    const grid = gridOf(question);
    if (grid === null) return [];
    const { name } = question;
    const read: Read = ({ [name]: value }) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [value];
    return [{ grid, read }];
  });
}

/** What tells the grids apart: the codes to choose from, and what is asked of each line. */
function gridOf(question: Question): string | null {
  if (question.type === 'matrix') return `matrix:${codes(question.columns)}:${question.name}`;
  if (question.type === 'rating')
    return `rating:${question.rateMin ?? ''}:${question.rateMax ?? question.rateCount ?? ''}`;
  if (question.type !== 'radiogroup' || question.choices.length < 3) return null;
  return `${question.codebook.role ?? ''}:${codes(question.choices)}`;
}

const codes = (items: readonly (string | { readonly value: string })[]) =>
  items.map((item) => (typeof item === 'string' ? item : item.value)).join('|');

const isTold = (value: unknown) => value !== undefined && value !== 'refused' && value !== 'none';

const isStraight = (values: readonly unknown[]) => values.every((value) => value === values[0]);
