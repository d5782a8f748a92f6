/** The list of a sensitive question: where its answers are shown. It is the only audit that looks at answers. */
import { auditCells, respondentsOf, type AuditCell, type AuditColumns, type Guard, type Tried } from './audit.ts';
import { tellsAnAnswer, type AnswerClasses } from './bounds.ts';
import { membershipOf } from './membership.ts';
import type { Residual } from './row-space.ts';

/** A sensitive question on the columns of an audit. */
export interface AnswerColumns extends AuditColumns {
  /** `answers[category][column]` respondents; together they are the counts of the columns */
  readonly answers: readonly ArrayLike<number>[];
}

/** Less than this of a cell outside the row space is as good as nothing. */
const nearly = 1e-3;

/**
 * In which cells a sensitive question is shown. A cell enters, in the given order, when the list with it passes the audit
 * and no cell that follows from it (or nearly), shown or only watched, has fewer than k respondents who gave, or did not give, an answer. Then,
 * while released counts and bounds rule out an answer for anybody, the last cell is dropped.
 * @param cells  released ones in their order; `watched` ones are the other candidates of the plan
 */
export async function auditAnswers(columns: AnswerColumns, cells: readonly AuditCell[], k: number): Promise<boolean[]> {
  const { order, rows } = auditCells(columns, cells, (tried) => enoughOfEach(columns, cells, tried, k));
  const isPast = (place: number) => cells[place]!.role === 'past';
  const isSafe = async (length: number) => !(await tellsAnAnswer(classesOf(columns, cells, rows.slice(0, length))));
  const kept = await longest(rows.filter(isPast).length, rows.length, isSafe);
  const end = kept < rows.length ? order.indexOf(rows[kept]!) : order.length;
  const shown = new Set(order.slice(0, end));
  return cells.map((_, place) => shown.has(place) || isPast(place));
}

/**
 * The longest beginning that is safe. Fewer rows tell less, so halving finds what dropping one after the other would.
 * @param least  as many are there whatever they tell
 */
async function longest(least: number, most: number, isSafe: (length: number) => Promise<boolean>): Promise<number> {
  if (least === most || (await isSafe(most))) return most;
  let [safe, unsafe] = [least, most];
  while (unsafe - safe > 1) {
    const middle = Math.floor((safe + unsafe) / 2);
    if (await isSafe(middle)) safe = middle;
    else unsafe = middle;
  }
  return safe;
}

/** Follows how much of every candidate is still outside the row space. */
function enoughOfEach(columns: AnswerColumns, cells: readonly AuditCell[], tried: Tried, k: number): Guard {
  const { places, membership, weights } = tried;
  const hasEnough = places.map((place) => isEnough(columns, cells[place]!, k));
  let left = Float64Array.from(places, (place) => total(columns.counts, cells[place]!.columns));
  const after = ({ z, s }: Residual) => {
    const along = membership.totals(z.map((value, one) => value * weights[one]!));
    return left.map((value, cell) => value - along[cell]! ** 2 / s);
  };
  return {
    allows: (residual) => after(residual).every((value, cell) => value >= nearly || hasEnough[cell]!),
    added: (residual) => {
      left = after(residual);
    },
  };
}

function isEnough({ counts, answers }: AnswerColumns, { columns }: AuditCell, k: number): boolean {
  const n = total(counts, columns);
  return answers.every((one) => {
    const y = total(one, columns);
    return y >= k && n - y >= k;
  });
}

function classesOf(
  { answers, counts }: AnswerColumns,
  cells: readonly AuditCell[],
  rows: readonly number[],
): AnswerClasses {
  const membership = membershipOf(
    counts.length,
    rows.map((row) => cells[row]!),
  );
  const byClass = (one: ArrayLike<number>) => {
    const sums = new Float64Array(membership.classes);
    membership.classOf.forEach((place, column) => (sums[place]! += one[column]!));
    return sums;
  };
  return { membership, answers: answers.map(byClass) };
}

const total = (counts: ArrayLike<number>, set: ArrayLike<number>) => respondentsOf({ counts }, set);
