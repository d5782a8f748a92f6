/** What was computed last, of the figures it was computed from: another source of figures has a memory of its own. */
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import type { PlanContext } from './context.ts';

type Remember<T> = (context: PlanContext, survey: SurveyEntry, key: string, make: () => T) => T;

/** @param most  how many are kept of a survey; then all are forgotten, and it begins anew */
export function createMemory<T>(most: number): Remember<T> {
  const sources = new WeakMap<PlanContext['analytics'], WeakMap<SurveyEntry, Map<string, T>>>();
  return ({ analytics }, survey, key, make) => {
    const surveys = sources.get(analytics) ?? new WeakMap<SurveyEntry, Map<string, T>>();
    sources.set(analytics, surveys);
    const own = surveys.get(survey) ?? new Map<string, T>();
    surveys.set(survey, own);
    const made = own.get(key) ?? make();
    if (own.size >= most) own.clear();
    own.set(key, made);
    return made;
  };
}
