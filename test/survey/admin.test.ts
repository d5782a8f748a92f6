import { describe, expect, it } from 'vitest';
import type { Grant, Person } from '../../access.ts';
import { openStaff } from '../access/staff.ts';

const staff = openStaff();
const admin = () => staff.server().application.survey.admin;
const person = (...grants: Grant[]): Person => ({ id: 'p', email: 'p@example.org', name: 'P', grants });
const right = (role: Grant['role'], programme: string | null, territory: string | null = null): Grant => ({
  ...{ role, programme, territory, organisation: null },
});

describe('what those who run programmes may see', () => {
  it('is nothing without signing in, and not there without a right', async () => {
    for (const ask of ['watched', 'programmes', 'scopes'] as const) {
      await expect(admin()[ask](null)).rejects.toMatchObject({ code: 'sign_in_needed' });
      await expect(admin()[ask](person(right('moderator', null)))).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('is the own programme only', async () => {
    const { surveys } = await admin().watched(person(right('planner', 'small')));
    expect(new Set(surveys.map(({ programme }) => programme))).toEqual(new Set(['small']));
    const programmes = await admin().programmes(person(right('administrator', 'other')));
    expect(programmes.map(({ id }) => id)).toEqual(['other']);
    expect(programmes[0]?.instruments.map(({ versions }) => versions[0]?.version)).toEqual([1, 1]);
    const all = await admin().programmes(person(right('administrator', null)));
    expect(all.map(({ id }) => id)).toEqual(['other', 'small']);
  });

  it('is how many answers there are, and none of what they say', async () => {
    const { day, surveys } = await admin().watched(person(right('analyst', 'small')));
    expect(day).toBe('2026-06-15');
    expect(surveys[0]).toMatchObject({ programme: 'small', days: [], responses: 0 });
    expect(JSON.stringify(surveys)).not.toContain('definition');
  });
});

describe('what a right may be limited to', () => {
  it('is every place and programme for who administers everything', async () => {
    const choices = await admin().scopes(person(right('administrator', null)));
    expect(choices.map(({ programme, whole }) => [programme, whole])).toEqual([
      ['other', true],
      ['small', true],
    ]);
    expect(choices[1]?.places.map(({ value }) => value)).toContain('province:077');
  });

  it('is what lies in the own territory for who administers one', async () => {
    const [choice, ...others] = await admin().scopes(person(right('administrator', 'small', 'municipality:077014')));
    expect(others).toEqual([]);
    expect(choice?.whole).toBe(false);
    expect(choice?.places.map(({ value }) => value)).toEqual(['municipality:077014']);
  });
});
