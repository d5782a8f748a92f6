/** Estimates from the counts of one cell: `y` respondents with the category, of `n` in the base. */

/** A figure and how sure it is; `se`, `ciLow`, `ciHigh` in the unit of the estimate, `cv` = se / estimate. */
export interface Figure {
  readonly n: number;
  readonly nEff: number | null;
  readonly estimate: number | null;
  readonly se: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly cv: number | null;
  readonly deff: number | null;
}

/** The 0.975 quantile of the normal distribution. */
export const z = 1.959963984540054;

/**
 * The share y / n.
 *
 * Standard error √(p(1 − p) / (n − 1)): simple random sampling with replacement and equal weights, what `svymean` of
 * R's survey package gives (Lumley 2010, Complex Surveys, ch. 2). Interval: score interval at 95 % (Wilson 1927,
 * JASA 22, 209–212), which stays inside 0..1 and has a width at p = 0 and p = 1.
 * With a design effect, nEff = n / deff stands for n in both (Korn and Graubard 1998, Survey Methodology 24, 193–201; of the
 * score interval Franco, Little, Louis and Slud 2019, Journal of Survey Statistics and Methodology 7, 334–364).
 * Without an inference (a census) there is no error and no interval. nEff = n and deff null without weights.
 * An empty base has no share.
 */
export function proportion(y: number, n: number, inference = true, deff: number | null = null): Figure {
  if (n === 0) return { ...bare(0), nEff: 0 };
  const p = y / n;
  if (!inference) return { ...bare(n), estimate: p };
  const nEff = n / (deff ?? 1);
  const se = nEff > 1 ? Math.sqrt((p * (1 - p)) / (nEff - 1)) : null;
  const [ciLow, ciHigh] = wilson(p, nEff);
  return { n, nEff, estimate: p, se, ciLow, ciHigh, cv: se === null || p === 0 ? null : se / p, deff };
}

/** The number of respondents with the category: counted, not estimated, so without error. */
export function count(y: number, n: number): Figure {
  return { ...bare(n), estimate: y };
}

/**
 * The score interval of the share p of n respondents, who need not be a whole number.
 * @param width  in standard errors: the quantile of the normal distribution, of 95 % unless told
 */
export function wilson(p: number, n: number, width = z): [number, number] {
  const shrink = 1 + width ** 2 / n;
  const centre = p + width ** 2 / (2 * n);
  const half = width * Math.sqrt((p * (1 - p)) / n + width ** 2 / (4 * n ** 2));
  // at p = 0 and p = 1 one end is the share itself; rounding would put it a hair away
  return [p === 0 ? 0 : (centre - half) / shrink, p === 1 ? 1 : (centre + half) / shrink];
}

/** So many respondents, of whom nothing is told yet. */
export function bare(n: number): Figure {
  return { n, nEff: null, estimate: null, se: null, ciLow: null, ciHigh: null, cv: null, deff: null };
}
