import type { Person } from '../../../access.ts';
import type { Services } from '../services.ts';
import type { Released } from './attention.ts';

/** The surveys that a person watches, each with its last publication. */
export async function readWatch(
  { survey, analytics }: Pick<Services, 'survey' | 'analytics'>,
  person: Person | null,
): Promise<{ day: string; surveys: Released[] }> {
  const { day, surveys } = await survey.admin.watched(person);
  return { day, surveys: surveys.map((one) => ({ ...one, snapshot: analytics.coverage(one.id).snapshot })) };
}

/** The title of each programme, by its id. */
export const programmeTitles = ({ survey }: Pick<Services, 'survey'>) =>
  Object.fromEntries(survey.programmes().map(({ id, title }) => [id, title]));
