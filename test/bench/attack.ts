/**
 * The attack on a real server with thousands of answers of all 131 municipalities: everything is asked, and searched for
 * longer than the test can. Ends badly when anybody is found.
 */
import { attack, report } from '../attack/attacks.ts';
import { Field, openServer } from '../attack/field.ts';
import { drawPersons, someMunicipalities, type Answers } from '../attack/population.ts';
import { areas, persons } from '../attack/programme.ts';
import { allQuestions, learn } from '../attack/questions.ts';
import { readEverything, type Reading } from '../attack/reading.ts';
import { clocked } from './clock.ts';

const sizes = { persons: [600, 3_000], firms: 100_000 };
const [steps, filters] = [3_000, 3_000];
const places = someMunicipalities(131);
const drawn = drawPersons(3_600, places, 77);
const clock = { now: new Date('2026-06-15T10:00:00Z') };
const levels = {
  ...{ region: ['17'], province: ['076', '077'], area: areas.map(({ code }) => code), municipality: places },
};

const server = await openServer(places, sizes, clock);
const field = new Field(server, persons);
const readings: Reading[] = [];

try {
  await field.answer(drawn.slice(0, 600));
  await publishAndRead();
  await change(0);
  await field.answer(drawn.slice(600, 600 + 3_000 - field.size));
  await publishAndRead();
  await change(1_000);
  await field.answer(drawn.slice(-300));
  clock.now = new Date('2027-01-02T10:00:00Z');
  await field.close();
  await read();
  const figures = readings.flatMap((reading) => reading.figures);
  const { value, milliseconds } = await clocked(() =>
    attack(field.versions, figures, {
      ...{ steps, weighings: field.weighings },
      claims: readings.flatMap((reading) => reading.claims),
    }),
  );
  const queries = readings.reduce((sum, reading) => sum + reading.queries, 0);
  console.log(`${queries} queries, ${figures.length} figures, ${Math.round(milliseconds / 1000)} s; ${report(value)}`);
  if (value.findings.length > 0 || value.certificate >= 1) process.exitCode = 1;
} finally {
  await server.close();
}

async function publishAndRead(): Promise<void> {
  if (!(await field.settle())) throw new Error(`nothing was published at ${field.size} answers`);
  await read();
}

async function read(): Promise<void> {
  const known = await learn(field.address, persons, levels);
  readings.push(await readEverything(field, allQuestions(known, filters, 3 + field.moment)));
}

/** Thirty say something else, twenty take their answers back. */
async function change(first: number): Promise<void> {
  const other = (person: number): Answers => drawn[(person + 500) % drawn.length]!;
  for (let person = first; person < first + 30; person += 1) await field.correct(person, other(person));
  for (let person = first + 30; person < first + 50; person += 1) await field.erase(person);
}
