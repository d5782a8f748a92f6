import { describe, expect, it } from 'vitest';
import { offersFrom } from '../../analytics/plan/proposal/offer.ts';
import { propose } from '../../analytics/plan/proposal/propose.ts';
import { seatedOf } from '../../analytics/plan/seated.ts';
import type { Course, Edition } from '../../survey/programme/reference.ts';

/** The pencil's example: 16 of Matera need English, 7.2 in person only, 2.4 online only, 5.2 either, 1.2 neither. */
const parts = { inPerson: 7.2, online: 2.4, either: 5.2, neither: 1.2 };
const needs = [{ skill: 'english', place: 'province:077', group: '', ...parts, low: 12.2, high: 20.5 }];
const places = ['', 'province:076', 'province:077'];
const reach = [[0], [1], [2]];
const existing = [{ skills: ['english'], kind: 'blended', place: 'province:077', groups: [], seats: 2 } as const];

function aCourse(key: string, fields: Partial<Course>): Course {
  return {
    ...{ key, title: { it: key, en: key }, provider: 'p1', skills: ['english'], level_from: 1, level_to: 2, eqf: null },
    ...{ mode: 'classroom', hours_classroom: 20, hours_online: 0, certification: null, cost_edition: 3000 },
    ...{ cost_learner: null, prerequisites: null, target_groups: [], demo: true, editions: [], ...fields },
  };
}

const ground = {
  ...{ sites: places.slice(1), skills: new Set(['english']), groups: new Set(['', 'young']), most: 2 },
};

describe('the editions that could be held', () => {
  it('are each course in each place, one online in none', () => {
    const courses = [
      aCourse('e1', { target_groups: ['young', 'foreign'] }),
      aCourse('w1', { mode: 'online', cost_edition: null, cost_learner: 40 }),
      aCourse('other', { skills: ['baking'] }),
    ];
    const { offers, unpriced } = offersFrom({ ...ground, courses });
    expect(
      offers.map(({ course, place, kind, cost, seats, groups }) => [course, place, kind, cost, seats, groups]),
    ).toEqual([
      ['e1', 'province:076', 'inPerson', 3000, 15, ['young']],
      ['e1', 'province:077', 'inPerson', 3000, 15, ['young']],
      ['w1', null, 'online', 600, 15, []],
    ]);
    expect(unpriced).toEqual([]);
  });

  it('have as many seats as the course had on average, and none is made up for a course without a price', () => {
    const edition = (seats: number): Edition => ({
      ...{
        course: 'e1',
        key: `k${seats}`,
        territory: null,
        starts_on: '2026-01-01',
        ends_on: '2026-02-01',
        seats,
        taken: null,
      },
    });
    const courses = [aCourse('e1', { editions: [edition(9), edition(12)] }), aCourse('e2', { cost_edition: null })];
    const { offers, unpriced } = offersFrom({ ...ground, courses });
    expect(offers.map(({ seats }) => seats)).toEqual([11, 11]);
    expect(unpriced).toEqual(['e2']);
  });

  it('cover what the seat rule says, and what the plan would then show', async () => {
    const { offers } = offersFrom({ ...ground, courses: [aCourse('e1', {})] });
    const problem = { places, reach, needs, offers, existing, budget: 10_000, caps: [], floors: [] };
    const options = { timeLimit: 60, seed: 1, isCancelled: () => false, tell: () => undefined };
    const proposal = await propose(problem, options);
    // two blended seats are there; a class of 15 takes the 7.2 who can only come and the 3.2 left of either
    expect(proposal.before).toBeCloseTo(2, 9);
    expect(proposal.covered).toBeCloseTo(2 + 7.2 + 3.2, 9);
    expect([proposal.counts, proposal.needed]).toEqual([[0, 1], 16]);
    const [seated] = seatedOf({ places, reach }, needs, [...existing, offers[1]!]);
    expect(seated!.inPerson + seated!.online + seated!.either).toBeCloseTo(proposal.covered, 9);
  });
});
