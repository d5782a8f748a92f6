/** The surveys of which it is told what came of them, newest first. */
import type { SurveySummary } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';

/** @param surveys  those that the page is about */
export async function saidOf({ said }: Services, surveys: readonly Pick<SurveySummary, 'id' | 'title'>[]) {
  const titles = new Map(surveys.map(({ id, title }) => [id, title]));
  const all = await said.all();
  return all.flatMap(({ survey, publishedOn }) => {
    const title = titles.get(survey);
    return title ? [{ survey, title, publishedOn }] : [];
  });
}
