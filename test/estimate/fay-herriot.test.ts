import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fayHerriot, type FayHerriotFit } from '../../analytics/estimate/fay-herriot.ts';
import type { VarianceMethod } from '../../analytics/estimate/fay-herriot-variance.ts';
import type { Problem } from '../../problem.ts';

interface Expected {
  method: VarianceMethod;
  areaVariance: number;
  coefficients: { estimate: number[]; se: number[] };
  areas: { estimate: number[]; mse: number[]; synthetic: number[]; gamma: number[] };
}

interface Fixture {
  columns: { x: number[]; z: number[]; psi: number[]; y: number[] };
  fits: Expected[];
  flat: { y: number[]; fit: Expected };
  unseen: { x: number[]; z: number[]; estimate: number[]; mse: number[] };
}

const folder = join(import.meta.dirname, '../reference');
const { columns, fits, flat, unseen } = JSON.parse(
  readFileSync(join(folder, 'fay-herriot.expected.json'), 'utf8'),
) as Fixture;
const { x, z, psi, y } = columns;

const deviations = (mine: readonly number[], theirs: readonly number[]) =>
  theirs.map((value, place) => Math.abs((mine[place] ?? Number.NaN) - value) / Math.max(Math.abs(value), 1e-3));

function largestDeviation(fit: FayHerriotFit, expected: Expected): number {
  const { areas, coefficients } = expected;
  return Math.max(
    ...deviations([fit.areaVariance], [expected.areaVariance]),
    ...deviations(
      fit.coefficients.map((one) => one.estimate),
      coefficients.estimate,
    ),
    ...deviations(
      fit.coefficients.map((one) => one.se),
      coefficients.se,
    ),
    ...(['estimate', 'mse', 'synthetic', 'gamma'] as const).flatMap((name) =>
      deviations(
        fit.areas.map((area) => area[name]),
        areas[name],
      ),
    ),
  );
}

describe('the area model', () => {
  it.each(fits.map((one) => [one.method, one] as const))('equals R by %s', (method, expected) => {
    const fit = fayHerriot({ estimates: y, variances: psi, auxiliaries: { x, z } }, { method });
    const deviation = largestDeviation(fit, expected);
    console.log(`fayHerriot ${method}: largest deviation from R ${deviation.toExponential(1)}`);
    expect(deviation).toBeLessThan(1e-6);
  });

  it('follows the auxiliaries alone where areas differ no more than their samples', () => {
    const fit = fayHerriot({ estimates: flat.y, variances: psi, auxiliaries: { x, z } });
    expect(fit.areaVariance).toBe(0);
    expect(largestDeviation(fit, flat.fit)).toBeLessThan(1e-6);
  });

  it('says what the model says of areas without a sample, and how unsure that is', () => {
    const none = unseen.x.map(() => null);
    const fit = fayHerriot({
      estimates: [...y, ...none],
      variances: [...psi, ...none],
      auxiliaries: { x: [...x, ...unseen.x], z: [...z, ...unseen.z] },
    });
    const areas = fit.areas.slice(-2);
    expect(
      Math.max(
        ...deviations(
          areas.map((one) => one.estimate),
          unseen.estimate,
        ),
      ),
    ).toBeLessThan(1e-6);
    expect(
      Math.max(
        ...deviations(
          areas.map((one) => one.mse),
          unseen.mse,
        ),
      ),
    ).toBeLessThan(1e-6);
    expect(areas.map((one) => [one.direct, one.gamma])).toEqual([
      [null, 0],
      [null, 0],
    ]);
  });

  it('lies between the direct estimate and the model, and gives no number that is none', () => {
    const area = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
      fc.integer({ min: 0, max: 9 }),
    );
    fc.assert(
      fc.property(
        fc.array(area, { minLength: 4, maxLength: 30 }),
        fc.constantFrom<VarianceMethod>('REML', 'ML', 'FH'),
        (areas, method) => {
          const auxiliaries: Record<string, number[]> =
            new Set(areas.map((one) => one[2])).size > 1 ? { size: areas.map((one) => one[2]) } : {};
          const fit = fayHerriot(
            { estimates: areas.map((one) => one[0]), variances: areas.map((one) => one[1]), auxiliaries },
            { method },
          );
          for (const { estimate, direct, synthetic, mse, gamma } of fit.areas) {
            expect([estimate, synthetic, mse, gamma].every(Number.isFinite)).toBe(true);
            expect(estimate).toBeGreaterThanOrEqual(Math.min(direct ?? 0, synthetic) - 1e-9);
            expect(estimate).toBeLessThanOrEqual(Math.max(direct ?? 0, synthetic) + 1e-9);
          }
        },
      ),
    );
  });

  it.each([
    ['value_not_allowed', { estimates: y, variances: psi.with(3, 0), auxiliaries: { x } }],
    ['value_not_allowed', { estimates: y, variances: psi, auxiliaries: { x: [null, ...x.slice(1)] } }],
    ['columns_differ', { estimates: y, variances: psi, auxiliaries: { x: x.slice(1) } }],
    ['collinear', { estimates: y, variances: psi, auxiliaries: { x, double: x.map((one) => 2 * one) } }],
    ['too_few_areas', { estimates: y.slice(0, 2), variances: psi.slice(0, 2), auxiliaries: { x: x.slice(0, 2) } }],
  ] as const)('refuses with %s', (code, given) => {
    expect(() => fayHerriot(given)).toThrow(expect.objectContaining({ code }) as Problem);
  });
});
