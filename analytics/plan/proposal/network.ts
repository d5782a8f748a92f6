/**
 * The problem in numbers. Of one skill, seats flow from a pool (seats of one kind for the same people) at a site to a place
 * within reach, and there to the people who can use them. Places within reach and people who can use a seat have nothing to
 * do with each other, so the place stands between as a node: reach + people arcs instead of reach × people.
 */
import type { Seats } from '../../contract-gap.ts';
import { classesOf, type Classes } from './classes.ts';
import type { Floor, ProposalProblem, Teaching } from './problem.ts';

/** How people can attend, as the last digit of a cell's number; who can do neither is in no cell. */
export const attending = ['inPerson', 'online', 'either'] as const;

/** Whom a seat serves, those first whom no other kind can (docs/method.md). */
export const servesOf: Readonly<Record<keyof Seats, readonly number[]>> = {
  ...{ blended: [2], inPerson: [0, 2], online: [1, 2] },
};
const kinds = ['blended', 'inPerson', 'online'] as const;

export interface Pool {
  readonly serves: readonly number[];
  readonly classes: readonly number[];
}

/** Seats of one edition that one skill has, at a node `pool × sites + site`: never more than there are people for them. */
export interface Part {
  readonly skill: number;
  readonly node: number;
  readonly seats: number;
}

export interface SkillNetwork {
  readonly name: string;
  readonly pools: readonly Pool[];
  /** places needed in the cell `(place × classes + class) × 3 + attending` */
  readonly demand: Float64Array;
  /** seats that stand already, by node */
  readonly base: Float64Array;
}

export interface FloorNetwork {
  readonly name: string;
  readonly asked: number;
  /** 1 for the pairs `place × classes + class` that count */
  readonly inside: Uint8Array;
}

export interface Network {
  readonly places: number;
  /** the places, and one that is everywhere: online */
  readonly sites: number;
  readonly classes: number;
  /** the edges of a site lead to `edgePlace`; those that lead to a place are `back` */
  readonly edgeStart: Int32Array;
  readonly edgePlace: Int32Array;
  readonly edgeSite: Int32Array;
  readonly backStart: Int32Array;
  readonly back: Int32Array;
  readonly skills: readonly SkillNetwork[];
  readonly offers: readonly (readonly Part[])[];
  /** the offers that teach a skill */
  readonly offersOf: readonly (readonly number[])[];
  readonly cost: Float64Array;
  readonly most: Float64Array;
  readonly seats: Float64Array;
  readonly budget: number;
  readonly caps: readonly { readonly most: number; readonly offers: readonly number[] }[];
  /** the caps that an offer is under */
  readonly capsOf: readonly (readonly number[])[];
  readonly floors: readonly FloorNetwork[];
  readonly needed: number;
  readonly people: Classes;
  readonly effort: Effort;
}

/** How often ways on which others change seats are searched for, when an edition is tried and when it is held. */
export interface Effort {
  readonly tried: number;
  readonly held: number;
}
export const thorough: Effort = { tried: Infinity, held: Infinity };
/** What is tried may count a little too little, so that as good plans are found in a tenth of the time. */
export const brisk: Effort = { tried: 4, held: Infinity };

