import type { Person } from '../../../access.ts';
import type { WatchedSurvey } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';
import type { Released } from './attention.ts';

/** The surveys that a person watches, each with its last publication. */
export async function readWatch(
  { survey, analytics }: Pick<Services, 'survey' | 'analytics'>,
  person: Person | null,
): Promise<{ day: string; surveys: Released[] }> {
  const { day, surveys } = await survey.admin.watched(person);
  return { day, surveys: surveys.map((one) => ({ ...one, snapshot: snapshotOf(analytics, one) })) };
}

/** A draft has no figures, not even empty ones. */
const snapshotOf = (analytics: Services['analytics'], { id, state }: WatchedSurvey) =>
  state === 'draft' ? null : analytics.coverage(id).snapshot;

/** The title of each programme, by its id. */
export const programmeTitles = ({ survey }: Pick<Services, 'survey'>) =>
  Object.fromEntries(survey.programmes().map(({ id, title }) => [id, title]));
