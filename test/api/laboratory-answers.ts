/** Makes the calls about laboratories, so that each answer that is described is seen. */
import type { RegisteredLaboratory } from '../../survey/contract.ts';
import type { Answer, clientOf, Making } from '../support/openapi.ts';
import type { Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const top = '/api/programmes/{programme}';
const [all, one] = [`${top}/laboratories`, `${top}/laboratories/{key}`];
const [gap, readiness] = [`${top}/laboratory-gap`, `${top}/readiness`];
const csv = { 'content-type': 'text/csv' };
const ready = { place: '40ready' };
const inName = (session: Headers, making: Making) => ({ ...making, headers: { ...making.headers, ...session } });

/** What is sent to change a laboratory as it is. */
const changeOf = ({ revision, title, equipment, skills, hours, access }: RegisteredLaboratory) => ({
  ...{ revision, title, equipment, skills: skills.map(({ key }) => key), open: hours.open, taken: hours.taken, access },
});

/** Needs 40Ready, which the calls of the register have loaded. */
export async function laboratoryAnswers({ client }: Staffed, session: Headers): Promise<void> {
  const call = (method: string, path: string, making: Making) => client.call(method, path, inName(session, making));
  const [first] = (await client.call('get', all, ready)).json as RegisteredLaboratory[];
  const file = (await client.call('get', all, { ...ready, query: { format: 'csv' } })).bytes;
  const place = ['40ready', first!.key];
  const change = changeOf(first!);
  await call('put', one, { place, body: change });
  await call('put', one, { place, body: change });
  await call('put', one, { place, body: { ...change, skills: ['nothing'] } });
  await call('put', one, { place: ['40ready', 'nothing'], body: change });
  await client.call('put', one, { place, body: change });
  for (const body of [new TextDecoder().decode(file), 'x\n', 'x'.repeat(3_000_000)])
    await call('post', all, { ...ready, body, headers: csv });
  await call('post', all, { ...ready, body: new Uint8Array([0xff, 0xfe]), headers: csv });
  await call('post', all, { ...ready, body: 'x\n', headers: csv, query: { dry: '2' } });
  await call('post', all, { place: 'nothing', body: 'x\n', headers: csv });
  await call('post', all, { ...ready, body: 'x', headers: { 'content-type': 'text/plain' } });
  await client.call('post', all, { ...ready, body: 'x\n', headers: csv });
  const queries: readonly Record<string, string>[] = [{}, { takeUp: '0' }, { level: 'country' }];
  for (const query of queries) await client.call('get', gap, { ...ready, query });
  await client.call('get', readiness, ready);
}

/** What they answer while the database is closed. */
export async function unstoredLaboratories(client: Client, session: Headers): Promise<Answer[]> {
  const body = {
    ...{ revision: 1, title: { it: 'x', en: 'x' }, equipment: [], skills: [] },
    open: 1,
    taken: 0,
    access: null,
  };
  return [
    await client.call('get', all, ready),
    await client.call('post', all, inName(session, { ...ready, body: 'x\n', headers: csv })),
    await client.call('put', one, inName(session, { place: ['40ready', 'x'], body })),
    await client.call('get', gap, ready),
    await client.call('get', readiness, ready),
  ];
}
