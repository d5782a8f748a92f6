import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Said } from '../../analytics/contract.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { smallAnswers } from '../support/submission.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

let server: TestServer;
let folder = '';
const survey = 'small-persons';
const grants = [{ role: 'planner' as const, programme: 'small', territory: null, organisation: null }];
const planner = { id: 'p', email: 'p@example.org', name: 'P', grants };
const text = (it: string) => ({ it, en: it });

beforeAll(async () => {
  server = await testServer({}, { pages: (_, response) => void response.status(404).end() });
  folder = await writeProgramme(smallProgramme());
  await server.application.loadProgramme(folder);
  for (let count = 0; count < 12; count++)
    await server.application.survey.submit(survey, {
      ...{ id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers: smallAnswers },
    });
  await server.application.settle();
});
afterAll(async () => {
  await server.close();
  await rm(dirname(folder), { recursive: true });
});

const figure = (statistic = 'proportion') => {
  const { figure: id } = server.application.analytics.estimate(survey, { variable: 'need', statistic });
  expect(id).not.toBeNull();
  return id!;
};
const content = (id: string): Said => ({
  findings: ['Uno', 'Due', 'Tre'].map((one) => ({ title: text(one), text: text(`${one}.`), figure: id })),
  followed: [{ what: text('Un corso in più.') }],
  declined: [{ what: text('Un corso la domenica.'), why: text('Mancano i docenti.') }],
});

describe('what came of a survey', () => {
  const own = () => server.application.said;

  it('is written by planners alone, and is not there before it is published', async () => {
    await expect(own().draft(null, survey)).rejects.toMatchObject({ code: 'sign_in_needed' });
    await expect(own().one(survey)).rejects.toMatchObject({ code: 'not_found' });
    expect(await own().draft(planner, survey)).toEqual({ revision: 0, content: {} });
  });

  it('is published when each of three findings has a share that this survey published', async () => {
    const share = figure();
    const faulty = [
      { ...content(share), findings: content(share).findings.slice(0, 2) },
      { ...content(share), declined: [{ what: text('x'), why: text('') }] },
      content(figure('count')),
    ];
    let revision = 0;
    for (const one of faulty) {
      ({ revision } = await own().keep(planner, survey, { revision, content: one }));
      await expect(own().publish(planner, survey, revision)).rejects.toMatchObject({ code: 'said_faulty' });
    }
    ({ revision } = await own().keep(planner, survey, { revision, content: content('nothing') }));
    await expect(own().publish(planner, survey, revision)).rejects.toMatchObject({ code: 'unknown_figure' });
    await expect(own().keep(planner, survey, { revision: 1, content: {} })).rejects.toMatchObject({ code: 'revision_conflict' }); // prettier-ignore
    ({ revision } = await own().keep(planner, survey, { revision, content: content(share) }));
    expect(await own().publish(planner, survey, revision)).toMatchObject({
      survey,
      version: 1,
      content: content(share),
    });
    const { figures } = await own().figured(survey);
    expect(figures.map(({ then }) => then.figure)).toEqual([share, share, share]);
  });

  it('keeps the first version readable beside the second', async () => {
    const { content: first } = await own().one(survey);
    const second = { ...first, followed: [] };
    const { revision } = await own().keep(planner, survey, { revision: 0, content: second });
    expect((await own().publish(planner, survey, revision)).version).toBe(2);
    expect((await own().one(survey, 1)).content).toEqual(first);
    expect((await own().all()).map(({ version }) => version)).toEqual([2]);
    expect((await own().versions(survey)).map(({ version }) => version)).toEqual([2, 1]);
  });
});
