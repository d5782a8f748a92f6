/** Lines of a plan: each says which course, where, when, how often, and gets the figures that it rests on. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { Course } from '../../survey/programme/reference.ts';
import { locate } from '../../survey/register/context.ts';
import { parsed } from '../../survey/register/parse.ts';
import { LineChanged, LinesAdded, type NewLine, type Plan, type PlanHead, type PlanLine } from '../contract.ts';
import { notFound, reach, type PlanContext, type Who } from './context.ts';
import { checkPlace, courseNamed } from './course.ts';
import { edit } from './edit.ts';
import { figuresFor } from './figure.ts';
import { insertEvidence, insertLines, readLines, takeNumbers } from './store.ts';

/** @throws Problem of `edit`, malformed, unknown_reference, plan_place */
export async function addLines(context: PlanContext, who: Who, id: string, body: unknown): Promise<Plan> {
  const { revision, lines, instead } = parsed(LinesAdded, body);
  const { head } = await reach(context, who, 'plan.write', id);
  const made = await makeLines(context, head, lines);
  const detail = { lines: lines.length };
  return edit(context, who, { id, revision, action: 'plan.line_add', detail }, async (tx) => {
    if (instead) for (const { id: line } of await readLines(tx, head.id)) await dropLine(tx, head.id, line);
    const first = await takeNumbers(tx, head.id, made.length);
    await insertLines(
      tx,
      head.id,
      made.map((line, index) => ({ ...line, number: first + index })),
    );
  });
}

/** Moves a line, makes it larger or smaller: a course elsewhere rests on other figures. */
export async function changeLine(
  context: PlanContext,
  who: Who,
  id: string,
  line: string,
  body: unknown,
): Promise<Plan> {
  const { revision, line: change } = parsed(LineChanged, body);
  const { head } = await reach(context, who, 'plan.write', id);
  const found = await lineOf(context, head, line);
  const next = { ...found, ...withoutUndefined(change) };
  const course = courseNamed(await context.reference.courses(head.programme), found.course);
  checkPlace(course, next.place);
  await checkInside(context, head, [next.place]);
  const moved = next.place !== found.place;
  const figures = moved ? figuresFor(context, context.registry.entry(head.survey), course, next.place) : [];
  const kept = found.evidence.filter(({ kind }) => kind !== 'figure');
  return edit(context, who, { id, revision, action: 'plan.line_change' }, async (tx) => {
    await tx.run(update, { id: found.id, ...valuesOf(next) });
    if (!moved) return;
    await dropEvidence(tx, head.id, found.id);
    await insertEvidence(tx, head.id, found.id, [...figures, ...kept], 0);
  });
}

/** @param revision  as it stands in the address or a body: not yet trusted */
export async function removeLine(
  context: PlanContext,
  who: Who,
  id: string,
  line: string,
  revision: unknown,
): Promise<Plan> {
  const { head } = await reach(context, who, 'plan.write', id);
  const found = await lineOf(context, head, line);
  const wanted = { id, revision: parsed(Revision, revision), action: 'plan.line_remove' };
  return edit(context, who, wanted, (tx) => dropLine(tx, head.id, found.id));
}

export const Revision = z.coerce.number().pipe(z.int().min(1));

/** @throws Problem not_found */
export async function lineOf({ database }: PlanContext, head: PlanHead, line: string): Promise<PlanLine> {
  const found = (await readLines(database, head.id)).find(({ id }) => id === line.toLowerCase());
  if (found === undefined) throw notFound(line);
  return found;
}

/** Lines with their figures; `number` is given when they are stored. @throws Problem unknown_reference, plan_place */
async function makeLines(
  context: PlanContext,
  head: PlanHead,
  lines: readonly z.output<typeof NewLine>[],
): Promise<PlanLine[]> {
  const courses = await context.reference.courses(head.programme);
  const survey = context.registry.entry(head.survey);
  await checkInside(
    context,
    head,
    lines.map(({ place }) => place),
  );
  return lines.map((line) => {
    const course = courseNamed(courses, line.course);
    checkPlace(course, line.place);
    const cost = line.cost ?? costOf(course, line.seats);
    return { ...line, cost, id: randomUUID(), number: 0, evidence: figuresFor(context, survey, course, line.place) };
  });
}

/** Of an edition by the catalogue, else of its learners. */
const costOf = ({ cost_edition: edition, cost_learner: learner }: Course, seats: number): number =>
  edition ?? (learner ?? 0) * seats;

/** @throws Problem unknown_reference for a place that is not there, or outside what the plan is for */
async function checkInside(context: PlanContext, head: PlanHead, places: readonly (string | null)[]): Promise<void> {
  const named = [...new Set(places.flatMap((place) => place ?? []))];
  const located = await locate(context.database, head.programme, named);
  const inside = homesOf(context, head);
  for (const place of named) {
    const around = located.get(place)?.around ?? [];
    if (!around.some((one) => inside(one))) throw new Problem('unknown_reference', { value: place });
  }
}

function homesOf({ registry }: PlanContext, { programme, territory }: PlanHead): (name: string) => boolean {
  if (territory !== null) return (name) => name === territory;
  const { territory: whole } = registry.programme(programme).programme;
  const codes = 'codes' in whole ? whole.codes : [whole.code];
  const names = new Set(codes.map((code) => `${whole.level}:${code}`));
  return (name) => names.has(name) || name.startsWith('area:');
}

/** Takes a line out with what it rests on. */
export async function dropLine(tx: Connection, plan: string, line: string): Promise<void> {
  await dropEvidence(tx, plan, line);
  await tx.run('UPDATE plan_comment SET line = NULL WHERE plan = ?::UUID AND line = ?::UUID', [plan, line]);
  await tx.run('DELETE FROM plan_line WHERE plan = ?::UUID AND id = ?::UUID', [plan, line]);
}

const dropEvidence = (tx: Connection, plan: string, line: string): Promise<void> =>
  tx.run('DELETE FROM plan_evidence WHERE plan = ?::UUID AND line = ?::UUID', [plan, line]);

const update = `
  UPDATE plan_line SET territory = $place, starts_on = $startsOn::DATE, editions = $editions, seats = $seats,
    cost = $cost::DOUBLE, reason = $reason WHERE id = $id::UUID`;

const valuesOf = ({ place, startsOn, editions, seats, cost, reason }: PlanLine) => ({
  ...{ place, startsOn, editions, seats, cost, reason },
});

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const withoutUndefined = <T extends object>(some: T): Given<T> =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Given<T>;
