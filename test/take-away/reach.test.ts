import { describe, expect, it } from 'vitest';
import type { Grant, Person } from '../../access.ts';
import { reachOf } from '../../dashboard/lib/exact/allowed.ts';
import { frameWithin } from '../../dashboard/lib/exact/reach.ts';
import { vocabularyOf } from '../../dashboard/lib/explore/frame.ts';
import { parseView } from '../../dashboard/lib/filter.ts';
import { frame, territories } from '../chart/sample.ts';

const person = (...grants: Partial<Grant>[]): Person => ({
  ...{ id: '1', email: 'a@example.org', name: 'A' },
  grants: grants.map((grant) => ({ role: 'analyst', programme: null, territory: null, organisation: null, ...grant })),
});
const reach = (...grants: Partial<Grant>[]) => reachOf(person(...grants), 'basilicata', territories);

describe('who may see exact figures, and of whom', () => {
  it('is an analyst, of the programme, of the own territories', () => {
    expect(reachOf(null, 'basilicata', territories)).toBeNull();
    expect(reach({ role: 'planner' })).toBeNull();
    expect(reach({ programme: 'mantova' })).toBeNull();
    expect(reach({ organisation: 'firm' })).toBeNull();
    expect(reach({ territory: 'province:999' })).toBeNull();
    expect(reach({ territory: 'province:077' })).toEqual({ codes: ['077'] });
    expect(reach({ territory: 'province:077' }, {})).toEqual({ codes: null });
  });

  it('finds no other place, and no wider level, in an address', () => {
    const own = frameWithin(frame, { codes: ['077'] });
    expect(own.territories.map(({ code }) => code)).toEqual(['077', 'MT1', 'MT2']);
    const read = (search: string) => parseView(new URLSearchParams(search), vocabularyOf(own));
    expect(read('area=MT1').unknown).toEqual([]);
    expect(read('area=PZ1')).toMatchObject({ view: { area: '' }, unknown: [{ key: 'area', value: 'PZ1' }] });
    expect(frameWithin(frame, { codes: ['MT1'] }).levels).toEqual(['area']);
    expect([own.home, own.within.name.it]).toEqual(['077', 'Matera']);
  });
});
