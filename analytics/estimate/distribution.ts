/** Distributions that intervals and tests need: the only file that knows the library of special functions. */
import cephes from 'cephes';

// the functions are compiled once, when the module is first imported
await cephes.compiled;

/** The p quantile of the standard normal distribution, 0 < p < 1. */
export const normalQuantile = (p: number): number => cephes.ndtri(p);

/** P(Z ≤ x) of the standard normal distribution. */
export const normalCdf = (x: number): number => orLimit(() => cephes.ndtr(x));

/**
 * From here on the library loses digits, and Student's t is the normal distribution with two small terms (Abramowitz and
 * Stegun 1964, 26.7.5 and 26.7.8).
 */
const nearlyNormal = 5e4;

/** So many quantiles of t are kept: a table by municipality asks for the same three times a row, at each turn. */
const mostKept = 4096;
const kept = new Map<string, number>();

/** The p quantile of Student's t with `df` degrees of freedom (> 0, need not be whole); the normal's at infinity. */
export function tQuantile(p: number, df: number): number {
  const key = `${p} ${df}`;
  const found = kept.get(key);
  if (found !== undefined) return found;
  if (kept.size >= mostKept) kept.clear();
  const quantile = computedT(p, df);
  kept.set(key, quantile);
  return quantile;
}

function computedT(p: number, df: number): number {
  if (df > nearlyNormal) return fromNormal(normalQuantile(p), df);
  if (p === 0.5) return 0;
  const tail = 2 * Math.min(p, 1 - p);
  const x = betaQuantile(tail, df / 2, 0.5);
  return Math.sign(p - 0.5) * Math.sqrt((df * (1 - x)) / x);
}

/** P(|T| ≥ |t|) of Student's t: the two-sided p-value. */
export function tTwoSided(t: number, df: number): number {
  if (df > nearlyNormal) return 2 * normalCdf(-Math.abs(toNormal(t, df)));
  return betaCdf(df / (df + t * t), df / 2, 0.5);
}

const fromNormal = (z: number, df: number) =>
  z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2);

const toNormal = (t: number, df: number) => (t * (1 - 1 / (4 * df))) / Math.sqrt(1 + t ** 2 / (2 * df));

/** P(T ≤ t) of Student's t. */
export const tCdf = (t: number, df: number): number => (t > 0 ? 1 - tTwoSided(t, df) / 2 : tTwoSided(t, df) / 2);

/** P(F > f) of the F distribution with `ndf` and `ddf` degrees of freedom, which need not be whole. */
export function fUpperTail(f: number, ndf: number, ddf: number): number {
  if (f <= 0) return 1;
  if (ddf === Number.POSITIVE_INFINITY) return chiSquareUpperTail(f * ndf, ndf);
  if (ddf > 3e5) return nearChiSquare(f * ndf, ndf, ddf);
  return betaCdf(ddf / (ddf + ndf * f), ddf / 2, ndf / 2);
}

/** The chi-square tail with the first term of its expansion in 1 / ddf: what is left out goes with 1 / ddf². */
function nearChiSquare(x: number, ndf: number, ddf: number): number {
  const tail = chiSquareUpperTail(x, ndf);
  const slope = (ndf / 2) * (chiSquareUpperTail(x, ndf + 2) - tail);
  return tail + (slope * (x - ndf + 2)) / (2 * ddf);
}

/** P(X > x) of the chi-square distribution. */
export const chiSquareUpperTail = (x: number, df: number): number =>
  x <= 0 ? 1 : orLimit(() => cephes.igamc(df / 2, x / 2));

/** The p quantile of the beta distribution with shapes `a` and `b` (> 0). */
export const betaQuantile = (p: number, a: number, b: number): number => orLimit(() => cephes.incbi(a, b, p));

const betaCdf = (x: number, a: number, b: number): number => orLimit(() => cephes.incbet(a, b, x));

/** The library throws where a result is too small for a double, which is 0, and where there is none. */
function orLimit(compute: () => number): number {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('cephes reports')) throw error;
    return error.message.includes('underflow') ? 0 : Number.NaN;
  }
}
