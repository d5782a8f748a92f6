/** Makes the calls about papers, so that each answer that is described is seen. */
import type { RequestHandler } from 'express';
import { setTimeout as after } from 'node:timers/promises';
import type { PaperJob, PaperOrder } from '../../printing/contract.ts';
import { hold, letGo, writeBrowser } from '../support/fake-browser.ts';
import { inNameOf, type Answer, type clientOf } from '../support/openapi.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const [all, one, file] = ['/api/papers', '/api/papers/{id}', '/api/papers/{id}/file'];
const report: PaperOrder = { kind: 'report', programme: 'basilicata', language: 'it' };
const briefs: PaperOrder = { kind: 'briefs', programme: 'basilicata', language: 'it' };

/** The pages of a server that has none but the list of territories. */
export const onlyPlaces: RequestHandler = ({ path }, response) => {
  if (path.endsWith('/places.json')) response.json([{ code: '077', name: 'Matera' }]);
  else response.status(404).end();
};

/** @param browser  where the server looks for one: there is none yet */
export async function paperAnswers(client: Client, session: Headers, browser: string): Promise<void> {
  const own = inNameOf(client, session);
  const order = async (body: PaperOrder) => (await own.call('post', all, { body })).json as PaperJob;
  await order(report);
  await writeBrowser(browser);
  await own.call('post', all, { body: { ...report, programme: 'nowhere' } });
  for (const body of [report, briefs]) {
    const place = (await order(body)).id;
    let { state } = (await own.call('get', one, { place })).json as PaperJob;
    while (state === 'waiting' || state === 'running') {
      await after(20);
      ({ state } = (await own.call('get', one, { place })).json as PaperJob);
    }
    await own.call('get', file, { place });
  }
  await hold(browser);
  const jobs = [];
  for (let count = 0; count < 7; count++) jobs.push(await order(report));
  await own.call('get', file, { place: jobs[0]!.id });
  for (const { id } of jobs.filter(({ id }) => id)) await own.call('delete', one, { place: id });
  await letGo(browser);
  for (const [method, path] of [
    ['post', all],
    ['get', one],
    ['delete', one],
    ['get', file],
  ] as const)
    await client.call(method, path, { place: 'x', ...(method === 'post' && { body: report }) });
}

/** An order is noted before it is taken. */
export const unstoredPapers = async (client: Client, session: Headers): Promise<Answer[]> => [
  await inNameOf(client, session).call('post', all, { body: report }),
];
