/** How the calls about exact figures of `forbidden.ts` are made. */
import type { Coverage, EstimateEnvelope, MarkCounts } from '../../analytics/contract.ts';
import { done, type Probe } from './probe-ask.ts';

/** Answers of the survey when the probes run: three from Matera, two from Policoro. */
export const answered = { '077014': 3, '077021': 2 } as const;
const all = 5;

const estimates = '/api/surveys/small-persons/estimates';
const exact = { variable: 'sex', statistic: 'count', view: 'exact' };
const figures = (query: object = {}) => `${estimates}?${new URLSearchParams({ ...exact, ...query })}`;

function exactProbe(path: string, accept = 'application/json'): Probe {
  return {
    action: 'figures.exact',
    ask: async (client) => done(await client.call('GET', path, undefined, { accept }), 200),
  };
}

/** A narrowed answer is no answer about the whole. */
const whole: Probe = {
  action: 'figures.exact',
  ask: async (client) => {
    const response = await client.call('GET', figures());
    return (await done(response, 200)) && ((await response.json()) as EstimateEnvelope).n === all;
  },
};

const wholeCoverage: Probe = {
  action: 'figures.exact',
  ask: async (client) => {
    const response = await client.call('GET', '/api/surveys/small-persons/coverage?view=exact');
    return (await done(response, 200)) && ((await response.json()) as Coverage).responses === all;
  },
};

const wholeMarks: Probe = {
  action: 'figures.exact',
  ask: async (client) => {
    const response = await client.call('GET', '/api/surveys/small-persons/marks');
    return (await done(response, 200)) && ((await response.json()) as MarkCounts).responses === all;
  },
};

const batch: Probe = {
  action: 'figures.exact',
  ask: async (client) => {
    const queries = ['077014', '077021'].map((code) => ({ ...exact, where: `territory:${code}` }));
    return done(await client.call('POST', estimates, { queries }), 200);
  },
};

const policoro = figures({ where: 'territory:077021' });

export const exactProbes: Readonly<Record<string, Probe>> = {
  'exact figures of the whole programme': whole,
  'exact figures of Matera': exactProbe(figures({ where: 'territory:077014' })),
  'exact figures of Policoro': exactProbe(policoro),
  'exact figures of both in one batch': batch,
  'exact figures of Policoro as CSV': exactProbe(policoro, 'text/csv'),
  'exact figures of Policoro as Arrow': exactProbe(policoro, 'application/vnd.apache.arrow.stream'),
  'exact coverage of the whole programme': wholeCoverage,
  'marks of the whole programme': wholeMarks,
};
