import { describe, expect, it } from 'vitest';
import type { GapRow } from '../../analytics/contract-gap.ts';
import { problemFromGap } from '../../analytics/plan/proposal/from-gap.ts';
import { propose } from '../../analytics/plan/proposal/propose.ts';
import type { Course } from '../../survey/programme/reference.ts';

const none = { inPerson: 0, online: 0, either: 0, neither: 0 };
const noSeats = { inPerson: 0, blended: 0, online: 0 };

/** The pencil's example: 16 of Matera need English, 7.2 in person only, 2.4 online only, 5.2 either, 1.2 neither. */
const matera: GapRow = {
  ...{
    skill: 'english',
    territory: '077',
    group: null,
    state: 'shown',
    n: 148,
    belowShare: null,
    spare: 0,
    covered: null,
  },
  wanted: { estimate: 40, low: 30.4, high: 51.3 },
  needed: { estimate: 16, low: 12.2, high: 20.5 },
  parts: { inPerson: 7.2, online: 2.4, either: 5.2, neither: 1.2 },
  ...{ seats: noSeats, taken: noSeats, left: none, gap: { estimate: 4, low: 1, high: 9 } },
};
const hidden: GapRow = {
  ...{ ...matera, territory: '076', state: 'not_published', n: null, wanted: null, needed: null, parts: null },
  ...{ taken: null, left: null, gap: null, spare: null },
};

function aCourse(key: string, fields: Partial<Course>): Course {
  return {
    ...{ key, title: { it: key, en: key }, provider: 'p1', skills: ['english'], level_from: 1, level_to: 2, eqf: null },
    ...{ mode: 'classroom', hours_classroom: 20, hours_online: 0, certification: null, cost_edition: 3000 },
    ...{ cost_learner: null, prerequisites: null, target_groups: [], demo: true, editions: [], ...fields },
  };
}

const ground = {
  ...{ places: ['076', '077'], reach: [[0], [1]], budget: 10_000, caps: [], floors: [], most: 2, seats: 15 },
  rows: [matera, hidden],
  lots: [{ skill: 'english', kind: 'blended', territory: '077', groups: [], seats: 2 } as const],
};

describe('a problem from the gap and the catalogue', () => {
  it('needs what is published, and offers each course where it can be held', () => {
    const courses = [aCourse('e1', {}), aCourse('w1', { mode: 'online', cost_edition: null, cost_learner: 40 })];
    const { problem, unpriced } = problemFromGap({ ...ground, courses });
    expect(problem.needs).toEqual([{ skill: 'english', place: '077', group: '', ...matera.parts, low: 12.2, high: 20.5 }]); // prettier-ignore
    expect(problem.offers.map(({ course, place, kind, cost, seats }) => [course, place, kind, cost, seats])).toEqual([
      ['e1', '076', 'inPerson', 3000, 15],
      ['e1', '077', 'inPerson', 3000, 15],
      ['w1', null, 'online', 600, 15],
    ]);
    expect(unpriced).toEqual([]);
  });

  it('tells which courses cannot be proposed, because nobody knows their cost', () => {
    const { problem, unpriced } = problemFromGap({ ...ground, courses: [aCourse('e1', { cost_edition: null })] });
    expect([problem.offers, unpriced]).toEqual([[], ['e1']]);
  });

  it('covers what the seat rule says', async () => {
    const { problem } = problemFromGap({ ...ground, courses: [aCourse('e1', {})] });
    const options = { timeLimit: 60, seed: 1, isCancelled: () => false, tell: () => undefined };
    const proposal = await propose(problem, options);
    // two blended seats are there; a class of 15 takes the 7.2 who can only come and the 3.2 left of either
    expect(proposal.before).toBeCloseTo(2, 9);
    expect(proposal.covered).toBeCloseTo(2 + 7.2 + 3.2, 9);
    expect([proposal.counts, proposal.needed]).toEqual([[0, 1], 16]);
  });
});
