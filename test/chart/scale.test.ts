import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classColour, inkOn } from '../../dashboard/lib/chart/palette.ts';
import {
  breaksOf,
  breaksOfMany,
  certaintyOf,
  classOf,
  positionOf,
  radiusOf,
  roundUp,
} from '../../dashboard/lib/chart/scale.ts';
import { proportion } from '../../analytics/estimate/proportion.ts';
import { palette } from './sample.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('classes of colour', () => {
  it('have four round, equally spaced bounds inside 0 and 1, and cover the rates', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 30 }), (rates) => {
        const bounds = breaksOf(rates).map((bound) => bound * 100);
        const step = (bounds[1] ?? 0) - (bounds[0] ?? 0);
        expect([1, 2, 5, 10, 20]).toContain(Math.round(step));
        bounds.forEach((bound, at) => {
          expect(bound).toBeCloseTo(Math.round(bound), 6);
          if (at > 0) expect(bound - (bounds[at - 1] ?? 0)).toBeCloseTo(step, 6);
        });
        expect(Math.max(...rates) * 100).toBeLessThanOrEqual((bounds[3] ?? 0) + step + 1e-6);
      }),
    );
  });

  it('are the same five for the rates of one view, however it is filtered afterwards', () => {
    expect(breaksOf([0.23, 0.52])).toEqual([0.3, 0.4, 0.5, 0.6]);
    expect(breaksOf([])).toEqual([0.2, 0.4, 0.6, 0.8]);
    expect(breaksOf([0.004, 0.03])).toEqual([0.01, 0.02, 0.03, 0.04]);
  });

  it('never give two colours to one written percentage', () => {
    fc.assert(
      fc.property(share, share, fc.array(share, { minLength: 2, maxLength: 9 }), (a, b, rates) => {
        fc.pre(Math.round(a * 100) === Math.round(b * 100));
        expect(classOf(a, breaksOf(rates))).toBe(classOf(b, breaksOf(rates)));
      }),
    );
    expect(classOf(0.2, [0.1, 0.2, 0.3, 0.4])).toBe(2);
    expect(classOf(0.196, [0.1, 0.2, 0.3, 0.4])).toBe(2);
    expect(classOf(0.194, [0.1, 0.2, 0.3, 0.4])).toBe(1);
  });

  it('double when a few rates are far above the others', () => {
    expect(breaksOfMany([0.22, 0.1, 0.06, 0.05, 0.05, 0.04, 0.02])).toEqual([0.02, 0.05, 0.1, 0.2]);
    expect(breaksOfMany([0.34, 0.31, 0.25, 0.2, 0.11])).toEqual(breaksOf([0.34, 0.11]));
  });

  it('put the marker of the legend where the class is', () => {
    expect(positionOf(0.25, [0.1, 0.2, 0.3, 0.4])).toBeCloseTo(2.5);
    expect(positionOf(0.9, [0.1, 0.2, 0.3, 0.4])).toBe(5);
    expect(positionOf(0.15, [0.02, 0.05, 0.1, 0.2])).toBeCloseTo(3.5);
    expect(positionOf(0, [0.02, 0.05, 0.1, 0.2])).toBe(0);
  });
});

/** A share of `n` with the range that the service gives it. */
function figure(n: number, estimate: number) {
  const { ciLow: low, ciHigh: high } = proportion(Math.round(estimate * n), n);
  return { estimate: Math.round(estimate * n) / n, low, high, n };
}

describe('certainty', () => {
  const certainty = (n: number, estimate: number) => certaintyOf(figure(n, estimate));

  it('has three steps by the width of the range', () => {
    expect([1000, 100, 35].map((n) => certainty(n, 0.5))).toEqual([0, 1, 2]);
  });

  it('goes by what the range is of a small share, unless the range is narrow', () => {
    expect([2000, 260, 100].map((n) => certainty(n, 0.05))).toEqual([0, 1, 2]);
    expect(certainty(2000, 0.005)).toBe(0);
  });

  it('is nothing that very few people have, however high the share', () => {
    expect(certainty(5, 0.8)).toBe(2);
    const shares = fc.tuple(fc.integer({ min: 5, max: 29 }), share);
    fc.assert(fc.property(shares, ([n, estimate]) => certainty(n, estimate) === 2));
  });

  it('goes by the same where nobody or everybody says yes', () => {
    expect([10, 50, 200].map((n) => certainty(n, 0))).toEqual([2, 2, 0]);
    expect([10, 30, 200].map((n) => certainty(n, 1))).toEqual([2, 0, 0]);
  });

  it('grows with the respondents', () => {
    const pair = fc.tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ max: 50, min: 2 }),
    );
    fc.assert(
      fc.property(pair, ([yes, no, times]) => {
        const [n, estimate] = [yes + no, yes / (yes + no)];
        expect(certainty(n * times, estimate)).toBeLessThanOrEqual(certainty(n, estimate));
      }),
    );
  });

  it('is full where nothing is inferred, as in a census', () => {
    expect(certaintyOf({ estimate: 0.8, low: null, high: null, n: 5 })).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'brings a colour nearer to the ground, and the figure on it stays readable (%s)',
    (theme) => {
      const colours = palette(theme);
      for (const place of [0, 1, 2, 3, 4]) {
        const shades = ([0, 1, 2] as const).map((certainty) => classColour(colours, place, certainty));
        expect(new Set(shades).size).toBe(3);
        for (const shade of shades) expect(contrast(inkOn(shade), shade)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );
});

describe('symbols', () => {
  it('are as large in area as their respondents are many', () => {
    const size = { most: 1000, radius: 30 };
    expect(radiusOf(1000, size)).toBe(30);
    expect(radiusOf(250, size)).toBe(15);
    expect(radiusOf(1, size)).toBe(3);
    expect([1, 3, 11, 480, 1110].map(roundUp)).toEqual([1, 5, 20, 500, 2000]);
  });
});

describe('colours', () => {
  it('are those of the page, light = low, and no colour of data is the colour of selection', () => {
    const css = readFileSync(new URL('../../dashboard/lib/style/tokens.css', import.meta.url), 'utf8');
    const { sequential, selection } = palette('light');
    expect(sequential).toEqual(['#e3f1ec', '#a9d8c9', '#62b3a8', '#2a7f88', '#0e4a5b']);
    expect(sequential).not.toContain(selection);
    expect(css.match(/--sequential-1: #0e4a5b/g)).toHaveLength(2);
  });
});

/** Contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(channel(1)) + 0.7152 * linear(channel(3)) + 0.0722 * linear(channel(5));
}
