import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../support/server.ts';
import type { EstimateEnvelope } from '../../analytics/contract.ts';
import { attack, report, type Outcome } from './attacks.ts';
import { Field, openServer } from './field.ts';
import type { Figure } from './figure.ts';
import { chosenCatalogues, live, readGaps, unhidden, type GapTold } from './gap.ts';
import { differences, hiddenAndAbsent, Ranges } from './look.ts';
import { readPage } from './pages.ts';
import { beginPlan, readPlans, tellingWith } from './plan.ts';
import { drawFirms, drawPersons, someMunicipalities, type Answers } from './population.ts';
import { areas, firms, persons } from './programme.ts';
import { allQuestions, learn, type Interface } from './questions.ts';
import { inAllFormats, readEverything, type Reading } from './reading.ts';
import { tellingScales } from './scale.ts';

const [first, second] = [360, 720];
const sizes = { persons: [first, second], firms: 120 };
const places = someMunicipalities(16);
const levels = {
  ...{ region: ['17'], province: ['076', '077'], area: areas.map(({ code }) => code), municipality: places },
};
const drawn = drawPersons(1_060, places);
const clock = { now: new Date('2026-06-15T10:00:00Z') };
const filters = 300;

/** Alone they take 5 to 10 s; beside others several times as long. */
const long = { timeout: 180_000 };

let server: TestServer;
let field: Field;
let known: Interface;
let drawnShapes: string[];
beforeAll(async () => {
  server = await openServer(places, sizes, clock);
  field = new Field(server, persons);
  drawnShapes = await shapes();
});
afterAll(() => server.close());

const readings: Reading[] = [];
const ranges = new Ranges();
const ofScales: EstimateEnvelope[] = [];
const look = (envelope: EstimateEnvelope) => {
  ranges.note(envelope);
  const { variable, statistic } = envelope;
  if (statistic !== 'count' && known.scales.variables.includes(variable)) ofScales.push(envelope);
};
const read = async (questions = allQuestions(known, filters, 3 + field.moment)) => {
  const reading = await readEverything(field, questions, look);
  readings.push(reading);
  return reading.answers;
};
const explore = `/explore/${persons}`;
const paths = ['/', '/programme/attack', explore, `${explore}?area=077`, `${explore}?sex=f&group=young`];
const gaps: GapTold[] = [];
const readGap = async () => void gaps.push(await readGaps(field, [[]]));
const pages: Reading[] = [];
const readPages = async () => {
  const figures = (await Promise.all(paths.map((path) => readPage(field, path)))).flat();
  pages.push({ figures, claims: [], queries: paths.length, answers: [] });
};
const onPages = () => pages.flatMap((reading) => reading.figures);
const open = async (path: string) => (await fetch(`${server.address}${path}`)).text();
const shapes = () =>
  Promise.all(Object.keys(levels).map((level) => open(`/api/territories/${level}.topojson?programme=attack`)));
const figures = (): Figure[] => [...readings, ...pages, ...gaps].flatMap((reading) => reading.figures);
const changed = (person: number): Answers => ({ ...drawn[(person + 300) % drawn.length]! });

