import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSameWording, type Asking } from '../../analytics/compare/asking.ts';
import type { PairComparison, PairRow } from '../../analytics/contract.ts';
import { shareDifference } from '../../analytics/index.ts';
import type { ServerOptions } from '../../server.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { smallAnswers } from '../support/submission.ts';

const waves = ['small-persons', 'small-persons-2027'] as const;
let server: TestServer;
let folder: string;

/** The small programme as a sample drawn by lot, asked in two waves. */
function twoWaves() {
  const files = smallProgramme();
  const programme = files['programme.json'] as { surveys: { id: string; sampleType: string; wave: string }[] };
  const [first, firms] = programme.surveys;
  const drawn = { ...first!, sampleType: 'probability' };
  return {
    ...files,
    'programme.json': { ...programme, surveys: [drawn, { ...drawn, id: waves[1], wave: '2027' }, firms] },
  };
}

/** `english` of so many answers, `cv` of the others. */
async function answer(survey: string, english: number, all: number): Promise<void> {
  const { application } = server;
  const picked = (isEnglish: boolean) =>
    isEnglish ? { areas: ['languages'], need_languages: ['english'] } : { areas: ['work'], need_work: ['cv'] };
  const facts = { version: 1, language: 'it', mode: 'web', noticeVersion: '1', day: '2026-06-15' } as const;
  const { refused } = await application.intake.acceptMany(
    survey,
    Array.from({ length: all }, (_, at) => ({
      ...facts,
      id: randomUUID(),
      answers: { ...smallAnswers, ...picked(at < english) },
    })),
  );
  expect(refused).toEqual([]);
  await application.projection.run();
  await application.publish(survey, 'command');
  await application.analytics.reload(survey);
}

beforeAll(async () => {
  const pages: ServerOptions['pages'] = (_, response) => void response.status(404).end();
  server = await testServer({}, { now: () => new Date('2026-06-15T10:00:00Z'), pages });
  folder = await writeProgramme(twoWaves());
  await server.application.loadProgramme(folder);
  await answer(waves[0], 60, 100);
  await answer(waves[1], 30, 120);
});
afterAll(async () => {
  await server.close();
  await rm(dirname(folder), { recursive: true });
});

const compare = (query: object) => server.application.comparisons.compare('small', query) as PairComparison;
const rowOf = ({ rows }: PairComparison, skill: string): PairRow => rows.find((row) => row.skill === skill)!;

describe('two waves of a sample drawn by lot', () => {
  it('are tested together, and what differs comes first with its range', () => {
    const comparison = compare({ kind: 'waves', a: waves[0], b: waves[1] });
    expect([comparison.compared, comparison.rate]).toEqual([4, 0.05]);
    const english = rowOf(comparison, 'english');
    const byHand = shareDifference({ estimate: 0.6, nEff: 100 }, { estimate: 0.25, nEff: 120 });
    expect(english.judgement).toMatchObject({ verdict: 'higher', reasons: [], ranges: 'apart' });
    expect(english.judgement.difference).toBeCloseTo(0.35, 12);
    expect(english.judgement.ciLow).toBeCloseTo(byHand.ciLow, 12);
    expect(english.judgement.p).toBeCloseTo(byHand.p!, 12);
    expect(rowOf(comparison, 'cv').judgement.verdict).toBe('lower');
    // nobody asked for it in either wave
    expect(rowOf(comparison, 'spanish').judgement).toMatchObject({ verdict: 'alike', difference: 0, p: 1 });
    expect(
      comparison.rows
        .slice(0, 2)
        .map(({ skill }) => skill)
        .toSorted(),
    ).toEqual(['cv', 'english']);
  });

  it('say the opposite from the other side', () => {
    const back = compare({ kind: 'waves', a: waves[1], b: waves[0] });
    expect(rowOf(back, 'english').judgement.verdict).toBe('lower');
    expect(rowOf(back, 'english').judgement.difference).toBeCloseTo(-0.35, 12);
  });

  it('of which one group is too small to be published are not compared there', () => {
    const { rows } = compare({
      kind: 'groups',
      survey: waves[0],
      a: 'targetGroup:long_term',
      b: 'targetGroup:not_employed',
    });
    expect(new Set(rows.map(({ judgement }) => judgement.reasons.join()))).toEqual(new Set(['not_published']));
  });
});

describe('the wording of a skill', () => {
  const question = (title: string, label: string) => ({
    ...{ type: 'checkbox', name: 'need', title, codebook: { variable: 'need' } },
    choices: ['cv', { value: 'english', text: label }],
  });
  const asking = (version: number, title: string, label: string): Asking => {
    const compiled = { programme: 'p', instrument: 'i', version };
    const definition = { pages: [{ elements: [{ type: 'panel', elements: [question(title, label)] }] }] };
    return { entry: { compiled, definition }, need: { name: 'need' }, territory: undefined } as unknown as Asking;
  };

  it('is the same as long as the question and its own answer are, whatever the version', () => {
    const first = asking(1, 'What would you learn?', 'English');
    expect(isSameWording(first, asking(2, 'What would you learn?', 'English'), 'english')).toBe(true);
    expect(isSameWording(first, asking(2, 'What would you learn?', 'Languages'), 'english')).toBe(false);
    expect(isSameWording(first, asking(2, 'What would you learn?', 'Languages'), 'cv')).toBe(true);
    expect(isSameWording(first, asking(2, 'What do you need?', 'English'), 'cv')).toBe(false);
  });
});
