import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EstimateEnvelope } from '../../analytics/contract.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';

const survey = 'small-persons';
const release = { sizes: [{ size: 40, tables: [[], ['municipality'], ['sex']] }] };
const margins = (men: number) =>
  [
    'territory,variable,category,count,source,year',
    ...['province:077,sex,f,520,Census,2025', `province:077,sex,m,${men},Census,2025`],
  ].join('\n');

let server: TestServer;
let folder: string;
afterEach(async () => {
  await server.close();
  await rm(dirname(folder), { recursive: true });
});

/** The small programme, weighted, with 40 answers: of the 30 women 20 know no English, of the 10 men 4. */
async function answered(margin: string): Promise<void> {
  const files = smallProgramme();
  const programme = files['programme.json'] as { surveys: object[] };
  const settings = { weighting: { margins: ['sex'] }, release: { ...release, closing: true } };
  const surveys = programme.surveys.map((one, place) => (place === 0 ? { ...one, ...settings } : one));
  folder = await writeProgramme({ ...files, 'margins.csv': margin, 'programme.json': { ...programme, surveys } });
  server = await testServer({}, { now: () => new Date('2026-06-15T10:00:00Z') });
  const { application } = server;
  await application.loadProgramme(folder);
  const { compiled, notice } = application.registry.entry(survey);
  const given = { version: compiled.version, language: 'it', mode: 'web', noticeVersion: notice.version } as const;
  const people = [
    ...[...times(20, 'f', '1'), ...times(10, 'f', '3')],
    ...[...times(4, 'm', '1'), ...times(6, 'm', '3')],
  ];
  const { refused } = await application.intake.acceptMany(
    survey,
    people.map((answers) => ({ ...given, day: '2026-06-15', id: randomUUID(), answers })),
  );
  expect(refused).toEqual([]);
}

const times = (count: number, sex: string, english: string) =>
  new Array<Record<string, unknown>>(count).fill({
    ...{ place: '077014', sex, work: 'employed', areas: ['no_training'], englishNow: english, englishWanted: '4' },
  });

async function estimates(query: string): Promise<EstimateEnvelope> {
  const response = await fetch(`${server.address}/api/surveys/${survey}/estimates?${query}`);
  expect(response.status).toBe(200);
  return EstimateEnvelope.parse(await response.json());
}

describe('a survey whose programme says how it is weighted', { timeout: 180_000 }, () => {
  it('is weighted by the server before it is published', async () => {
    await answered(margins(480));
    await server.application.settle();
    const { weights } = await estimates('variable=englishNow&by=sex');
    expect(weights).toEqual({ kind: 'calibrated', version: 1 });
    // women weigh 520 / 30 and men 480 / 10, over the mean of 1,000 / 40: 0.69 and 1.9
    const [beginners] = (await estimates('variable=englishNow&category=1')).rows;
    expect(beginners).toMatchObject({ n: 40, weights: 'calibrated' });
    expect(beginners?.estimate).toBeCloseTo((0.69 * 20 + 1.9 * 4) / (0.69 * 30 + 1.9 * 10), 12);
    const [plain] = (await estimates('variable=englishNow&category=1&weights=none')).rows;
    expect(plain).toMatchObject({ estimate: 24 / 40, weights: 'none', deff: null });
    // Kish: 40 (30 · 0.0003004 + 10 · 0.002304) 10⁶ / 1000²
    expect(beginners?.deff).toBe(1.28);
  });

  it('is published all the same when it cannot be weighted, and every row says that it is plain', async () => {
    await answered(margins(0));
    await server.application.settle();
    const { weights, rows } = await estimates('variable=englishNow&category=1');
    expect(weights).toEqual({ kind: 'none', version: null });
    expect(rows[0]).toMatchObject({ estimate: 24 / 40, weights: 'none' });
  });

  it('is not published by somebody who could mend what keeps it from being weighted', async () => {
    await answered(margins(0));
    await server.application.projection.run();
    const publishing = server.application.publish(survey, 'command');
    await expect(publishing).rejects.toMatchObject({ code: 'margin_level_unknown', values: { level: 'm', count: 10 } });
    const kept = await server.application.database.rows('SELECT id FROM snapshot');
    expect(kept).toEqual([]);
  });
});
