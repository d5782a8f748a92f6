import { randomUUID } from 'node:crypto';
import type { Staff } from './staff.ts';

/** Sends so many answers from each municipality to the survey of persons of the small programme, and settles. */
export async function answers(staff: Staff, places: Readonly<Record<string, number>>): Promise<void> {
  const all = Object.entries(places).flatMap(([place, count]) => new Array<string>(count).fill(place));
  for (const [index, place] of all.entries()) {
    const given = { place, sex: 'f', work: 'employed', areas: ['no_training'], englishNow: '1', englishWanted: '2' };
    const language = index === 0 ? 'en' : 'it';
    const body = { id: randomUUID(), version: 1, language, noticeVersion: '1', mode: 'web', answers: given };
    const sent = await staff.nobody().call('POST', '/api/surveys/small-persons/responses', body);
    if (sent.status !== 201) throw new Error(await sent.text());
  }
  await staff.server().application.settle();
}
