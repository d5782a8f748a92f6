import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grant, Person } from '../../access.ts';
import { openApplication, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { widestIn } from '../../dashboard/lib/admin/rights.ts';
import { programmeWithBodies } from '../access/staff.ts';
import { passphrases } from '../support/server.ts';
import { smallProgramme, writeProgramme, type ProgrammeFiles } from '../support/small-programme.ts';

let directory: string;
let application: Application;
const admin = () => application.survey.admin;

/** The same small programme under another name. */
const other = () => JSON.parse(JSON.stringify(smallProgramme()).replaceAll('"small', '"other')) as ProgrammeFiles;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-admin-'));
  const now = () => new Date('2026-06-15T10:00:00Z');
  const config = readConfig({ DATA_DIR: directory, DEMO: '0' });
  application = await openApplication(config, { log: createLog('silent'), now, passphrases });
  for (const files of [programmeWithBodies(), other()]) {
    const folder = await writeProgramme(files, (files['programme.json'] as { id: string }).id);
    await application.loadProgramme(folder);
    await rm(dirname(folder), { recursive: true });
  }
});
afterAll(async () => {
  await application.close();
  await rm(directory, { recursive: true });
});

const person = (...grants: Grant[]): Person => ({ id: 'p', email: 'p@example.org', name: 'P', grants });
const right = (
  role: Grant['role'],
  programme: string | null,
  territory: string | null = null,
  organisation: string | null = null,
): Grant => ({ role, programme, territory, organisation });

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

  it('is the association and its members, in any place, for who administers for one', async () => {
    const choices = await admin().scopes(person(right('administrator', 'small', null, 'association')));
    expect(choices).toMatchObject([{ programme: 'small', whole: false, free: { place: true, organisation: false } }]);
    expect(choices[0]?.organisations.map(({ key }) => key).toSorted()).toEqual(['association', 'lyceum', 'mill']);
    expect(choices[0]?.places.map(({ value }) => value)).toContain('municipality:077021');
  });

  it('is both at once for who administers for an association in one place', async () => {
    const limits = ['municipality:077014', 'association'] as const;
    const [choice] = await admin().scopes(person(right('administrator', 'small', ...limits)));
    expect(choice).toMatchObject({ whole: false, free: { place: false, organisation: false } });
    expect(choice?.places.map(({ value }) => value)).toEqual(['municipality:077014']);
    expect(choice?.organisations).toHaveLength(3);
  });

  it('names no organisation to who administers a place', async () => {
    const [choice] = await admin().scopes(person(right('administrator', 'small', 'province:077')));
    expect(choice).toMatchObject({ free: { place: false, organisation: true }, organisations: [] });
  });

  it.each<[string | null, string | null, string | null]>([
    [null, null, null],
    ['small', null, null],
    ['small', 'municipality:077014', null],
    ['small', null, 'association'],
    ['small', null, 'lyceum'],
    ['small', 'municipality:077014', 'association'],
  ])('begins with what may be given: %s, %s, %s', async (...limits) => {
    const own = right('administrator', ...limits);
    const account = {
      email: `${limits.join('-')}@example.org`,
      name: 'Eva',
      grants: [own],
      passphrase: 'quattro parole prese a caso',
    };
    const actor = { ...person(own), id: (await application.access.add(account)).id };
    for (const [at, { programme }] of (await admin().scopes(actor)).entries()) {
      const scope = widestIn(programme, await admin().scopes(actor));
      const grants = [{ role: 'analyst' as const, ...scope }];
      const email = `${limits.join('-')}-${at}@example.org`;
      const { member } = await application.access.people.make(actor, { name: 'Ada', email, grants });
      expect(member.grants).toEqual(grants);
    }
  });
});
