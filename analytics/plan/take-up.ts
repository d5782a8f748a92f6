/** Of those who said that they would attend, how many did: as the enrolments of an approved plan tell. */
import type { RealTakeUp } from '../contract.ts';
import type { PlanContext } from './context.ts';
import { planOf } from './edit.ts';
import { neededBy } from './needed.ts';

/**
 * Of the newest plan of a survey whose enrolments are known; null where there is none, and where fewer people enrolled than
 * a figure may be about.
 */
export async function realTakeUp(context: PlanContext, programme: string, survey: string): Promise<RealTakeUp | null> {
  const [newest] = await context.database.rows<{ id: string; enrolled: number; knownOn: string }>(latest, [
    programme,
    survey,
  ]);
  if (newest === undefined || newest.enrolled < context.analytics.coverage(survey).k) return null;
  const { wanted } = neededBy(context, await planOf(context, newest.id));
  if (wanted <= 0) return null;
  const percent = Math.min(100, Math.max(1, Math.round((100 * newest.enrolled) / wanted)));
  return { percent, enrolled: newest.enrolled, wanted: Math.round(wanted), knownOn: newest.knownOn };
}

const latest = `
  SELECT p.id::VARCHAR AS id, max(f.imported_on)::VARCHAR AS "knownOn",
    (SELECT sum(enrolled)::INTEGER FROM plan_enrolment WHERE plan = p.id) AS enrolled
  FROM plan AS p JOIN plan_enrolment_file AS f ON f.plan = p.id
  WHERE p.programme = ? AND p.survey = ? AND p.state = 'followed'
  GROUP BY p.id, p.version
  ORDER BY max(f.imported_on) DESC, p.version DESC, p.id
  LIMIT 1`;
