/** What the gap between places wanted and seats tells: whether all of it follows from figures that anybody can ask for. */
import { createGap } from '../../analytics/gap/service.ts';
import { takeUps, type EstimateEnvelope, type GapRow, type SupplyGap } from '../../analytics/contract.ts';
import type { Course } from '../../survey/programme/reference.ts';
import { Problem, type ProblemCode } from '../../problem.ts';
import { plain, type Cell, type Figure } from './figure.ts';
import type { Field } from './field.ts';

type Ask = Parameters<typeof createGap>[0]['analytics']['estimate'];

/** A catalogue that the attacker chooses: whoever plans can put one seat wherever it tells most. */
export type Catalogue = readonly Course[];

/** How many numbers were held against their like, and the questions whose answer told something of its own. */
export interface GapTold {
  readonly figures: readonly Figure[];
  readonly numbers: number;
  readonly telling: readonly string[];
}

const programme = 'attack';
const from = '2026-06-15';

/** One seat, and more than anybody needs, of each kind, in a place, for everybody or for a group. */
export function chosenCatalogues(places: readonly string[]): Catalogue[] {
  const kinds = [
    ...places.flatMap((place) => (['classroom', 'mixed'] as const).map((mode) => ({ mode, place }))),
    { mode: 'online' as const, place: null },
  ];
  const single = kinds.flatMap(({ mode, place }) =>
    [1, 5_000].flatMap((seats) => [[], ['disabled']].map((groups) => [courseOf(mode, place, seats, groups)])),
  );
  return [[], ...single, single.flat()];
}

function courseOf(mode: Course['mode'], place: string | null, seats: number, groups: readonly string[]): Course {
  const key = [mode, place ?? '', seats, ...groups].join('-');
  const edition = { course: key, key: 'only', territory: place, starts_on: from, ends_on: from, seats, taken: null };
  return {
    ...{ key, title: { it: key, en: key }, provider: null, skills: ['english', 'spanish'], mode, editions: [edition] },
    ...{ level_from: null, level_to: null, eqf: null, hours_classroom: null, hours_online: null, certification: null },
    ...{ cost_edition: null, cost_learner: null, prerequisites: null, target_groups: [...groups], demo: false },
  };
}

/**
 * Asks for the gap at every level, by every group, at every take-up, with each catalogue: once of the server's own
 * service, and once of one that has nothing but the public interface. What differs is told by the first alone.
 * @param estimate  what the server's service asks; the server's own unless a flaw is planted
 */
export async function readGaps(
  field: Field,
  catalogues: readonly Catalogue[],
  estimate: Ask = field.server.application.analytics.estimate,
): Promise<GapTold> {
  const { registry } = field.server.application;
  const known = await publicly(field);
  const served = once(estimate);
  const choice = createGap({ ...nothing, analytics: { estimate: served }, registry }).choices(programme)[0]!;
  const telling: string[] = [];
  const figures = new Map<string, Figure>();
  let numbers = 0;
  for (const level of ['', ...choice.levels])
    for (const group of ['', ...choice.groups])
      for (const [place, courses] of catalogues.entries())
        for (const takeUp of takeUps) {
          const question = { survey: field.survey, level, group, takeUp: String(takeUp), from };
          const reference = { courses: () => Promise.resolve([...courses]) };
          const own = await createGap({ ...nothing, analytics: { estimate: served }, registry, reference }).gap(
            programme,
            question,
          );
          const other = await known.gap({ registry, reference }, question);
          const rows = JSON.stringify(own.rows);
          numbers += numbersIn(rows);
          if (rows !== JSON.stringify(other.rows)) telling.push(`${JSON.stringify(question)}, ${place}`);
          if (place === 0) for (const one of figuresOf(field, own)) figures.set(JSON.stringify(one), one);
        }
  return { figures: [...figures.values()], numbers, telling };
}

const nothing = { reference: { courses: () => Promise.resolve([]) }, today: () => from };

const numbersIn = (rows: string): number => rows.match(/:-?\d/g)?.length ?? 0;

