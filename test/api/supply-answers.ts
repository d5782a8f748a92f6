/** The calls about seats, places wanted, invitations and what follows from them, one part after another. */
import type { Answer, clientOf } from '../support/openapi.ts';
import { credentialAnswers, unstoredCredentials } from './credential-answers.ts';
import { gapAnswers, unstoredGap } from './gap-answers.ts';
import { invitationAnswers, unstoredInvitations } from './invitation-answers.ts';
import { entryAnswers, unstoredEntry } from './entry-answers.ts';
import { laboratoryAnswers, unstoredLaboratories } from './laboratory-answers.ts';
import { unstoredPlans } from './plan-answers.ts';
import type { Staffed } from './staff-answers.ts';

export { planAnswers } from './plan-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

export async function supplyAnswers(staffed: Staffed, session: Headers): Promise<void> {
  await gapAnswers(staffed.client);
  await laboratoryAnswers(staffed, session);
  await invitationAnswers(staffed, session);
  await entryAnswers(staffed);
  await credentialAnswers(staffed, session);
}

/** What they answer while the database is closed. */
export async function unstoredSupply(client: Client, session: Headers): Promise<Answer[]> {
  const supply = [unstoredGap, unstoredLaboratories, unstoredPlans, unstoredCredentials];
  const asks = [...supply, unstoredEntry, unstoredInvitations];
  const answers: Answer[] = [];
  for (const ask of asks) answers.push(...(await ask(client, session)));
  return answers;
}
