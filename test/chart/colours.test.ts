import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classColour, paletteFrom } from '../../dashboard/lib/chart/palette.ts';

/** The tokens that a selector sets in the style sheet of the pages. */
function tokensOf(selector: string): ReadonlyMap<string, string> {
  const sheet = readFileSync('dashboard/lib/style/tokens.css', 'utf8');
  const block = sheet.slice(sheet.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return new Map([...block.matchAll(/--([\w-]+):\s*(#\w+)/g)].map(([, name = '', value = '']) => [name, value]));
}
const light = tokensOf(':root');
const dark = new Map([...light, ...tokensOf(":root[data-theme='dark']")]);
const themes = [
  ['light', light],
  ['dark', dark],
] as const;
const paletteIn = (tokens: ReadonlyMap<string, string>) => paletteFrom((name) => tokens.get(name) ?? '');

type Triple = readonly [number, number, number];
const dotted = (row: Triple, [a, b, c]: Triple) => row[0] * a + row[1] * b + row[2] * c;
const times = (matrix: readonly [Triple, Triple, Triple], colour: Triple): Triple => [
  dotted(matrix[0], colour),
  dotted(matrix[1], colour),
  dotted(matrix[2], colour),
];

/** Linear light of `#rrggbb` or `#rgb`. */
function lightOf(colour: string): Triple {
  const digits = colour.length === 4 ? [...colour.slice(1)].map((one) => one + one).join('') : colour.slice(1);
  const channel = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16) / 255;
  const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return [linear(channel(0)), linear(channel(2)), linear(channel(4))];
}

/** Machado, Oliveira and Fernandes 2009: no green cones at all. */
const deuteranopia = [
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881],
] as const;
/** From linear sRGB to XYZ, under D65. */
const toXyz = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
] as const;

/** CIE L*a*b*. */
function labOf(colour: Triple): Triple {
  const [x, y, z] = times(toXyz, colour);
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const [fx, fy, fz] = [f(x / 0.9505), f(y), f(z / 1.089)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}
const greyOf = (colour: string) => labOf(lightOf(colour))[0];
const seen = (colour: string) => labOf(times(deuteranopia, lightOf(colour)));
const apart = (one: string, other: string) => Math.hypot(...seen(one).map((value, at) => value - seen(other)[at]!));
const neighbours = <T>(all: readonly T[]): [T, T][] => all.slice(1).map((one, at) => [all[at]!, one]);

describe.each(themes)('the colours of data, %s', (theme, tokens) => {
  const palette = paletteIn(tokens);
  const classes = palette.sequential;

  it.each([0, 1, 2] as const)('keeps the order of the five classes in grey, unsure by %i', (certainty) => {
    const greys = classes.map((_, place) => greyOf(classColour(palette, place, certainty)));
    const least = [9, 6, 3][certainty]!;
    const rises = theme === 'dark';
    for (const [lower, higher] of neighbours(greys))
      expect(rises ? higher - lower : lower - higher).toBeGreaterThan(least);
  });

  it('tells neighbouring classes apart without green', () => {
    for (const [one, other] of neighbours(classes)) expect(apart(one, other)).toBeGreaterThan(10);
  });

  it('has no class that looks like the colour of selection', () => {
    for (const one of classes) expect(apart(one, palette.selection)).toBeGreaterThan(20);
  });

  it('tells eight categories apart without green', () => {
    const categories = [1, 2, 3, 4, 5, 6, 7, 8].map((place) => tokens.get(`category-${place}`) ?? '');
    const pairs = categories.flatMap((one, at) => categories.slice(at + 1).map((other) => [one, other] as const));
    for (const [one, other] of pairs) expect(apart(one, other)).toBeGreaterThan(8);
  });

  it('tells the sides of a difference apart without green, and from their middle in grey', () => {
    const [far, near, middle, nearOther, farOther] = [1, 2, 3, 4, 5].map((at) => tokens.get(`diverging-${at}`) ?? '');
    expect(apart(far!, farOther!)).toBeGreaterThan(20);
    expect(apart(near!, nearOther!)).toBeGreaterThan(20);
    for (const one of [far!, near!, nearOther!, farOther!])
      expect(Math.abs(greyOf(one) - greyOf(middle!))).toBeGreaterThan(5);
  });

  it('draws the less sure dots nearer to the ground', () => {
    const far = (colour: string) => Math.abs(greyOf(colour) - greyOf(palette.ground));
    const [sure, less, least] = [palette.primary, palette.muted, palette.edge].map(far);
    expect(sure!).toBeGreaterThan(less!);
    expect(less! - least!).toBeGreaterThan(15);
  });
});
