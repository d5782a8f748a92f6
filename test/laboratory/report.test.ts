/** What the open-lab report makes of levels by name. */
import { describe, expect, it } from 'vitest';
import type { NamedReadiness, Readiness } from '../../analytics/contract.ts';
import { beforeAfter, dimensionsOf } from '../../dashboard/lib/laboratory/readiness.ts';

const both = (text: string) => ({ it: text, en: text });
const level = (number: number | null) => (number === null ? null : { level: number, label: both(`${number} · done`) });
const told = (organisation: string, now: number | null, wanted: number | null = null): NamedReadiness => ({
  ...{ organisation, name: organisation.toUpperCase(), state: 'told' },
  levels: [{ item: 'safety', now: level(now), wanted: level(wanted) }],
});
const wave = (name: string, ...organisations: NamedReadiness[]): Readiness['waves'][number] => ({
  ...{ survey: `s-${name}`, wave: name, title: both(name), synthetic: false, organisations },
});
const readiness = (...waves: Readiness['waves']): Readiness => ({
  programme: 'x',
  profile: {
    ...{ lowest: 0, highest: 4, by: '2027-06-30', about: both('about') },
    dimensions: [{ key: 'access', label: both('Access') }],
    items: [{ item: 'safety', dimension: 'access', label: both('Safety'), target: 4, reason: both('people') }],
  },
  waves,
});
const itemOf = (one: NamedReadiness) => dimensionsOf(readiness().profile, one, 'en')[0]!.items[0];

describe('levels of one organisation', () => {
  it('stand against the profile, item by item', () => {
    expect(itemOf(told('a', 1, 3))).toMatchObject({ level: 1, now: 'done', target: 4, own: 3, missing: 3 });
    expect(itemOf(told('a', 4))).toMatchObject({ missing: 0, own: null });
  });

  it('that it does not know yet are no zero', () => {
    expect(itemOf(told('a', null))).toMatchObject({ level: null, now: null, missing: null });
    expect(itemOf(told('a', 0))).toMatchObject({ level: 0, missing: 4 });
  });
});

describe('the case before and after', () => {
  it('is of who told its levels in both waves and signed for both', () => {
    const two = readiness(wave('2026', told('a', 1), told('b', 2)), wave('2027', told('b', 3), told('c', 4)));
    expect(beforeAfter(two, 'en')).toEqual({
      ...{ name: 'B', waves: ['2026', '2027'] },
      items: [{ item: 'safety', label: 'Safety', before: 2, after: 3 }],
    });
  });

  it('is none with one wave, or when nobody signed for both', () => {
    expect(beforeAfter(readiness(wave('2026', told('a', 1))), 'en')).toBeNull();
    expect(beforeAfter(readiness(wave('2026', told('a', 1)), wave('2027', told('b', 1))), 'en')).toBeNull();
    const several: NamedReadiness = { ...told('a', 1), state: 'several', levels: [] };
    expect(beforeAfter(readiness(wave('2026', several), wave('2027', told('a', 1))), 'en')).toBeNull();
  });
});
