/** Invented decisions for the demonstration: an approved plan, and what came of a survey. Marked wherever they are shown. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Person } from './access.ts';
import type { EstimateRow, GapRow, NewLine, Plan, Said } from './analytics/contract.ts';
import type { Application } from './application.ts';
import { Localized } from './survey/contract.ts';
import type { Course } from './survey/programme/reference.ts';

const both = Localized.pick({ it: true, en: true });
const PlanSketch = z.strictObject({
  survey: z.string(),
  title: z.string(),
  takeUp: z.number(),
  /** most of an edition, and most editions of a line */
  seats: z.int(),
  editions: z.int(),
  /** where editions are held, and the territory whose gap they answer */
  places: z.array(z.strictObject({ place: z.string(), in: z.string() })),
  online: z.int(),
  /** with `{skill}` */
  reason: z.string(),
  /** why a group is planned for that nobody heard */
  excuse: z.string(),
});
type PlanSketch = z.infer<typeof PlanSketch>;
const SaidSketch = z.strictObject({
  survey: z.string(),
  /** texts with `{first}`: what most people said, and whatever their ranges do not tell apart from it */
  findings: z.array(z.strictObject({ variable: z.string(), title: both, text: both })).length(3),
  /** `plan`: the approved plan of the programme follows */
  followed: z.array(z.strictObject({ what: both, plan: z.literal(true).optional() })),
  declined: z.array(z.strictObject({ what: both, why: both })),
});
type SaidSketch = z.infer<typeof SaidSketch>;
const Decision = z.strictObject({ plan: PlanSketch.nullable(), said: SaidSketch });

const folder = join(import.meta.dirname, 'data', 'decision');

/** Adds them once; what was interrupted is begun anew. @param who  for the audit: `command` or `server` */
export async function inventDecisions(application: Application, programme: string, who: string): Promise<void> {
  const file = join(folder, `${programme}.json`);
  if (!existsSync(file)) return;
  const { plan, said } = Decision.parse(JSON.parse(await readFile(file, 'utf8')));
  const planner: Person = {
    ...{ id: who, email: '', name: who },
    grants: [{ role: 'planner', programme, territory: null, organisation: null }],
  };
  const approved = plan && (await inventPlan(application, programme, plan, planner));
  await inventSaid(application, said, planner, approved?.id);
}

async function inventPlan(
  { plans, gaps, reference, registry, today }: Application,
  programme: string,
  sketch: PlanSketch,
  planner: Person,
): Promise<Pick<Plan, 'id'>> {
  const own = (await plans.list(planner, programme)).filter(({ createdBy }) => createdBy === planner.id);
  const done = own.find(({ state }) => state === 'approved' || state === 'followed');
  if (done) return done;
  for (const { id, state, revision } of own) {
    const draft = state === 'shared' ? await plans.step(planner, id, { revision, state: 'draft' }) : { revision };
    await plans.remove(planner, id, draft.revision);
  }
  const { survey, title, takeUp } = sketch;
  const from = today();
  const courses = await reference.courses(programme);
  const rows = async (level: string) => (await gaps.gap(programme, { survey, level, takeUp, from })).rows;
  const asked = registry.entry(survey).compiled.variables.get('demand')?.categories ?? [];
  const skills = new Map(asked.map(({ code, label }) => [code, label.it]));
  const lines = await linesOf(sketch, courses, rows, (skill) => skills.get(skill) ?? skill, from);
  const begun = await plans.create(planner, programme, { survey, title, takeUp, from, budget: 0 });
  let plan = await plans.addLines(planner, begun.id, { revision: begun.revision, lines });
  const cost = plan.lines.reduce((sum, line) => sum + line.cost * line.editions, 0);
  plan = await plans.change(planner, plan.id, { revision: plan.revision, budget: Math.ceil(cost / 5000) * 5000 });
  for (const group of (await plans.missing(planner, plan.id)).missing.unheard)
    plan = await plans.excuse(planner, plan.id, group, { revision: plan.revision, reason: sketch.excuse });
  const shared = await plans.step(planner, plan.id, { revision: plan.revision, state: 'shared' });
  return plans.step(planner, plan.id, { revision: shared.revision, state: 'approved' });
}

