/** When a survey may publish: at a few preset sizes and once after it has closed, never at any moment in between. */
import { Problem } from '../problem.ts';
import type { CompiledSurvey, ReleaseStep } from '../survey/registry/registry.ts';
import type { Budget } from './disclosure/index.ts';

/** A snapshot that was taken: the size of the plan that allowed it. */
export interface PastRelease {
  readonly size: number;
  readonly closing: boolean;
}

/**
 * The step of the plan that is reached and not yet taken: the largest one; smaller ones that were passed over are gone.
 * @param count  answers that count
 * @returns null when none is due
 */
export function dueStep(survey: CompiledSurvey, past: readonly PastRelease[], count: number): ReleaseStep | null {
  if (past.some((one) => one.closing)) return null;
  const last = Math.max(0, ...past.map((one) => one.size));
  const reached = bySize(survey).filter((step) => step.size <= count && step.size > last);
  return reached.at(-1) ?? null;
}

/**
 * The closing step: the tables of the largest size, whatever the count.
 * @returns null when the plan has none, or it was taken
 */
export function closingStep(survey: CompiledSurvey, past: readonly PastRelease[], count: number): ReleaseStep | null {
  const tables = bySize(survey).at(-1)?.tables;
  if (!survey.release.closing || tables === undefined || past.some((one) => one.closing)) return null;
  return { size: count, tables };
}

/** Says when the next publication is: at a size, or after closing, or never again. */
export function notDue(survey: CompiledSurvey, past: readonly PastRelease[], count: number): Problem {
  const last = Math.max(0, ...past.map((one) => one.size));
  const next = bySize(survey).find((step) => step.size > Math.max(last, count));
  if (next && !past.some((one) => one.closing)) {
    return new Problem('publication_not_due', { value: survey.id, next: next.size, count });
  }
  return new Problem('publication_finished', { value: survey.id, count });
}

/**
 * Of everybody's limit, what a publication may use: each half of what those before have left, and the last of the plan
 * all of it. What was published stays in every later audit, so one that used all would leave nothing to the others.
 */
export function budgetOf(
  survey: CompiledSurvey,
  past: readonly PastRelease[],
  { size }: ReleaseStep,
  closing: boolean,
): Budget {
  const steps = bySize(survey);
  const all = steps.length + Number(survey.release.closing);
  const used = (publications: number) => (publications >= all ? 1 : 1 - 0.5 ** publications);
  const upTo = (most: number) => steps.filter((step) => step.size <= most).length;
  return { from: used(upTo(Math.max(0, ...past.map((one) => one.size)))), to: used(closing ? all : upTo(size)) };
}

const bySize = (survey: CompiledSurvey) => survey.release.sizes.toSorted((a, b) => a.size - b.size);
