import { describe, expect, it } from 'vitest';
import { shippedProgramme } from '../../application.ts';
import type { CourseModule } from '../../survey/contract.ts';
import { readProgramme } from '../../survey/programme/programme.ts';

const programmes = ['40ready', 'basilicata', 'city-experts', 'mantova', 'moral'] as const;
const read = new Map(
  await Promise.all(programmes.map(async (id) => [id, await readProgramme(shippedProgramme(id))] as const)),
);

describe.each(programmes)('the catalogue of %s', (id) => {
  const { courses, editions, organisations, skills, targetGroups, programme } = read.get(id)!;
  const taught = new Set(courses.flatMap((course) => course.skills));

  it('has 60 to 200 courses, all of them marked as invented, of providers that are invented too', () => {
    expect(courses.length).toBeGreaterThanOrEqual(60);
    expect(courses.length).toBeLessThanOrEqual(200);
    expect(courses.filter(({ demo }) => !demo)).toEqual([]);
    const real = organisations.filter(({ demo }) => !demo).map(({ key }) => key);
    expect(courses.filter(({ provider }) => provider === null || real.includes(provider))).toEqual([]);
  });

  it('teaches most skills and not all of them with places, in several modes, levels and languages', () => {
    const key = new Map(courses.map((course) => [course.key, course]));
    const placed = new Set(editions.flatMap(({ course }) => key.get(course)!.skills));
    const all = skills.skills.map((skill) => skill.key);
    expect(taught.size).toBeGreaterThan(0.9 * all.length);
    expect(all.filter((skill) => !placed.has(skill)).length).toBeGreaterThan(0);
    expect(new Set(courses.map(({ mode }) => mode)).size).toBeGreaterThanOrEqual(3);
    expect(courses.filter(({ title_it: it, title_en: en }) => it === en)).toEqual([]);
    for (const course of courses) {
      expect([course.level_from, course.level_to].every((level) => level! >= 1 && level! <= 4)).toBe(true);
      expect((course.hours_classroom ?? 0) + (course.hours_online ?? 0)).toBeGreaterThan(0);
      expect(course.hours_online !== null).toBe(course.mode === 'online' || course.mode === 'mixed');
    }
    const groups = new Set(courses.flatMap((course) => course.target_groups));
    expect(groups.size).toBeGreaterThanOrEqual(Math.min(4, targetGroups.length));
  });

  it('makes paths of what is mixed, whose hours are those of the course', () => {
    const mixed = courses.filter(({ mode }) => mode === 'mixed');
    expect(mixed.length).toBeGreaterThanOrEqual(4);
    for (const { modules, hours_classroom: classroom, hours_online: online } of mixed) {
      const path = JSON.parse(modules!) as CourseModule[];
      const sum = (isOnline: boolean) =>
        path.filter(({ mode }) => (mode === 'online') === isOnline).reduce((all, { hours }) => all + hours, 0);
      expect([sum(false), sum(true)]).toEqual([classroom, online]);
    }
  });

  it('has editions in the year to come, not everywhere, and some of them full or not told', () => {
    for (const { starts_on: start, territory, course } of editions) {
      expect(start >= '2026-12-01' && start <= '2027-11-30').toBe(true);
      const isOnline = courses.find(({ key }) => key === course)!.mode === 'online';
      expect(territory === null).toBe(isOnline);
    }
    const places = new Set(editions.flatMap(({ territory }) => territory?.territoryCode ?? []));
    expect(places.size).toBeGreaterThanOrEqual(programme.territory.level === 'country' ? 5 : 6);
    expect(places.size).toBeLessThanOrEqual(30);
    expect(editions.some(({ taken }) => taken === null)).toBe(true);
    expect(editions.some(({ taken, seats }) => taken !== null && taken < seats)).toBe(true);
  });
});

it('leaves parts of Basilicata without a course nearby', () => {
  const { areas, editions } = read.get('basilicata')!;
  const places = new Set(editions.flatMap(({ territory }) => territory?.territoryCode ?? []));
  const empty = areas.filter(({ municipalities }) => municipalities.every((code) => !places.has(code)));
  expect(empty.length).toBeGreaterThan(0);
  expect(places.size).toBeLessThan(25);
});