describe('an attacker who asks everything, and knows everybody but their answers', () => {
  it('reads the first publication, and nothing new while answers are added, corrected and erased', long, async () => {
    await field.answer(drawn.slice(0, first));
    expect(await field.settle()).toBe(true);
    // weights can be asked for once there are some
    known = await learn(server.address, persons, levels);
    const questions = allQuestions(known, filters, 4);
    const isAgain = (_: unknown, place: number) => place % 4 === 0;
    const again = questions.filter(isAgain);
    const before = await read(again);
    await read(questions.filter((one, place) => !isAgain(one, place)));
    await readPages();
    await readGap();
    for (let person = 0; person < 12; person += 1) await field.correct(person, changed(person));
    for (let person = 20; person < 28; person += 1) await field.erase(person);
    await field.answer(drawn.slice(first, first + 5));
    expect(await field.settle()).toBe(false);
    expect(before.length).toBeGreaterThan(30);
    expect(await read(again)).toEqual(before);
  });

  it('learns the total while answers come, and nothing else', async () => {
    const { responses } = JSON.parse(await open(`/api/surveys/${persons}`)) as { responses: number };
    expect(responses).toBe(first + 5);
    expect(await shapes()).toEqual(drawnShapes);
  });

  it('reads the second publication and the closing one, with more corrections and erasures between', long, async () => {
    await field.answer(drawn.slice(first + 5, first + 5 + second - field.size));
    expect(await field.settle()).toBe(true);
    await read();
    await readPages();
    await readGap();
    for (const person of [0, 1, 2, 40, 41, 42]) await field.correct(person, changed(person + 7));
    for (let person = 60; person < 64; person += 1) await field.erase(person);
    await field.answer(drawn.slice(-320));
    await field.settle();
    clock.now = new Date('2027-01-02T10:00:00Z');
    await field.close();
    await read();
    await readPages();
    await readGap();
    expect(field.moment).toBe(3);
  });

  it('gets the same numbers in every format', async () => {
    const questions = allQuestions(known, filters).filter((_, place) => place % 60 === 0);
    for (const question of questions) {
      const [json, ...others] = await inAllFormats(field, question);
      for (const other of others) expect(other, JSON.stringify(question)).toBe(json);
    }
  });

  it('has read in the data of the pages what the interface tells, and no more', () => {
    expect(onPages().length).toBeGreaterThan(40);
  });

  it('cannot tell what is hidden from what is not there', async () => {
    const pairs = hiddenAndAbsent(
      field,
      'municipality',
      areas.flatMap(({ municipalities }) => municipalities),
    );
    expect(pairs.length).toBeGreaterThan(0);
    const found = await Promise.all(pairs.map((pair) => differences(field, 'need', 'territory', pair)));
    expect(found.flat()).toEqual([]);
  });

  it('learns nothing from ranges that the share and its base do not tell', () => {
    expect(ranges.answers).toBeGreaterThan(1_000);
    expect(ranges.telling).toEqual([]);
  });

  it('learns nothing from means and medians that the shares of their cell do not tell', () => {
    const { scales, telling } = tellingScales(ofScales);
    expect(scales).toBeGreaterThan(100);
    expect(telling).toEqual([]);
  });

  it(
    'learns nothing from the gap that published demand and the catalogue do not tell, one seat at a time',
    long,
    async () => {
      const small = hiddenAndAbsent(field, 'municipality', places)[0]?.[0] ?? places.at(-1)!;
      const catalogues = chosenCatalogues([`municipality:${small}`, 'municipality:076063']);
      const told = await readGaps(field, catalogues);
      expect(told.numbers).toBeGreaterThan(100_000);
      expect(told.telling).toEqual([]);
      expect(told.figures.some(({ variable, count }) => variable === 'demandEither' && count! > 0)).toBe(true);
      // one that told a single hidden place would be found
      const flawed = await readGaps(field, catalogues.slice(0, 2), unhidden(server.application.analytics.estimate));
      expect(flawed.telling.length).toBeGreaterThan(0);
    },
  );

  it(
    'learns nothing from the coverage of a plan and from a proposal that the release does not tell',
    long,
    async () => {
      const small = hiddenAndAbsent(field, 'municipality', places)[0]?.[0] ?? places.at(-1)!;
      const planner = await beginPlan(field, `municipality:${small}`);
      const told = await readPlans(field, planner);
      expect(told.telling).toEqual([]);
      expect(told.numbers).toBeGreaterThan(100);
      console.log(`${told.questions} questions behind a plan and its proposal, ${told.numbers} numbers`);
      // one that went on counting would be found by a single person, in what is covered and in what is proposed
      const flawed = await tellingWith(field, planner, told, live(server.application.analytics.estimate));
      expect(flawed).toEqual(expect.arrayContaining(['effect', 'proposal']));
    },
  );

  it('finds no group and no answer, and proves that no combination is about too few', long, async () => {
    const outcome = await attack(field.versions, figures(), {
      steps: 60,
      claims: readings.flatMap((reading) => reading.claims),
      weighings: field.weighings,
    });
    say(
      outcome,
      [...readings, ...pages].reduce((sum, { queries }) => sum + queries, 0),
    );
    // each publication has told something, and so has each kind of question
    for (const moment of [0, 1, 2])
      expect(figures().filter((one) => one.moment === moment).length).toBeGreaterThan(100);
    for (const name of [null, 'need', 'demand', 'mode', 'disability', 'levelNow:english', 'levelGap:spanish'])
      expect(
        figures().some(({ variable }) => variable === name),
        `${name}`,
      ).toBe(true);
    expect(figures().some(({ cells }) => JSON.stringify(cells).includes('"disabled"'))).toBe(true);
    // and weighted shares are among them, of the sensitive question too
    const weighted = figures().filter(({ weights }) => weights !== 'none');
    for (const moment of [0, 1, 2]) expect(weighted.filter((one) => one.moment === moment).length).toBeGreaterThan(20);
    for (const name of ['need', 'mode', 'disability'])
      expect(
        weighted.some(({ variable }) => variable === name),
        `${name}, weighted`,
      ).toBe(true);
    expect(outcome.findings.map(({ words }) => words)).toEqual([]);
    expect(outcome.certificate).toBeLessThan(1);
  });
});

describe('an attacker of firms', () => {
  it('finds no firm', long, async () => {
    const own = new Field(server, firms);
    clock.now = new Date('2026-06-15T10:00:00Z');
    await own.answer(drawFirms(sizes.firms, places));
    expect(await own.settle()).toBe(true);
    const questions = allQuestions(await learn(server.address, firms, levels), filters);
    const reading = await readEverything(own, questions);
    const outcome = await attack(own.versions, reading.figures, {
      steps: 60,
      claims: reading.claims,
      magnitude: 'toTrain',
    });
    say(outcome, reading.queries);
    expect(outcome.findings.map(({ words }) => words)).toEqual([]);
    expect(outcome.certificate).toBeLessThan(1);
  });
});

const say = (outcome: Outcome, queries: number) => console.log(`${queries} queries; ${report(outcome)}`);
