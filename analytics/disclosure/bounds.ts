/** Whether released counts and plain bounds tell somebody's answer. */
import { withPolytope, type Maximise, type Polytope, type Sum } from './solver.ts';

/** Respondents who cannot be told apart by the released cells, and how many of them gave each answer. */
export interface AnswerClasses {
  readonly classes: number;
  /** `answers[category][class]` respondents */
  readonly answers: readonly Float64Array[];
  /** the classes of each released cell */
  readonly cells: readonly ArrayLike<number>[];
}

/** The solver's own tolerance is a tenth of it. */
const tolerance = 1e-6;

/**
 * Whether somebody who knows where each respondent stands can rule out an answer for one of them, from the released
 * counts of the answers and from 0 ≤ count ≤ respondents of the class.
 *
 * An answer is ruled out for a class when the largest count that agrees with everything released is below 1: nobody of
 * the class can have given it. (Whoever knows that all of a class gave an answer has ruled out the others.) The counts
 * are let be fractions; what only the search through whole numbers would rule out, this does not find.
 */
export async function tellsAnAnswer(shown: AnswerClasses): Promise<boolean> {
  const open = openQuestions(shown);
  if (open.size === 0) return false;
  return withPolytope(polytopeOf(shown), (maximise) => !allPossible(shown, open, maximise));
}

/** Of classes and categories nobody is in: whether somebody could be. Where somebody is, somebody can be. */
function openQuestions({ answers, classes }: AnswerClasses): Set<number> {
  const sizes = sizesOf({ answers, classes });
  const all = answers.flatMap((counts, category) =>
    [...counts.keys()].filter((one) => counts[one] === 0 && sizes[one]! > 0).map((one) => category * classes + one),
  );
  return new Set(all);
}

/** One program answers many questions at once; when it answers none, the first of them gets its own. */
function allPossible(shown: AnswerClasses, open: Set<number>, maximise: Maximise): boolean {
  while (open.size > 0) {
    const before = open.size;
    settle(shown, open, maximise(costsOf(shown, open)));
    if (open.size < before) continue;
    const [first] = open;
    settle(shown, open, maximise(costsOf(shown, new Set([first!]))));
    if (open.has(first!)) return false;
  }
  return true;
}

function settle({ classes, answers }: AnswerClasses, open: Set<number>, point: Float64Array): void {
  const sizes = sizesOf({ answers, classes });
  const last = answers.length - 1;
  for (const question of [...open]) {
    const [category, one] = [Math.floor(question / classes), question % classes];
    const others = answers.slice(0, last).reduce((sum, _, other) => sum + point[other * classes + one]!, 0);
    const count = category < last ? point[question]! : sizes[one]! - others;
    if (count >= 1 - tolerance) open.delete(question);
  }
}

/** The last category is what the others leave. */
function costsOf({ classes, answers }: AnswerClasses, open: ReadonlySet<number>): Float64Array {
  const last = answers.length - 1;
  const costs = new Float64Array(last * classes);
  for (const question of open) {
    const [category, one] = [Math.floor(question / classes), question % classes];
    if (category < last) costs[question]! += 1;
    else for (let other = 0; other < last; other += 1) costs[other * classes + one]! -= 1;
  }
  return costs;
}

/** A variable for each class and each category but the last. */
function polytopeOf({ classes, answers, cells }: AnswerClasses): Polytope {
  const sizes = sizesOf({ answers, classes });
  const free = answers.slice(0, -1);
  const counted = free.flatMap((counts, category) =>
    cells.map((members): Sum => {
      const total = Array.from(members).reduce((sum, one) => sum + counts[one]!, 0);
      return { terms: Array.from(members, (one) => category * classes + one), least: total, most: total };
    }),
  );
  const whole = [...sizes.keys()].map((one) => ({
    terms: free.map((_, category) => category * classes + one),
    ...{ least: 0, most: sizes[one]! },
  }));
  return {
    most: Float64Array.from({ length: free.length * classes }, (_, variable) => sizes[variable % classes]!),
    sums: free.length > 1 ? [...counted, ...whole] : counted,
  };
}

const sizesOf = ({ answers, classes }: Pick<AnswerClasses, 'answers' | 'classes'>) =>
  Float64Array.from({ length: classes }, (_, one) => answers.reduce((sum, counts) => sum + counts[one]!, 0));
