/** Makes the calls about evidence, so that each answer that is described is seen; the programme is loaded before. */
import { inNameOf, type Answer, type clientOf } from '../support/openapi.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const ofSkill = '/api/programmes/{programme}/skills/{skill}/evidence';
const skill = { place: ['moral', 'life_collaboration'] };
const ofStaff = ['groups', 'pairs', 'saturation'].map((name) => `/api/evidence/{programme}/${name}`);

export async function evidenceAnswers(client: Client, session: Headers): Promise<void> {
  await unstoredEvidence(client, session);
  for (const path of ofStaff) await client.call('get', path, { place: 'moral' });
}

/** The calls that read the database. */
export async function unstoredEvidence(client: Client, session: Headers): Promise<Answer[]> {
  const answers = [await client.call('get', ofSkill, skill)];
  for (const path of ofStaff) answers.push(await inNameOf(client, session).call('get', path, { place: 'moral' }));
  return answers;
}
