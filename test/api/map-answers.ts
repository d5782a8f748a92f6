import type { clientOf } from '../support/openapi.ts';

const shapes = '/api/territories/{level}.topojson';

/** The calls of whoever draws a map, right and wrong. */
export async function drawMap(client: ReturnType<typeof clientOf>): Promise<void> {
  for (const place of ['region', 'province', 'municipality'])
    await client.call('get', shapes, { place, query: { within: '17' } });
  for (const place of ['country', 'area', 'nothing']) await client.call('get', shapes, { place });
  const wrong: Record<string, string>[] = [{ within: '17', programme: 'basilicata' }, { programme: 'nothing' }];
  for (const query of wrong) await client.call('get', shapes, { place: 'area', query });
}
