/** Generated problems: towns with people who want places on courses, and courses that could be held in them. */
import type { Need, Offer, ProposalProblem } from '../../analytics/plan/proposal/problem.ts';
import { reachByPoints } from '../../analytics/plan/proposal/reach.ts';
import { seeded, type Random } from '../../analytics/plan/proposal/random.ts';

export interface GeneratedSize {
  readonly places: number;
  readonly skills: number;
  readonly groups: number;
  readonly courses: number;
  readonly budget: number;
  /** person-places in all */
  readonly needed: number;
}

/** As large as a region: 131 municipalities, 60 skills, 10 groups, 200 courses. */
export const region: GeneratedSize = {
  ...{ places: 131, skills: 60, groups: 10, courses: 200, budget: 1_500_000, needed: 30_000 },
};

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const between = (random: Random, low: number, high: number) => low + random() * (high - low);

/** A place of a hundred kilometres each way; a third of the places is "west", the rest "east". */
export function generatedProblem(seed: number, size: GeneratedSize): ProposalProblem {
  const random = seeded(seed);
  const places = names('m', size.places);
  const points = places.map(() => ({ latitude: 40 + random() * 0.9, longitude: 15.5 + random() * 1.15 }));
  const groups = names('g', size.groups);
  const west = places.filter((_, place) => points[place]!.longitude < 15.9);
  const inEast = places.filter((place) => !west.includes(place));
  return {
    ...{ places, reach: reachByPoints(points, 20), budget: size.budget },
    needs: needsOf(random, places, groups, size),
    offers: offersOf(random, places, groups, size),
    existing: places.slice(0, Math.ceil(size.places / 10)).map((place) => ({
      ...{ place, kind: 'inPerson', groups: [], seats: 16, skills: [`s${1 + Math.floor(random() * size.skills)}`] },
    })),
    caps: [
      ...names('c', size.courses).map((key) => ({ of: 'course' as const, key, most: 12 })),
      ...names('p', 12).map((key) => ({ of: 'provider' as const, key, most: 50 })),
      ...places.map((key) => ({ of: 'place' as const, key, most: 25 })),
    ],
    floors: [
      { name: 'west', places: west, groups: null, share: 0.15 },
      { name: 'east', places: inEast, groups: null, share: 0.15 },
      ...groups.slice(0, 3).map((group) => ({ name: group, places: null, groups: [group], share: 0.22 })),
    ],
  };
}

function needsOf(random: Random, places: readonly string[], groups: readonly string[], size: GeneratedSize): Need[] {
  const weights = (count: number, spread: number) =>
    Array.from({ length: count }, () => Math.exp(between(random, -spread, spread)));
  const [people, liked, share] = [weights(places.length, 1.5), weights(size.skills, 1.2), weights(groups.length, 0.8)];
  const cells = places.flatMap((place, p) =>
    names('s', size.skills).flatMap((skill, s) =>
      groups.map((group, g) => ({ place, skill, group, weight: people[p]! * liked[s]! * share[g]! * random() })),
    ),
  );
  const all = cells.reduce((sum, { weight }) => sum + weight, 0);
  return cells.map(({ weight, ...cell }) => {
    const wanted = (size.needed * weight) / all;
    const [come, connect] = [between(random, 0.3, 0.6), between(random, 0.1, 0.2)];
    const either = (1 - come - connect) * 0.8;
    return {
      ...{ ...cell, inPerson: wanted * come, online: wanted * connect, either: wanted * either },
      ...{ neither: wanted * (1 - come - connect - either), low: wanted * 0.7, high: wanted * 1.4 },
    };
  });
}

function offersOf(random: Random, places: readonly string[], groups: readonly string[], size: GeneratedSize): Offer[] {
  return names('c', size.courses).flatMap((course): Offer[] => {
    const kind = pick(random, ['inPerson', 'inPerson', 'inPerson', 'blended', 'online'] as const);
    const first = Math.floor(random() * size.skills);
    const skills = names('s', 1 + Math.floor(random() * 3)).map((_, index) => `s${((first + index * 7) % size.skills) + 1}`); // prettier-ignore
    const reserved = random() < 0.15 ? groups.slice(0, 1 + Math.floor(random() * 3)) : [];
    const seats = 10 + Math.floor(random() * 15);
    const price = between(random, 140, 340);
    const provider = `p${1 + Math.floor(random() * 12)}`;
    const offer = { course, provider, kind, skills: [...new Set(skills)], groups: reserved, seats };
    const cost = () => Math.round((seats * price * between(random, 0.9, 1.1)) / 10) * 10;
    if (kind === 'online') return [{ ...offer, place: null, cost: cost(), most: 6 }];
    return places.map((place) => ({ ...offer, place, cost: cost(), most: 2 }));
  });
}
