/** Whether released counts and plain bounds tell somebody's answer. */
import { nearLikeliest } from './likely.ts';
import type { Membership } from './membership.ts';
import { withPolytope, type Maximise, type Polytope, type Sum } from './solver.ts';

/** Respondents who cannot be told apart by the released cells, and how many of them gave each answer. */
export interface AnswerClasses {
  /** the released cells that do not follow from others, and their classes */
  readonly membership: Membership;
  /** `answers[category][class]` respondents */
  readonly answers: readonly Float64Array[];
}

/** The solver's own tolerance is a tenth of it. */
const tolerance = 1e-6;
/** Of the questions: when more are left open by a common program, the next programs are about one each. */
const few = 0.5;

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
  settleNearLikeliest(shown, open);
  if (open.size === 0) return false;
  return withPolytope(polytopeOf(shown), (maximise) => !allPossible(shown, open, maximise));
}

/** Of classes and categories nobody is in: whether somebody could be. Where somebody is, somebody can be. */
function openQuestions({ answers, membership: { classes } }: AnswerClasses): Set<number> {
  const sizes = sizesOf(answers);
  const all = answers.flatMap((counts, category) =>
    [...counts.keys()].filter((one) => counts[one] === 0 && sizes[one]! > 0).map((one) => category * classes + one),
  );
  return new Set(all);
}

/** Each category against the most frequent other one, those who gave neither left as they are. */
function settleNearLikeliest({ answers, membership }: AnswerClasses, open: Set<number>): void {
  const { classes } = membership;
  const totals = answers.map((counts) => counts.reduce((sum, count) => sum + count, 0));
  answers.forEach((first, category) => {
    const others = [...totals.keys()].filter((other) => other !== category);
    const other = others.toSorted((a, b) => totals[b]! - totals[a]!)[0];
    if (other === undefined) return;
    const either = first.map((count, one) => count + answers[other]![one]!);
    const isPossible = nearLikeliest(membership, { either, first });
    if (isPossible === null) return;
    for (let one = 0; one < classes; one += 1) {
      const question = category * classes + one;
      if (open.has(question) && isPossible(one)) open.delete(question);
    }
  });
}

/** One program answers many questions at once; when it answers few, the first of them gets its own. */
function allPossible(shown: AnswerClasses, open: Set<number>, maximise: Maximise): boolean {
  while (open.size > 0) {
    const before = open.size;
    settle(shown, open, maximise(costsOf(shown, open)));
    while (open.size > few * before) {
      const [first] = open;
      settle(shown, open, maximise(costsOf(shown, new Set([first!]))));
      if (open.has(first!)) return false;
    }
  }
  return true;
}

function settle({ membership: { classes }, answers }: AnswerClasses, open: Set<number>, point: Float64Array): void {
  const sizes = sizesOf(answers);
  const last = answers.length - 1;
  for (const question of [...open]) {
    const [category, one] = [Math.floor(question / classes), question % classes];
    const others = answers.slice(0, last).reduce((sum, _, other) => sum + point[other * classes + one]!, 0);
    const count = category < last ? point[question]! : sizes[one]! - others;
    if (count >= 1 - tolerance) open.delete(question);
  }
}

/** The last category is what the others leave. */
function costsOf({ membership: { classes }, answers }: AnswerClasses, open: ReadonlySet<number>): Float64Array {
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
function polytopeOf({ membership, answers }: AnswerClasses): Polytope {
  const { classes, cells, classesOf } = membership;
  const sizes = sizesOf(answers);
  const free = answers.slice(0, -1);
  const counted = free.flatMap((counts, category) =>
    Array.from({ length: cells }, (_, cell): Sum => {
      const members = classesOf(cell);
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

const sizesOf = (answers: readonly Float64Array[]) =>
  Float64Array.from(answers[0] ?? [], (_, one) => answers.reduce((sum, counts) => sum + counts[one]!, 0));
