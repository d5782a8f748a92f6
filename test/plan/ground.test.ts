/** Who has a seat with travel, held against the gap where nobody travels and where everybody reaches everything. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allPlaces, type Places } from '../../analytics/gap/allocate.ts';
import { seatTowns, type Town } from '../../analytics/gap/seating.ts';
import type { Wanted } from '../../analytics/gap/wanted.ts';
import { placeTree, reachOf } from '../../analytics/plan/place.ts';
import { seatedOf } from '../../analytics/plan/seated.ts';
import { cellsOf, type Told } from '../../analytics/plan/told.ts';
import type { CompiledTerritory } from '../../survey/registry/registry.ts';

const place = (level: CompiledTerritory['level'], code: string, x: number | null, area: string | null = null) => ({
  ...{ id: 1, level, code, name: { it: code, en: code }, province: null, area },
  point: x === null ? null : ([16 + x / 85, 40] as [number, number]),
});
/** A row of towns ten kilometres apart: two in one area, two in another, which is not published town by town. */
const territories = [
  ...[place('area', 'A', null), place('area', 'B', null)],
  ...[place('municipality', 'a1', 0, 'A'), place('municipality', 'a2', 10, 'A')],
  ...[place('municipality', 'b1', 20, 'B'), place('municipality', 'b2', 30, 'B')],
];
const tree = placeTree({ compiled: { territories } } as unknown as Parameters<typeof placeTree>[0], [
  'area',
  'municipality',
]);

const people = (inPerson: number, online = 0, either = 0): Places => ({ inPerson, online, either, neither: 0 });
const wanted = (places: Places, group: string | null = null): Wanted => ({
  ...{ skill: 'english', territory: null, group, state: 'shown', n: 100, places },
  ...{ low: allPlaces(places) / 2, high: allPlaces(places) * 2 },
});
const english = <T>(value: T) => new Map([['english', value]]);
const told: Told = {
  all: new Map([
    ['', english(wanted(people(50)))],
    ['municipality:a1', english(wanted(people(12)))],
    ['municipality:a2', english(wanted(people(8)))],
    ['area:A', english(wanted(people(20)))],
    ['area:B', english(wanted(people(26)))],
  ]),
  groups: new Map([
    ['area:A', english([wanted(people(15), 'young')])],
    ['', english([wanted(people(25), 'young'), wanted(people(25), 'women')])],
  ]),
};

describe('the people of a plan', () => {
  it('stand as narrowly as they are published, and are the published whole', () => {
    const cells = cellsOf(tree, told, 'english');
    const at = (key: string) =>
      cells
        .filter((one) => one.place === key)
        .map(({ group, wanted: { places } }) => [group, Math.round(places.inPerson * 1e6) / 1e6]);
    // in A three quarters are young; how many are women is told of the whole only, half: who is in both counts for a part in each
    expect(at('municipality:a1')).toEqual([
      ['young', 7.2],
      ['women', 4.8],
    ]);
    expect(cells[0]!.times.inPerson).toBeCloseTo(1.25, 9);
    expect(at('area:A')).toEqual([]);
    // nobody of B is told by town, and its groups are those of the whole
    expect(at('area:B')).toEqual([
      ['young', 13],
      ['women', 13],
    ]);
    expect(at('')).toEqual([
      ['young', 2],
      ['women', 2],
    ]);
    expect(cells.reduce((sum, { wanted: { places } }) => sum + allPlaces(places), 0)).toBeCloseTo(50, 9);
    expect(cells.reduce((sum, { wanted: { low } }) => sum + low!, 0)).toBeCloseTo(25, 9);
  });

  it('come from within the distance, and from the own town in any case; an unpublished one serves the rest around it', () => {
    const isTold = (key: string) => told.all.has(key);
    const from = (site: string, km: number) => {
      const numbers = reachOf(tree, km, isTold)[tree.places.findIndex(({ key }) => key === site)]!;
      return numbers.map((number) => tree.places[number]!.key).filter(isTold);
    };
    expect(from('municipality:a1', 0)).toEqual(['municipality:a1']);
    expect(from('municipality:a1', 11)).toEqual(['area:A', 'municipality:a1', 'municipality:a2']);
    expect(from('municipality:b2', 0)).toEqual(['area:B']);
    expect(from('municipality:b1', 11)).toEqual(['area:B', 'municipality:a2']);
  });
});

const town = fc.record({
  inPerson: fc.nat(20),
  online: fc.nat(20),
  either: fc.nat(20),
  seats: fc.nat(25),
  blended: fc.nat(12),
});

describe('seats within reach', () => {
  it('are the gap of each town where nobody travels, of the whole where everybody does, and lie between', () => {
    fc.assert(
      fc.property(fc.array(town, { minLength: 2, maxLength: 5 }), fc.nat(30), fc.nat(30), (towns, online, km) => {
        const places = towns.map((_, index) => `t${index}`);
        const needs = towns.map(({ inPerson, online: connect, either }, index) => ({
          ...{
            skill: 's',
            place: places[index]!,
            group: '',
            ...people(inPerson, connect, either),
            low: null,
            high: null,
          },
        }));
        const lot = (kind: 'inPerson' | 'blended' | 'online', at: string | null, seats: number) => ({ skills: ['s'], kind, place: at, groups: [], seats }); // prettier-ignore
        const lots = [
          ...towns.flatMap(({ seats, blended }, at) => [
            lot('inPerson', places[at]!, seats),
            lot('blended', places[at]!, blended),
          ]),
          lot('online', null, online),
        ].filter(({ seats }) => seats > 0);
        const covered = (accepted: number) => {
          const reach = places.map((_, from) =>
            places.flatMap((__, to) => (Math.abs(from - to) * 10 <= accepted ? [to] : [])),
          );
          return seatedOf({ places, reach }, needs, lots).reduce((sum, one) => sum + allPlaces(one), 0);
        };
        const gap = (some: readonly Town[]) =>
          seatTowns(some, { open: online, reserved: [] }).reduce((sum, { needed, seating }) => sum + allPlaces(needed) - allPlaces(seating.left), 0); // prettier-ignore
        const town = (needed: Places, seats: number, blended: number): Town => ({
          ...{ needed, members: new Map(), open: { inPerson: seats, blended, online: 0 }, reserved: [] },
        });
        const cells = towns.map(({ inPerson, online: connect, either, seats, blended }) =>
          town(people(inPerson, connect, either), seats, blended),
        );
        const add = (of: 'inPerson' | 'online' | 'either' | 'seats' | 'blended') =>
          towns.reduce((sum, one) => sum + one[of], 0);
        const one = [town(people(add('inPerson'), add('online'), add('either')), add('seats'), add('blended'))];
        const [least, most, own] = [gap(cells), gap(one), covered(km)];
        expect(covered(0)).toBeCloseTo(least, 6);
        expect(covered(100)).toBeCloseTo(most, 6);
        expect(own).toBeGreaterThanOrEqual(least - 1e-6);
        expect(own).toBeLessThanOrEqual(most + 1e-6);
      }),
    );
  });
});