/** @throws Error for an offer without seats */
export function networkOf(problem: ProposalProblem): Network {
  const empty = problem.offers.find(({ seats }) => !(seats > 0));
  if (empty) throw new Error(`an edition must have seats; ${empty.course} has ${empty.seats}`);
  const people = classesOf(problem);
  const skills = skillsOf(problem, people);
  const partsOf = partsIn(problem, skills);
  for (const lot of problem.existing)
    for (const part of partsOf(lot)) skills[part.skill]!.base[part.node]! += part.seats;
  const { offers } = problem;
  const caps = capsIn(problem);
  const edges = edgesOf(problem.reach);
  const useful = usefulSeats(skills, edges, people.names.length, problem.places.length + 1);
  const parts = offers.map((offer) =>
    partsOf(offer).map((part) => ({ ...part, seats: Math.min(part.seats, useful(part)) })),
  );
  const seatsOf = (offer: number) => parts[offer]!.reduce((sum, { seats }) => sum + seats, 0);
  return {
    ...{
      places: problem.places.length,
      sites: problem.places.length + 1,
      classes: people.names.length,
      people,
      effort: thorough,
    },
    ...edges,
    skills,
    offers: parts,
    offersOf: offersBySkill(offers, skills),
    cost: Float64Array.from(offers, ({ cost }) => cost),
    // who serves nobody is never held, and its seats are told as one so that nothing is divided by none
    most: Float64Array.from(offers, ({ most, cost }, offer) => (seatsOf(offer) > 0 ? mostOf(most, cost, problem.budget) : 0)), // prettier-ignore
    seats: Float64Array.from(offers, (_, offer) => seatsOf(offer) || 1),
    ...{ budget: problem.budget, caps, capsOf: capsByOffer(caps, offers.length) },
    floors: problem.floors.map((floor) => floorOf(floor, problem, people)),
    needed: problem.needs.reduce((sum, need) => sum + sizeOf(need), 0),
  };
}

const sizeOf = ({ inPerson, online, either, neither }: ProposalProblem['needs'][number]) =>
  inPerson + online + either + neither;

const mostOf = (most: number, cost: number, budget: number) =>
  cost > 0 ? Math.min(Math.floor(most), Math.floor(budget / cost + 1e-9)) : Math.floor(most);

/**
 * How many people could ever sit at a node. A class of twenty for the three people within reach is a class for three: told so,
 * half a class is for one and a half, and the bound is the lower.
 */
function usefulSeats(
  skills: readonly SkillNetwork[],
  { edgeStart, edgePlace }: Pick<Network, 'edgeStart' | 'edgePlace'>,
  classes: number,
  sites: number,
): (part: Part) => number {
  const known = new Map<number, number>();
  const nodes = Math.max(0, ...skills.map(({ pools }) => pools.length)) * sites;
  const count = ({ skill, node }: Part): number => {
    const { pools, demand } = skills[skill]!;
    const [pool, site] = [pools[Math.floor(node / sites)]!, node % sites];
    let people = 0;
    for (let edge = edgeStart[site]!; edge < edgeStart[site + 1]!; edge += 1)
      for (const one of pool.classes)
        for (const way of pool.serves) people += demand[(edgePlace[edge]! * classes + one) * 3 + way]!;
    return people;
  };
  return (part) => {
    const key = part.skill * nodes + part.node;
    const people = known.get(key) ?? count(part);
    known.set(key, people);
    return people;
  };
}

function capsIn({ caps, offers }: ProposalProblem) {
  const keyOf = (of: string, key: string | null) => JSON.stringify([of, key]);
  const by = Map.groupBy(
    offers.flatMap((offer, index) => (['course', 'provider', 'place'] as const).map((of) => ({ index, key: keyOf(of, offer[of]) }))), // prettier-ignore
    ({ key }) => key,
  );
  return caps.map(({ of, key, most }) => ({ most, offers: (by.get(keyOf(of, key)) ?? []).map(({ index }) => index) }));
}

function offersBySkill(offers: ProposalProblem['offers'], skills: readonly SkillNetwork[]): number[][] {
  const own = new Map(skills.map(({ name }) => [name, [] as number[]]));
  offers.forEach((offer, index) => offer.skills.forEach((skill) => own.get(skill)!.push(index)));
  return [...own.values()];
}

function capsByOffer(caps: Network['caps'], count: number): number[][] {
  const own: number[][] = Array.from({ length: count }, () => []);
  caps.forEach(({ offers }, cap) => offers.forEach((offer) => own[offer]!.push(cap)));
  return own;
}