/** Nothing is published while the gap is read: what was asked once needs no second question. */
function once(ask: Ask): Ask {
  const answers = new Map<string, EstimateEnvelope>();
  return (survey, query) => {
    const key = JSON.stringify(query);
    const answer = answers.get(key) ?? ask(survey, query);
    answers.set(key, answer);
    return answer;
  };
}

/** A flaw to be found: what is hidden comes as if four people had been counted. */
export const unhidden =
  (ask: Ask): Ask =>
  (survey, query) => {
    const answer = ask(survey, query);
    const four = { state: 'shown', n: 4, estimate: 0.5, ciLow: 0.2, ciHigh: 0.8 } as const;
    return { ...answer, rows: answer.rows.map((row) => (row.state === 'not_published' ? { ...row, ...four } : row)) };
  };

/** A flaw to be found: counts go on after the publication, by one person in each cell. */
export const live =
  (ask: Ask): Ask =>
  (survey, query) => {
    const answer = ask(survey, query);
    const more = (row: EstimateEnvelope['rows'][number]) =>
      row.state === 'shown' && row.estimate !== null && row.n ? { ...row, estimate: row.estimate + 1 / row.n } : row;
    return { ...answer, rows: answer.rows.map(more) };
  };

type Sources = Pick<Parameters<typeof createGap>[0], 'registry' | 'reference'>;

/** The same arithmetic with no door to the server but the one that everybody has. */
function publicly(field: Field): { gap(sources: Sources, question: object): Promise<SupplyGap> } {
  const answers = new Map<string, EstimateEnvelope | Problem>();
  const estimate: Ask = (_, query) => {
    const answer = answers.get(JSON.stringify(query));
    if (answer === undefined) throw new NotAsked(query as Record<string, string>);
    if (answer instanceof Problem) throw answer;
    return answer;
  };
  const gap = async (sources: Sources, question: object): Promise<SupplyGap> => {
    try {
      return await createGap({ ...nothing, ...sources, analytics: { estimate } }).gap(programme, question);
    } catch (error) {
      if (!(error instanceof NotAsked)) throw error;
      answers.set(JSON.stringify(error.query), await askPublicly(field, error.query));
      return gap(sources, question);
    }
  };
  return { gap };
}

class NotAsked extends Error {
  readonly query: Record<string, string>;
  constructor(query: Record<string, string>) {
    super('not asked yet');
    this.query = query;
  }
}

async function askPublicly({ address, survey }: Field, query: Record<string, string>) {
  const response = await fetch(`${address}/api/surveys/${survey}/estimates?${new URLSearchParams(query)}`);
  const body = (await response.json()) as EstimateEnvelope & { code: ProblemCode };
  return response.ok ? body : new Problem(body.code, {});
}

/** The demand that rows tell, as counts of people: what of it is not in the estimates would be found to be something new. */
function figuresOf(field: Field, gap: SupplyGap): Figure[] {
  if (gap.snapshot === null) return [];
  const moment = field.momentOf(gap.snapshot.id);
  return gap.rows.flatMap((row) => rowFigures(row, cellOf(gap, row), moment, gap.takeUp / 100));
}

function cellOf({ level, group }: SupplyGap, row: GapRow): Cell {
  const one = (dimension: string, code: string | null) => (code === null ? [] : [{ dimension, codes: [code] }]);
  const place = level === '' ? one('region', '17') : one(level, row.territory);
  return [...place, ...one(group, row.group)];
}

function rowFigures({ n, wanted, parts, skill }: GapRow, cell: Cell, moment: number, takeUp: number): Figure[] {
  if (n === null || wanted === null || parts === null) return [];
  const told = (variable: string, count: number): Figure => ({
    ...{ ...plain, moment, cells: [cell], variable, category: skill, n, count: Math.round(count) },
  });
  return [
    told('demand', wanted.estimate),
    told('demandInPerson', parts.inPerson / takeUp),
    told('demandOnline', parts.online / takeUp),
    told('demandEither', parts.either / takeUp),
  ];
}
