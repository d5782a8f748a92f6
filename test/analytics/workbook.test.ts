import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EstimateEnvelope } from '../../analytics/contract.ts';
import { readWorkbook } from '../support/workbook.ts';
import { serveFigures, type Served } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFigures();
});
afterAll(() => served.close());

const get = (query: string) =>
  fetch(`${served.address}/estimates?${query}`, { headers: { accept: 'application/json' } });

describe('a workbook', () => {
  const cellsOf = async (response: Response) => {
    const [sheet, about] = readWorkbook(new Uint8Array(await response.arrayBuffer()));
    return { sheet: sheet!.rows.map((row) => row.map(({ value }) => value)), about: about!.rows };
  };

  it('has the rows of the same answer in JSON, a label beside each code, and nulls as empty cells', async () => {
    const query = 'variable=need&by=territory:municipality';
    const { rows } = EstimateEnvelope.parse(await (await get(query)).json());
    const { sheet, about } = await cellsOf(await get(`${query}&format=xlsx`));
    const [names = [], ...cells] = sheet;
    expect(names).toContain('territoryLabel');
    const columns = ['territory', 'category', 'n', 'estimate', 'ciLow', 'ciHigh', 'state'];
    const picked = cells.map((row) => columns.map((name) => row[names.indexOf(name)]));
    expect(picked).toEqual(rows.map((row) => columns.map((name) => row[name])));
    expect(rows.some(({ estimate }) => estimate === null)).toBe(true);
    expect(about.map(([name]) => name!.value)).toContain('figure');
  });

  it('is what a link asks for by name; a name that is none is said', async () => {
    expect((await get('variable=need&format=csv')).headers.get('content-type')).toContain('text/csv');
    const wrong = await get('variable=need&format=pdf');
    expect([wrong.status, ((await wrong.json()) as { code: string }).code]).toEqual([400, 'unknown_parameter']);
  });
});
