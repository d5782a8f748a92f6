/** Makes the calls of focus groups, one part after the other. */
import type { Answer, clientOf } from '../support/openapi.ts';
import { codingAnswers, unstoredCoding } from './coding-answers.ts';
import { evidenceAnswers, unstoredEvidence } from './evidence-answers.ts';
import { focusAnswers, unstoredFocus } from './focus-answers.ts';
import { interchangeAnswers, unstoredInterchange } from './interchange-answers.ts';
import type { Staffed } from './staff-answers.ts';

type Headers = Record<string, string>;

export async function qualitativeAnswers(staffed: Staffed, session: Headers): Promise<void> {
  for (const ask of [focusAnswers, interchangeAnswers, codingAnswers]) await ask(staffed, session);
  await evidenceAnswers(staffed.client, session);
}

/** What they answer while the database is closed. */
export async function unstoredQualitative(client: ReturnType<typeof clientOf>, session: Headers): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const ask of [unstoredFocus, unstoredInterchange, unstoredCoding, unstoredEvidence])
    answers.push(...(await ask(client, session)));
  return answers;
}
