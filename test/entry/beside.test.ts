/** What a firm reads after the survey has closed: published figures of its sector and province beside its own answers. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EstimateEnvelope } from '../../analytics/contract.ts';
import { besideOthers, type OwnFirm } from '../../dashboard/lib/survey/beside.ts';
import type { Codebook } from '../../survey/contract.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';

const survey = 'basilicata-firms-2026';
const places = [{ code: '076063', province: '076', area: null, point: null }];
const answers = { obstacles: ['time', 'cost'], mode: ['blended'], funds: ['none'] };
let server: TestServer;
let codebook: Codebook;
const asked: string[] = [];
beforeAll(async () => {
  server = await demoServer();
  codebook = server.application.survey.codebook(survey);
});
afterAll(() => server.close());

const fetcher = (path: string, init?: RequestInit) => {
  asked.push(path + JSON.stringify(init?.body ?? ''));
  return fetch(server.address + path, init);
};
const besideOf = (firm: Partial<OwnFirm>) =>
  besideOthers(
    { answers, territory: '076063', sector: 'G', ...firm },
    { survey, codebook, places, language: 'it', fetcher: fetcher as typeof fetch },
  );

/** The shares that anybody reads of a variable, of the firms of some cell. */
async function published(variable: string, by: string, where: Readonly<Record<string, string>>) {
  const query = `variable=${variable}&by=${by}`;
  const response = await fetch(`${server.address}/api/surveys/${survey}/estimates?${query}`);
  const { rows } = (await response.json()) as EstimateEnvelope;
  return rows.filter((row) => Object.entries(where).every(([name, code]) => row[name] === code));
}

it('sets the figures of its sector in its province beside its answers', async () => {
  const { questions, without } = await besideOf({});
  const rows = await published('obstacles', 'territory:province,sector', { territory: '076', sector: 'G' });
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'shown'));
  const [obstacles] = questions.filter(({ variable }) => variable === 'obstacles');
  expect(obstacles).toMatchObject({ level: 'both', n: rows[0]!.n });
  const shares = rows
    .map(({ estimate }) => estimate!.toFixed(3))
    .toSorted()
    .toReversed();
  expect(obstacles!.lines.slice(0, 5).map(({ share }) => share.toFixed(3))).toEqual(shares.slice(0, 5));
  expect(obstacles!.lines.filter(({ own }) => own)).toHaveLength(2);
  expect(questions.length + without.length).toBe(3);
});

it('falls back to what is published, and never tells half of it', async () => {
  const levels = ['A', 'B', 'C', 'F', 'G', 'I', 'J', 'P', 'R', 'S'].map(async (sector) => {
    const [found] = (await besideOf({ sector })).questions.filter(({ variable }) => variable === 'obstacles');
    const rows = await published('obstacles', 'territory:province,sector', { territory: '076', sector });
    const isShown = rows.length > 0 && rows.every(({ state }) => state === 'shown');
    expect(found!.level === 'both').toBe(isShown);
    return found!.level;
  });
  expect(new Set(await Promise.all(levels)).size).toBeGreaterThan(1);
  expect((await besideOf({ sector: null, territory: null })).questions[0]).toMatchObject({ level: 'all' });
});

it('asks the same for every firm', async () => {
  asked.length = 0;
  await besideOf({ sector: 'A' });
  const one = asked.splice(0);
  await besideOf({ sector: 'G', territory: null });
  expect(asked).toEqual(one);
});