function edgesOf(reach: ProposalProblem['reach']) {
  const lists = [...reach, reach.map((_, place) => place)];
  const pairs = lists.flatMap((places, site) => places.map((place) => ({ site, place })));
  const starts = (counts: readonly number[]) => {
    const start = new Int32Array(counts.length + 1);
    counts.forEach((count, index) => (start[index + 1] = start[index]! + count));
    return start;
  };
  const byPlace = reach.map((_, own) => pairs.flatMap(({ place }, edge) => (place === own ? [edge] : [])));
  return {
    edgeStart: starts(lists.map((list) => list.length)),
    edgePlace: Int32Array.from(pairs, ({ place }) => place),
    edgeSite: Int32Array.from(pairs, ({ site }) => site),
    backStart: starts(byPlace.map((list) => list.length)),
    back: Int32Array.from(byPlace.flat()),
  };
}

function floorOf({ name, places, groups, share }: Floor, problem: ProposalProblem, people: Classes): FloorNetwork {
  const isIn = (list: readonly string[] | null, one: string) => list === null || list.includes(one);
  const own = problem.needs.filter((need) => isIn(places, need.place) && isIn(groups, need.group));
  const inside = new Uint8Array(problem.places.length * people.names.length);
  problem.places.forEach((place, index) =>
    people.names.forEach((names, one) => {
      if (isIn(places, place) && isIn(groups, names[0]!)) inside[index * people.names.length + one] = 1;
    }),
  );
  return { name, asked: share * own.reduce((sum, need) => sum + sizeOf(need), 0), inside };
}

const poolKey = ({ kind, groups }: Teaching) => JSON.stringify([kinds.indexOf(kind), groups.toSorted()]);

function skillsOf({ needs, offers, existing, places }: ProposalProblem, people: Classes): (SkillNetwork & Keyed)[] {
  const lots = [...existing, ...offers];
  const names = [...new Set([...needs.map(({ skill }) => skill), ...lots.flatMap(({ skills }) => skills)])];
  const placeOf = new Map(places.map((place, index) => [place, index]));
  const lotsBy = Map.groupBy(lots.flatMap((lot) => lot.skills.map((skill) => ({ skill, lot }))), ({ skill }) => skill); // prettier-ignore
  const needsBy = Map.groupBy(needs, ({ skill }) => skill);
  return names.map((name) => {
    const byKey = new Map((lotsBy.get(name) ?? []).map(({ lot }) => [poolKey(lot), lot]));
    const keys = [...byKey.keys()].toSorted();
    const demand = new Float64Array(places.length * people.names.length * 3);
    for (const need of needsBy.get(name) ?? []) {
      const cell = (placeOf.get(need.place)! * people.names.length + people.of.get(need.group)!) * 3;
      attending.forEach((way, digit) => (demand[cell + digit]! += need[way]));
    }
    const pools = keys.map((key) => ({
      serves: servesOf[byKey.get(key)!.kind],
      classes: people.names.flatMap((own, index) => (mayUse(byKey.get(key)!, own[0]!) ? [index] : [])),
    }));
    return { name, pools, demand, base: new Float64Array(pools.length * (places.length + 1)), keys };
  });
}

interface Keyed {
  readonly keys: readonly string[];
}

const mayUse = ({ groups }: Teaching, group: string) => groups.length === 0 || groups.includes(group);

function partsIn({ places }: ProposalProblem, skills: readonly (SkillNetwork & Keyed)[]) {
  const placeOf = new Map(places.map((place, index) => [place, index]));
  const skillOf = new Map(skills.map(({ name }, index) => [name, index]));
  return (lot: Teaching): Part[] =>
    lot.skills.map((name) => {
      const skill = skillOf.get(name)!;
      const site = lot.kind === 'online' ? places.length : placeOf.get(lot.place ?? '');
      if (site === undefined) throw new Error(`no place ${lot.place} for seats of kind ${lot.kind}`);
      const pool = skills[skill]!.keys.indexOf(poolKey(lot));
      return { skill, node: pool * (places.length + 1) + site, seats: lot.seats / lot.skills.length };
    });
}
