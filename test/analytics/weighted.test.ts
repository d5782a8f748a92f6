import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EstimateEnvelope } from '../../analytics/contract.ts';
import { estimateExactly } from '../../analytics/exact.ts';
import { createExact } from '../../analytics/exact-service.ts';
import { analyticsRoutes } from '../../analytics/routes.ts';
import { createAnalytics, type Analytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { runWeights } from '../../analytics/weight/version-run.ts';
import { loadWeights } from '../../analytics/weight/version-store.ts';
import { problemWriter } from '../../http.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { ages, sexes } from '../weight/stage.ts';
import { times } from './stage.ts';
import { fillAnswers, smallSurvey } from './survey.ts';

const survey = smallSurvey([1], { id: 'weighted-2026' });
const unweighted = smallSurvey([1], { id: 'plain-2026' });
const source = { survey, settings: {}, lines: [...sexes, ...ages] };
const today = '2026-06-15';
const k = 5;

/** Women answer more, the young too, and the young want English. */
const answers = [
  ...[...times(60, { sex: 1, ageClass: 1, need: [1] }), ...times(20, { sex: 1, ageClass: 1, need: [2] })],
  ...[...times(10, { sex: 2, ageClass: 1, need: [1, 3] }), ...times(10, { sex: 2, ageClass: 1, need: [3] })],
  ...[...times(15, { sex: 1, ageClass: 2, need: [1] }), ...times(45, { sex: 1, ageClass: 2, need: [2, 3] })],
  ...[...times(6, { sex: 2, ageClass: 2, need: [1] }), ...times(34, { sex: 2, ageClass: 2, need: [3] })],
  ...[...times(5, { sex: 2, ageClass: 3, need: [1] }), ...times(15, { sex: 2, ageClass: 3, need: [4] })],
  // a place where there are no men
  ...times(8, { sex: 1, ageClass: 2, need: [1], municipality: 11 }),
];

let temporary: TemporaryDatabase;
let server: Server;
let address: string;
let analytics: Analytics;
beforeAll(async () => {
  temporary = await temporaryDatabase();
  const { database } = temporary;
  await fillAnswers(database, answers);
  await runWeights(database, source, { today });
  for (const one of [survey, unweighted]) await publishSnapshot(database, one, { k, today });
  const all = new Map([survey, unweighted].map((one) => [one.id, one]));
  const options = { database, surveys: (id: string) => all.get(id), k };
  analytics = createAnalytics(options);
  for (const id of all.keys()) await analytics.reload(id);
  const app = express()
    .use(
      analyticsRoutes({ analytics, exact: createExact({ ...options, record: async () => undefined }), maxBody: 4096 }),
    )
    .use(problemWriter({ error: () => undefined }));
  server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/surveys`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await temporary.remove();
});

const get = (query: string, id = survey.id, accept = 'application/json') =>
  fetch(`${address}/${id}/estimates?${query}`, { headers: { accept } });
const ask = async (query: string, id = survey.id) => EstimateEnvelope.parse(await (await get(query, id)).json());
const english = async (query: string) => {
  const [row] = (await ask(`variable=need&category=english&${query}`)).rows;
  return row ?? expect.fail('there is no row');
};

describe('a published share', () => {
  it('is weighted where a version exists: released counts and rounded class weights, nothing else', async () => {
    const { weights, varianceMethod, interval } = await ask('variable=need');
    expect({ weights, varianceMethod, interval }).toEqual({
      weights: { kind: 'calibrated', version: 1 },
      varianceMethod: expect.any(String),
      interval: 'indicative',
    });
    const version = (await loadWeights(temporary.database, survey.id)) ?? expect.fail('no version');
    const all = version.classes.reduce((sum, { n }) => sum + n, 0);
    const mean = version.classes.reduce((sum, one) => sum + one.n * one.weight, 0) / all;
    const rounded = (levels: string) => {
      const found = version.classes.find((one) => one.levels.join() === levels);
      return Number(((found?.weight ?? 0) / mean).toPrecision(2));
    };
    // women and men, 16-29 and older: how many, how many of them English
    const released = [
      { weight: rounded('0,0'), n: 80, y: 60 },
      { weight: rounded('0,1'), n: 68, y: 23 },
      { weight: rounded('1,0'), n: 20, y: 10 },
      { weight: rounded('1,1'), n: 60, y: 11 },
    ];
    const [n, y] = [released.reduce((sum, one) => sum + one.n, 0), released.reduce((sum, one) => sum + one.y, 0)];
    expect([n, y, all]).toEqual([228, 104, 228]);
    const top = released.reduce((sum, one) => sum + one.y * one.weight, 0);
    const bottom = released.reduce((sum, one) => sum + one.n * one.weight, 0);
    const row = await english('');
    expect(row).toMatchObject({ weights: 'calibrated', n: 228, state: 'shown' });
    expect(row.estimate).toBeCloseTo(top / bottom, 12);
    expect(top / bottom).toBeLessThan(104 / 228 - 0.05);
  });

  it('has the design effect that the survey keeps, in nEff, in the error and in the range', async () => {
    const { deff } = (await loadWeights(temporary.database, survey.id)) ?? expect.fail('no version');
    const row = await english('');
    const kept = Number(deff.toPrecision(3));
    expect(row.deff).toBe(kept);
    const [nEff, p] = [228 / kept, row.estimate ?? 0];
    expect(row.nEff).toBeCloseTo(nEff, 9);
    expect(row.se).toBeCloseTo(Math.sqrt((p * (1 - p)) / (nEff - 1)), 12);
    const z = 1.959963984540054;
    const half = z * Math.sqrt((p * (1 - p)) / nEff + z ** 2 / (4 * nEff ** 2));
    expect(row.ciLow).toBeCloseTo((p + z ** 2 / (2 * nEff) - half) / (1 + z ** 2 / nEff), 12);
  });

  it('is the exact one but for the rounding of the weights, where every class is released', async () => {
    for (const by of ['', 'sex']) {
      const query = { variable: 'need', by };
      const published = analytics.estimate(survey.id, query);
      const plain = analytics.estimate(survey.id, { ...query, weights: 'none' });
      const exact = await estimateExactly(temporary.database, survey, { ...query, weights: 'calibrated' }, k);
      const distance = (rows: typeof plain.rows) =>
        rows.map((row, place) => Math.abs((row.estimate ?? 9) - (exact.rows[place]?.estimate ?? 0)));
      expect(published.rows.every(({ weights }) => weights === 'calibrated')).toBe(true);
      expect(Math.max(...distance(published.rows))).toBeLessThan(0.02);
      if (by === '') expect(Math.max(...distance(plain.rows))).toBeGreaterThan(0.05);
    }
  });

  it('is the plain one when that is asked for, under an identifier of its own', async () => {
    const [weighted, plain] = [await ask('variable=need'), await ask('variable=need&weights=none')];
    expect(plain.weights).toEqual({ kind: 'none', version: null });
    expect(plain.rows[0]).toMatchObject({ estimate: 104 / 228, n: 228, nEff: 228, deff: null, weights: 'none' });
    expect(plain.figure).not.toBe(weighted.figure);
    expect((await ask('variable=need&weights=calibrated')).figure).toBe(weighted.figure);
    expect((await ask('variable=need', unweighted.id)).weights).toEqual({ kind: 'none', version: null });
  });

  it('says on its row that it is plain, where no released classes hold the domain', async () => {
    const { rows, weights } = await ask('variable=need&category=english&by=territory:municipality');
    expect(weights.kind).toBe('calibrated');
    const at = (code: string) => rows.find((row) => row.territory === code);
    expect(at('076001')).toMatchObject({ state: 'shown', weights: 'none', deff: null });
    const areas = await ask('variable=need&category=welding&by=territory:area');
    const area = (code: string) => areas.rows.find((row) => row.territory === code);
    // eight women of one age: the class is the whole domain
    expect(area('coast')).toMatchObject({ state: 'shown', weights: 'calibrated', estimate: 0 });
  });

  it('reads a class inside a filter', async () => {
    const row = await english('where=sex:f');
    const young = await english('where=sex:f;ageClass:16-29');
    expect(young).toMatchObject({ estimate: 60 / 80, weights: 'calibrated' });
    expect(row.weights).toBe('calibrated');
    expect(row.estimate).toBeLessThan(83 / 148);
  });

  it('counts respondents as they are', async () => {
    const counts = await ask('variable=need&statistic=count&category=english');
    expect(counts.weights.kind).toBe('none');
    expect(counts.rows[0]).toMatchObject({ estimate: 104, weights: 'none' });
  });

  it('names the weights that there are', async () => {
    const response = await get('variable=need&weights=calibrated', unweighted.id);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'unknown_parameter', detail: expect.stringContaining('none') });
  });

  it('says the same in CSV', async () => {
    const [names, first] = (await (await get('variable=need', survey.id, 'text/csv')).text()).split(/\r?\n/);
    const row = await english('');
    const column = names?.split(',').indexOf('estimate') ?? -1;
    expect(Number(first?.split(',')[column])).toBe(row.estimate);
    expect(first).toContain('calibrated');
  });

  it('keeps the weights of its snapshot when newer ones are made', async () => {
    const before = await ask('variable=need&by=sex');
    await runWeights(temporary.database, { ...source, lines: sexes }, { today });
    await analytics.reload(survey.id);
    expect(await ask('variable=need&by=sex')).toEqual(before);
  });
});
