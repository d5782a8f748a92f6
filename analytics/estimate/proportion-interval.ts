/** Intervals of a share that stay between 0 and 1. */
import { betaQuantile } from './distribution.ts';
import { critical } from './estimate.ts';

export type IntervalMethod = 'logit' | 'beta' | 'mean' | 'asin' | 'xlogit' | 'likelihood';

/** A share and what its interval rests on. */
export interface Share {
  readonly p: number;
  readonly se: number;
  /** degrees of freedom of the interval, and those of the design */
  readonly df: number;
  readonly degrees: number;
  /** respondents of the domain, and those of them with a value */
  readonly respondents: number;
  readonly n: number;
  readonly confidence: number;
}

/** Both ends; NaN where the method has none, as all but `mean` at 0 and 1. */
export function shareInterval(method: IntervalMethod, share: Share): readonly [number, number] {
  const half = critical(share.df, share.confidence) * share.se;
  return intervals[method](share, half);
}

/** @param half  the critical value times the standard error of the share */
type Interval = (share: Share, half: number) => readonly [number, number];

const mean: Interval = ({ p }, half) => [p - half, p + half];

/** On the log odds, carried back (Lumley 2010, section 2.2). */
const logit: Interval = ({ p }, half) => {
  const [middle, reach] = [Math.log(p / (1 - p)), half / (p * (1 - p))];
  return [expit(middle - reach), expit(middle + reach)];
};

/** On asin √p, which evens out the variance. */
const asin: Interval = ({ p }, half) => {
  const [middle, reach] = [Math.asin(Math.sqrt(p)), half / (2 * Math.sqrt(p * (1 - p)))];
  return [Math.sin(middle - reach) ** 2, Math.sin(middle + reach) ** 2];
};

/** Clopper and Pearson's with the effective sample size (Korn and Graubard 1998, Survey Methodology 24, 193–201). */
const beta: Interval = ({ p, se, respondents, degrees, confidence }) => {
  const correction = critical(respondents - 1, confidence) / critical(degrees, confidence);
  const n = ((p * (1 - p)) / se ** 2) * correction ** 2;
  if (!(n > 0 && n < Number.POSITIVE_INFINITY)) return [Number.NaN, Number.NaN];
  const tail = (1 - confidence) / 2;
  return [betaQuantile(tail, n * p, n * (1 - p) + 1), betaQuantile(1 - tail, n * p + 1, n * (1 - p))];
};

/** Where the likelihood, scaled by the design effect, has fallen as far as the confidence allows (Rao and Scott 1984). */
const likelihood: Interval = ({ p, n }, half) => {
  const fall = ((half ** 2 / (2 * p * (1 - p))) * n) / (n - 1);
  const lost = (q: number) => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q)) - fall;
  if (!(p > 0 && p < 1 && half > 0)) return [Number.NaN, Number.NaN];
  return [crossing(lost, 0, p), crossing(lost, 1, p)];
};

const intervals: Readonly<Record<IntervalMethod, Interval>> = { logit, xlogit: logit, asin, beta, mean, likelihood };

const expit = (x: number) => 1 / (1 + Math.exp(-x));

/** Where a function turns from positive (towards `outer`) to negative (towards `inner`). */
function crossing(f: (x: number) => number, outer: number, inner: number): number {
  let [out, into] = [outer, inner];
  for (let step = 0; step < 200; step += 1) {
    const middle = (out + into) / 2;
    if (f(middle) > 0) out = middle;
    else into = middle;
  }
  return (out + into) / 2;
}
