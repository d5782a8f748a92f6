import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person, Role } from '../../access.ts';
import type { Sheet } from '../../survey/instrument/contract.ts';
import { completeInstrument, completeSheet, written } from '../support/complete-instrument.ts';
import { forgetLegalBasis } from '../support/old-survey.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';

let server: TestServer;
beforeAll(async () => {
  const now = () => new Date('2026-06-15T10:00:00Z');
  server = await testServer({}, { now, pages: (_, response) => void response.status(404).end() });
  const folder = await writeProgramme(smallProgramme(), 'small');
  await server.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
});
afterAll(() => server.close());

const person = (role: Role, programme: string | null = null): Person => ({
  ...{ id: 'p', email: 'p@example.org', name: 'P' },
  grants: [{ role, programme, territory: null, organisation: null }],
});
const [chief, planner, editor] = [person('administrator'), person('planner'), person('instrument_editor')];

describe('what a survey lacks', () => {
  it('is said before anybody tries to open it, and to each what they may do', async () => {
    const { life } = server.application;
    await forgetLegalBasis(server, 'small-persons');
    const { actions, obstacles } = await life.state(chief, 'small-persons');
    const faults = obstacles.filter(({ severity }) => severity === 'fault');
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual(['sheet.legalBasis legal_basis_missing']);
    expect(actions).toEqual(['pilot', 'close']);
    expect(await life.state(planner, 'small-persons')).toMatchObject({ actions: [], obstacles });
    await life.step(chief, 'small-persons', 'close');
    expect((await life.state(chief, 'small-persons')).actions).toEqual(['open']);
    await expect(life.step(chief, 'small-persons', 'open')).rejects.toMatchObject({ code: 'survey_incomplete' });
  });

  it('is told and stops nobody where it is a text of a version that came with its programme', async () => {
    const { life } = server.application;
    const { obstacles } = await life.state(chief, 'small-firms');
    expect(obstacles.filter(({ severity }) => severity === 'fault')).toEqual([]);
    expect(obstacles[0]).toMatchObject({ path: 'pages[0].elements[0]', code: 'title_missing' });
    expect(obstacles[0]?.question).not.toBeNull();
    expect((await life.step(chief, 'small-firms', 'pilot')).state).toBe('pilot');
  });
});

describe('drafts that cannot be published', () => {
  const keep = (instrument: string, title: unknown, sheet: Partial<Sheet>) =>
    server.application.instruments.keep(editor, 'small', instrument, {
      revision: 0,
      definition: written({ ...completeInstrument, title }),
      sheet: { ...completeSheet(`small-${instrument}`), ...sheet },
    });

  it('are told to their editors, with the number of faults that the check finds', async () => {
    const { instruments } = server.application;
    await keep('halfway', 'Solo italiano', { release: null });
    await keep('ready', completeInstrument.title, {});
    const { findings } = await instruments.check(editor, 'small', 'halfway');
    const faults = findings.filter(({ severity }) => severity === 'fault').length;
    expect(faults).toBe(2);
    const title = { it: 'Solo italiano', en: 'Solo italiano' };
    expect(await instruments.faulty(editor)).toEqual([{ programme: 'small', instrument: 'halfway', title, faults }]);
  });

  it('are told to nobody else', async () => {
    const { instruments } = server.application;
    expect(await instruments.faulty(person('instrument_editor', 'other'))).toEqual([]);
    await expect(instruments.faulty(chief)).rejects.toMatchObject({ code: 'not_found' });
    await expect(instruments.faulty(null)).rejects.toMatchObject({ code: 'sign_in_needed' });
  });
});
