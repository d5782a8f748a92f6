import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesOf, vocabularyOf } from '../../dashboard/lib/explore/frame.ts';
import { queriesOf } from '../../dashboard/lib/explore/queries.ts';
import {
  change,
  isFiltered,
  parseView,
  viewKeys,
  withoutFilters,
  writeView,
  type View,
} from '../../dashboard/lib/filter.ts';
import { frame } from './sample.ts';

const vocabulary = vocabularyOf(frame);
const read = (address: string) => parseView(new URLSearchParams(address), vocabulary);
const view: fc.Arbitrary<View> = fc.record(
  Object.fromEntries(
    viewKeys.map((key) => {
      const { values, fallback } = vocabulary[key];
      return [key, fc.constantFrom(fallback, ...values)];
    }),
  ) as Record<(typeof viewKeys)[number], fc.Arbitrary<string>>,
);

describe('the address holds the whole state', () => {
  it('and gives it back as it was', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(read(writeView(one))).toEqual({ view: one, unknown: [] });
      }),
    );
  });

  it('in one spelling, whatever stood there', () => {
    const messy = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...viewKeys), fc.string()), fc.string()));
    fc.assert(
      fc.property(messy, view, (pairs, one) => {
        const address = new URLSearchParams([...pairs, ...Object.entries(one)]).toString();
        const written = writeView(read(address).view);
        expect(writeView(read(written).view)).toBe(written);
        expect(read(written).unknown).toEqual([]);
      }),
    );
  });

  it('falls back from what it does not know, and names it', () => {
    const { view: found, unknown } = read('?skill=swimming&level=area&group=neet&sex=&utm_source=mail');
    expect(unknown).toEqual([{ key: 'skill', value: 'swimming' }]);
    expect(found).toMatchObject({ skill: 'english', level: 'area', group: 'neet', sex: '' });
  });

  it('leaves out what filters nothing', () => {
    expect(writeView(read('?skill=computer&area=&sex=f').view)).toBe('?skill=computer&level=area&sex=f');
  });

  it('clears all filters at once and keeps what is looked at', () => {
    const cleared = withoutFilters(read('?skill=computer&level=province&area=076&group=neet&sex=f').view);
    expect(writeView(cleared)).toBe('?skill=computer&level=province');
    expect(isFiltered(cleared)).toBe(false);
    expect(isFiltered(change(cleared, { sex: 'f' }))).toBe(true);
  });
});

describe('a view asks for its figures', () => {
  const queries = Object.fromEntries(
    queriesOf(read('?skill=computer&level=area&area=PZ2&group=neet&sex=f').view, namesOf(frame)),
  );

  it('maps the skill over all territories, among those the other filters leave', () => {
    expect(queries['map']).toEqual({
      ...{ variable: 'need', category: 'computer', by: 'territory:area' },
      where: 'territory:17;targetGroup:neet;sex:f',
    });
  });

  it('ranks every skill in the chosen territory and group', () => {
    expect(queries['ranking']).toEqual({ variable: 'need', where: 'territory:PZ2;targetGroup:neet;sex:f' });
  });

  it('is about the people of the territory where none is chosen, else about everybody who answered', () => {
    const { view } = read('?skill=computer&level=area');
    const asked = (home: string) => Object.fromEntries(queriesOf(view, { ...namesOf(frame), home }));
    const people = ['map', 'whole', 'ranking', 'heat'] as const;
    expect(people.map((name) => asked('17')[name]?.where)).toEqual(people.map(() => 'territory:17'));
    expect(people.map((name) => asked('')[name]?.where)).toEqual(people.map(() => ''));
  });

  it('divides the heat map by group, so that the group does not filter it', () => {
    expect(queries['heat']).toEqual({ variable: 'need', by: 'targetGroup', where: 'territory:PZ2;sex:f' });
  });

  it('takes the classes of colour from figures that no filter touches', () => {
    expect(queries['scaleAreas']).toEqual({ variable: 'need', category: 'computer', by: 'territory:area' });
    expect(queries['scaleGroups']).toEqual({
      variable: 'need',
      category: 'computer',
      by: 'targetGroup',
      where: 'territory:17',
    });
  });

  it('asks for the wider levels', () => {
    expect(queries['wider:province']).toMatchObject({
      by: 'territory:province',
      where: 'territory:17;targetGroup:neet;sex:f',
    });
  });
});
