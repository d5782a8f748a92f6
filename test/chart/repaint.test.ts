import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameOf, update, type Drawing } from '../../dashboard/lib/chart/draw.ts';
import { heatDrawing, mapDrawing } from '../../dashboard/lib/explore/drawings.ts';
import { placesOf } from '../../dashboard/lib/explore/places.ts';
import { breaksOfHeat, heatOf, skillsOf } from '../../dashboard/lib/explore/skills.ts';
import {
  drawn,
  frame,
  groups,
  palette,
  placeFigures,
  provinces,
  scene,
  skillFigures,
  skills,
  type Cell,
} from './sample.ts';

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 5, max: 5000 })),
  fc.constantFrom('not_published' as const, 'not_asked' as const),
);
const table = (keys: readonly string[]) =>
  fc
    .tuple(...keys.map(() => cell))
    .map((cells) => Object.fromEntries(keys.map((key, at) => [key, cells[at] ?? 'not_asked'])));
const maybe = (codes: readonly string[]) => fc.constantFrom('', ...codes);
const breaks = [0.1, 0.2, 0.3, 0.4] as const;

async function mapOf(level: string, area: string, cells: Record<string, Cell>): Promise<Drawing> {
  const view = await scene(`?level=${level}&area=${area}`, placeFigures(cells));
  return mapDrawing(view, placesOf(view), provinces, breaks)(500, palette('light'));
}

/** Among many places only a few have their name on the map, and others of them at each filter. */
function withNames(drawing: Drawing, named: readonly string[]): Drawing {
  if (drawing.kind !== 'map') throw new Error('no map');
  const places = drawing.input.places.map((place) => ({
    ...place,
    label: named.includes(place.key) ? place.name : null,
  }));
  return { ...drawing, input: { ...drawing.input, places } };
}

async function heatOfCells(skill: string, group: string, cells: Record<string, Cell>): Promise<Drawing> {
  const heat = Object.fromEntries(
    skills.map(({ code }) => [code, groups.map((one) => cells[`${code} ${one.code}`] ?? 'not_asked')]),
  );
  const view = await scene(`?skill=${skill}&group=${group}`, skillFigures({}, heat));
  return heatDrawing(view, heatOf(view, skillsOf(view)), breaksOfHeat(view))(700, palette('light'));
}

/** Draws one view, filters to the other in place, and compares with the other one drawn afresh. */
function expectSame(before: Drawing, after: Drawing) {
  expect(frameOf(after)).toBe(frameOf(before));
  const chart = drawn(before);
  update(chart, after);
  expect(chart.outerHTML).toBe(drawn(after).outerHTML);
}

const codesOf = (level: string) => frame.territories.filter((one) => one.level === level).map((one) => one.code);

describe('a filter painted in place equals a fresh drawing', () => {
  it.each(['area', 'province'])('on the map of %s', async (level) => {
    const codes = codesOf(level);
    const views = fc.tuple(table(codes), maybe(codes), table(codes), maybe(codes));
    await fc.assert(
      fc.asyncProperty(views, async ([first, chosen, second, later]) => {
        expectSame(await mapOf(level, chosen, first), await mapOf(level, later, second));
      }),
      { numRuns: 25 },
    );
  });

  it.each(['area', 'province'])('on the map of %s, where other places are named', async (level) => {
    const codes = codesOf(level);
    const named = fc.subarray(codes);
    await fc.assert(
      fc.asyncProperty(table(codes), named, table(codes), named, async (first, before, second, after) => {
        expectSame(withNames(await mapOf(level, '', first), before), withNames(await mapOf(level, '', second), after));
      }),
      { numRuns: 15 },
    );
  });

  it('on the heat map', async () => {
    const keys = skills.flatMap((skill) => groups.map((group) => `${skill.code} ${group.code}`));
    const choice = fc.tuple(fc.constantFrom(...skills.map((one) => one.code)), maybe(groups.map((one) => one.code)));
    await fc.assert(
      fc.asyncProperty(table(keys), choice, table(keys), choice, async (first, chosen, second, later) => {
        expectSame(await heatOfCells(...chosen, first), await heatOfCells(...later, second));
      }),
      { numRuns: 25 },
    );
  });

  it('is not tried when something else than a filter changed', async () => {
    const cells = { PZ1: [0.3, 100] as const };
    const one = await mapOf('area', '', cells);
    expect(frameOf(await mapOf('province', '', cells))).not.toBe(frameOf(one));
    if (one.kind !== 'map') throw new Error('no map');
    expect(frameOf({ kind: 'map', input: { ...one.input, width: 360 } })).not.toBe(frameOf(one));
    expect(frameOf({ kind: 'map', input: { ...one.input, palette: palette('dark') } })).not.toBe(frameOf(one));
  });
});
