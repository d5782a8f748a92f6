/** Small problems, drawn by chance: three places, two skills, two groups, five offers. */
import type { Floor, Need, Offer, ProposalProblem } from '../../analytics/plan/proposal/problem.ts';
import { seeded, type Random } from '../../analytics/plan/proposal/random.ts';

const places = ['a', 'b', 'c'];
const skills = ['english', 'spreadsheets'];
const groups = ['women', 'others'];
const upTo = (random: Random, most: number) => Math.floor(random() * (most + 1));
const pick = <T>(random: Random, list: readonly T[]): T => list[upTo(random, list.length - 1)]!;

export function smallProblem(seed: number): ProposalProblem {
  const random = seeded(seed);
  const needs = places.flatMap((place) => skills.flatMap((skill) => groups.map((group) => aNeed(random, { place, skill, group })))); // prettier-ignore
  const offers = Array.from({ length: 5 }, (_, index) => anOffer(random, index));
  const share = () => 0.1 + 0.6 * random();
  const floors: Floor[] = [
    { name: 'in a', places: ['a'], groups: null, share: share() },
    { name: 'women', places: null, groups: ['women'], share: share() },
  ];
  return {
    ...{ places, needs, offers, floors: floors.slice(0, upTo(random, 2)), budget: 4000 + upTo(random, 5000) },
    reach: places.map((_, place) => places.flatMap((__, from) => (from === place || random() < 0.4 ? [from] : []))),
    existing: random() < 0.5 ? [{ kind: 'inPerson', place: 'b', skills, groups: [], seats: 5 }] : [],
    caps: [
      { of: 'provider', key: 'p0', most: 1 + upTo(random, 2) },
      { of: 'place', key: 'a', most: 2 },
    ],
  };
}

function aNeed(random: Random, cell: Pick<Need, 'place' | 'skill' | 'group'>): Need {
  const people = () => upTo(random, 6) * 0.7;
  const [inPerson, online, either, neither] = [people(), people() / 2, people(), people() / 4];
  const all = inPerson + online + either + neither;
  return { ...cell, inPerson, online, either, neither, low: all * 0.6, high: all * 1.5 };
}

function anOffer(random: Random, index: number): Offer {
  const kind = pick(random, ['inPerson', 'inPerson', 'blended', 'online'] as const);
  return {
    ...{ course: `c${index}`, provider: `p${index % 2}`, kind, place: kind === 'online' ? null : pick(random, places) },
    skills: random() < 0.4 ? skills : [pick(random, skills)],
    groups: random() < 0.25 ? ['women'] : [],
    ...{ seats: 4 + upTo(random, 8), cost: 1000 + 100 * upTo(random, 20), most: 1 + upTo(random, 1) },
  };
}
