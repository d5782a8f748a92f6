import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../access.ts';
import { placeProgramme } from '../support/place-programme.ts';
import { withProgramme, type SmallSurveys } from '../support/small-programme.ts';

const survey = 'small-persons';

/** A programme that asks people from 14 years on. */
const files = placeProgramme({
  territory: { level: 'province', code: '077' },
  mapLevels: ['municipality'],
  places: ['077014'],
  tables: [[]],
  survey: { minors: { from: 14, adultFrom: 16 } },
});

const person = (role: 'privacy_officer' | 'analyst', programme: string): Person => ({
  ...{ id: 'p', email: 'p@example.invalid', name: 'P' },
  grants: [{ role, programme, territory: null, organisation: null }],
});
const officer = person('privacy_officer', 'small');

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: unknown) => (error as { code?: string }).code,
  );

function send({ service }: SmallSurveys, age: string, id: string = randomUUID()) {
  const told = { id, version: 1, language: 'it', noticeVersion: '1', mode: 'web' };
  return service.submit(survey, { ...told, answers: { age } });
}

describe('people under the age of consent', () => {
  it('are sent away until the privacy officer decides, and nothing of them is kept', async () => {
    await withProgramme(files, async (surveys) => {
      expect(surveys.service.survey(survey).minors).toEqual({ from: 14, adultFrom: 16, route: 'excluded' });
      expect(await codeOf(send(surveys, 'under16'))).toBe('minor_not_admitted');
      expect(await codeOf(send(surveys, '16plus'))).toBe('taken');
      expect(await surveys.database.rows(`SELECT raw->>'age' AS age FROM response`)).toEqual([{ age: '16plus' }]);
    });
  });

  it('are taken by the route that was set, also after a restart', async () => {
    await withProgramme(files, async (surveys) => {
      await surveys.service.setMinorsRoute(officer, survey, 'school');
      expect(surveys.service.survey(survey).minors?.route).toBe('school');
      expect(await codeOf(send(surveys, 'under16'))).toBe('taken');
      await surveys.registry.reload();
      expect(surveys.service.survey(survey).minors?.route).toBe('school');
      await surveys.service.setMinorsRoute(officer, survey, 'excluded');
      expect(await codeOf(send(surveys, 'under16'))).toBe('minor_not_admitted');
    });
  });

  it('are noted in the audit with each decision, together with what was decided', async () => {
    await withProgramme(files, async ({ service, recorded, registry }) => {
      await service.setMinorsRoute(officer, survey, 'school');
      expect(recorded).toEqual([
        { who: 'p', action: 'survey.minors', programme: 'small', object: survey, detail: { route: 'school' } },
      ]);
      expect(registry.entry(survey).minorsDecidedOn).toBe('2026-06-15');
      await codeOf(service.setMinorsRoute(person('analyst', 'small'), survey, 'parents'));
      expect(recorded).toHaveLength(1);
    });
  });

  it('cannot correct an answer into being too young, nor come in bulk', async () => {
    await withProgramme(files, async (surveys) => {
      const { acceptance } = await send(surveys, '16plus');
      const correction = surveys.service.correct(acceptance.receipt, { answers: { age: 'under16' } });
      expect(await codeOf(correction)).toBe('minor_not_admitted');
      expect(await codeOf(surveys.accept(survey, { age: 'under16' }))).toBe('minor_not_admitted');
    });
  });

  it('are decided about by the privacy officer of the programme alone', async () => {
    await withProgramme(files, async ({ service }) => {
      const set = (who: Person | null, id = survey) => codeOf(service.setMinorsRoute(who, id, 'parents'));
      expect(await set(null)).toBe('sign_in_needed');
      expect(await set(person('analyst', 'small'))).toBe('not_found');
      expect(await set(person('privacy_officer', 'other'))).toBe('not_found');
      expect(await set(officer, 'none')).toBe('not_found');
      expect(service.survey(survey).minors?.route).toBe('excluded');
    });
  });

  it('are nobody’s question where a survey asks adults only', async () => {
    const adults = placeProgramme({
      ...{
        territory: { level: 'province', code: '077' },
        mapLevels: ['municipality'],
        places: ['077014'],
        tables: [[]],
      },
    });
    await withProgramme(adults, async (surveys) => {
      expect(surveys.service.survey(survey).minors).toBeNull();
      expect(await codeOf(send(surveys, 'under16'))).toBe('taken');
      expect(await codeOf(surveys.service.setMinorsRoute(officer, survey, 'school'))).toBe('not_found');
    });
  });
});
