/**
 * What a proposal for a whole region takes: 131 municipalities, 60 skills, 10 groups, 200 courses, each of which could be held
 * anywhere. Limit: 60 s, and better than greedy with a gap that is told.
 *
 * `npm run bench -- proposal [--seed N] [--limit SECONDS] [--places N] [--skills N] [--groups N] [--courses N] [--budget EURO]`
 */
import { parseArgs } from 'node:util';
import { startProposal } from '../../analytics/plan/proposal/thread.ts';
import { generatedProblem, region } from '../support/proposal.ts';
import { clocked } from './clock.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { seed: text, limit: text, places: text, skills: text, groups: text, courses: text, budget: text, needed: text }, // prettier-ignore
});
const numbers = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
const { seed = 1, limit = 60, ...size } = numbers;
const problem = generatedProblem(seed, { ...region, ...size });
console.log(`${problem.needs.length} cells of need, ${problem.offers.length} offers, budget € ${problem.budget}`);

let phase = '';
const { value: proposal, milliseconds } = await clocked(() =>
  startProposal(problem, {
    ...{ timeLimit: limit, seed },
    onProgress: (told) => {
      if (told.phase === phase) return;
      phase = told.phase;
      console.log(`${told.seconds.toFixed(1)} s ${phase}: covered ${told.covered.toFixed(1)}, bound ${told.bound?.toFixed(1) ?? '–'}`); // prettier-ignore
    },
  }),
);
const { covered, greedy, bound, gap, floors, counts, cost, reasons, ended } = proposal;
const editions = counts.reduce((sum, count) => sum + count, 0);
const told = reasons.filter(({ leftOut }) => leftOut !== null).length;
console.log(`${(milliseconds / 1000).toFixed(1)} s, ended: ${ended}; ${editions} editions for € ${cost}`);
console.log(`greedy ${greedy.toFixed(1)}, best ${covered.toFixed(1)}, bound ${bound.toFixed(1)}, gap ${(gap * 100).toFixed(2)} %`); // prettier-ignore
console.log(`floors kept ${floors.filter(({ kept }) => kept).length} of ${floors.length}; ${told} of ${reasons.length} lines name the best left out`); // prettier-ignore
process.exitCode = milliseconds <= limit * 1000 + 2000 && covered > greedy ? 0 : 1;
