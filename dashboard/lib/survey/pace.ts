import type { SurveyModel } from './engine.ts';

/**
 * Minutes left from the page on the screen to the end, at the pace the survey states: each page counts as much as it
 * has questions.
 * @param minutes  what the survey says it takes
 * @returns whole minutes, at least 1
 */
export function minutesLeft(model: SurveyModel, minutes: number): number {
  const weights = model.visiblePages.map(
    (page) => page.questions.filter((question) => question.isVisible).length + 0.5,
  );
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const all = sum(weights);
  if (all === 0) return 1;
  return Math.max(1, Math.round((minutes * sum(weights.slice(model.currentPageNo))) / all));
}