type Rows = (level: string) => Promise<readonly GapRow[]>;

/** In each place the course that answers the largest gap there which no other line answers yet. */
async function linesOf(
  { places, online, seats, editions, reason }: PlanSketch,
  courses: readonly Course[],
  rows: Rows,
  nameOf: (skill: string) => string,
  from: string,
): Promise<NewLine[]> {
  const taken = new Set<string>();
  const startsOn = inDays(from, 60);
  const sizeOf = (left: number) => {
    const times = Math.min(editions, Math.max(1, Math.ceil(left / seats)));
    return { editions: times, seats: Math.min(seats, Math.max(fewest, Math.ceil(left / times))) };
  };
  const next = (gaps: readonly GapRow[], isOnline: boolean) => {
    for (const { skill, gap } of gaps.toSorted((a, b) => (b.gap?.estimate ?? 0) - (a.gap?.estimate ?? 0))) {
      const course = courses.find((one) => isFree(one, skill, isOnline) && !taken.has(one.key));
      if (course === undefined || gap === null) continue;
      taken.add(course.key);
      return [
        { course: course.key, ...sizeOf(gap.estimate), startsOn, reason: reason.replace('{skill}', nameOf(skill)) },
      ];
    }
    return [];
  };
  const lines: NewLine[] = [];
  for (const { place, in: territory } of places) {
    const [level = '', code] = territory.split(':');
    const inside = (await rows(level)).filter((row) => row.territory === code);
    lines.push(...next(inside, false).map((line) => ({ ...line, place })));
  }
  for (let line = 0; line < online; line++) lines.push(...next(await rows(''), true));
  return lines;
}

/** Seats of the smallest class. */
const fewest = 6;

const isFree = ({ mode, skills, target_groups: groups }: Course, skill: string, isOnline: boolean): boolean =>
  skills.includes(skill) && groups.length === 0 && (mode === 'online') === isOnline;

const inDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

async function inventSaid(
  { said, analytics, registry }: Application,
  { survey, findings, followed, declined }: SaidSketch,
  planner: Person,
  plan: string | undefined,
): Promise<void> {
  if ((await said.all()).some((one) => one.survey === survey)) return;
  const { variables } = registry.entry(survey).compiled;
  const content: Said = {
    findings: findings.map(({ variable, title, text }) => {
      const { figure, rows } = analytics.estimate(survey, { variable });
      const categories = variables.get(variable)?.categories ?? [];
      const labels = leadersOf(rows).flatMap((code) => categories.find((one) => one.code === code)?.label ?? []);
      if (figure === null || labels.length === 0) throw new Error(`${survey} has published nothing of ${variable}`);
      const fill = (words: z.infer<typeof both>) => ({
        it: words.it.replaceAll(
          '{first}',
          listed(
            labels.map(({ it }) => `«${it}»`),
            'it',
          ),
        ),
        en: words.en.replaceAll(
          '{first}',
          listed(
            labels.map(({ en }) => `“${en}”`),
            'en',
          ),
        ),
      });
      return { title: fill(title), text: fill(text), figure };
    }),
    followed: followed.map(({ what, plan: isPlan }) => ({ what, ...(isPlan && plan !== undefined && { plan }) })),
    declined,
  };
  const { revision } = await said.draft(planner, survey);
  const kept = await said.keep(planner, survey, { revision, content });
  await said.publish(planner, survey, kept.revision);
}

/** Most that a title names. */
const mostLeaders = 3;

/** The answer that most people gave, and those whose range reaches into its own. */
function leadersOf(rows: readonly EstimateRow[]): (string | null)[] {
  const sorted = rows.toSorted((one, other) => (other.estimate ?? -1) - (one.estimate ?? -1));
  const least = sorted[0]?.ciLow ?? sorted[0]?.estimate ?? 0;
  const isAlike = ({ estimate, ciHigh }: EstimateRow) => (ciHigh ?? estimate ?? -1) >= least;
  return sorted
    .filter(isAlike)
    .slice(0, mostLeaders)
    .map(({ category }) => category);
}

const listed = (words: readonly string[], language: 'it' | 'en'): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
