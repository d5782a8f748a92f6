import { draftsTooOften } from '../api/draft-answers.ts';
import { completeInstrument, completeSheet } from './complete-instrument.ts';
import type { clientOf, Making } from './openapi.ts';

type Client = Pick<ReturnType<typeof clientOf>, 'call'>;
type Query = Readonly<Record<string, string>>;

const minors = '/api/admin/surveys/{id}/minors';
const one = '/api/instruments/{programme}/{instrument}';
const sheet = completeSheet('small-new');
const csvHeader = { headers: { 'content-type': 'text/csv' } };
/** What the calls about instruments need, by path. */
export const bodies: Readonly<Record<string, Making>> = {
  [one]: { body: { revision: 0, definition: '', sheet } },
  [`${one}/check`]: { body: { definition: '', sheet } },
  [`${one}/publish`]: { body: { revision: 1 } },
  [`${one}/translation.csv`]: { query: { revision: '0' }, body: 'key,it,en\n', ...csvHeader },
  '/api/admin/surveys/{id}/state': { body: { action: 'close' } },
  [minors]: { body: { route: 'school' } },
  '/api/surveys/{id}/pilot': { body: { version: 1, marks: [{ kind: 'not_clear', question: 'sex' }] } },
  '/api/surveys/{id}/progress': { body: { version: 1, page: 'sent' } },
};

/** A survey that editors make below, of the second version of its instrument. */
export const fresh = { place: 'small-new' };
export const ofFresh = { body: { version: 2, marks: [{ kind: 'not_clear', question: 'sex' }] } };

/** Everything that the calls answer to editors. */
export async function editInstrument(client: Client): Promise<void> {
  const draft = { place: 'small' };
  const definition = JSON.stringify(completeInstrument);
  const keep = (revision: number, text: string, instrument = sheet) =>
    client.call('put', one, { ...draft, body: { revision, definition: text, sheet: instrument } });
  const table = (body: string, query: Query = { revision: '1' }) =>
    client.call('put', `${one}/translation.csv`, { ...draft, ...csvHeader, query, body });
  const publish = (revision: number) => client.call('post', `${one}/publish`, { ...draft, body: { revision } });
  await client.call('put', one, { ...draft, further: { instrument: 'NO' }, ...bodies[one] });
  await keep(0, definition);
  await keep(0, definition);
  await keep(1, JSON.stringify({ ...completeInstrument, triggers: [] }));
  for (const read of ['', '/definition', '/check', '/versions', '/versions/{version}/definition', '/translation.csv'])
    await client.call('get', `${one}${read}`, draft);
  await client.call('get', '/api/instruments/{programme}', draft);
  await client.call('post', `${one}/check`, { ...draft, body: { definition, sheet } });
  await table('key,it,en\ntitle,Che cosa?,What?\n', { revision: '1', dry: '1' });
  await table('key,it,en\ngone,a,b\n');
  await table('key,it,en\n', {});
  await table('key,it,en\n', { revision: 'one' });
  await table('key,it,en\n', { revision: '7' });
  await publish(7);
  await publish(1);
  await keep(1, definition, { ...sheet, survey: 'small-persons' });
  await keep(2, '{}');
  await client.call('get', `${one}/translation.csv`, draft);
  await table('key,it,en\n', { revision: '3' });
  await publish(3);
}

/** Everything that the calls answer to who leads a survey through its life. */
export async function leadSurvey(client: Client): Promise<void> {
  const [state, pilot, progress] = [
    '/api/admin/surveys/{id}/state',
    '/api/surveys/{id}/pilot',
    '/api/surveys/{id}/progress',
  ];
  const firms = { place: 'small-firms' };
  const marks = (version: number) => ({ version, marks: [{ kind: 'not_clear', question: 'sector' }] });
  await client.call('get', state!, firms);
  await client.call('get', '/api/admin/surveys/{id}/repairs', firms);
  await client.call('put', minors, { place: 'young-persons', ...bodies[minors] });
  await client.call('post', pilot!, { ...firms, body: marks(1) });
  await client.call('post', pilot!, { ...firms, body: marks(9) });
  await client.call('post', progress!, { ...firms, body: { version: 1, page: 'firm' } });
  await client.call('post', progress!, { ...firms, body: { version: 9, page: 'firm' } });
  for (const action of ['pilot', 'close', 'close']) await client.call('post', state!, { ...firms, body: { action } });
  await client.call('post', state!, { ...fresh, body: { action: 'pilot' } });
  await client.call('post', pilot!, { ...fresh, ...ofFresh });
}

/** Tells of a page until it is told too often. @returns the statuses that the calls which count then give */
export async function countTooOften(client: Client): Promise<number[]> {
  const page = { place: 'small-firms', body: { version: 1, page: 'firm' } };
  let status = 0;
  for (let count = 0; count <= 100 && status !== 429; count++)
    ({ status } = await client.call('post', '/api/surveys/{id}/progress', page));
  const pilot = (await client.call('post', '/api/surveys/{id}/pilot', page)).status;
  return [...new Set([status, pilot, ...(await draftsTooOften(client))])];
}
