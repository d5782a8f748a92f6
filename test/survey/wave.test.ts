import { describe, expect, it } from 'vitest';
import type { Definition } from '../../survey/definition/definition.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import { wavesOf } from '../../survey/wave.ts';
import { smallProgramme, withProgramme, type ProgrammeFiles } from '../support/small-programme.ts';

/** The small programme, whose persons were asked a year before as well. */
function twoWaves(): ProgrammeFiles {
  const files = structuredClone(smallProgramme());
  const programme = files['programme.json'] as { surveys: object[] };
  const [persons] = programme.surveys;
  const dates = { opensOn: '2025-01-01', correctUntil: '2025-06-15', closesOn: '2025-06-30' };
  programme.surveys.push({ ...persons, ...dates, id: 'small-persons-2025', wave: '2025' });
  return files;
}

type Element = Record<string, unknown> & { readonly name: string };

/** A survey of another wave, whose instrument differs in one question. */
function otherWave(entry: SurveyEntry, name: string, change: (element: Element) => object | null): SurveyEntry {
  const pages = entry.definition.pages.map((page) => ({
    ...page,
    elements: (page.elements as unknown as Element[]).flatMap((one) => (one.name === name ? (change(one) ?? []) : one)),
  }));
  const definition = { ...entry.definition, pages } as unknown as Definition;
  return { ...entry, definition, compiled: { ...entry.compiled, id: 'later', wave: '2030' } };
}

describe('the waves of a survey', () => {
  it('are those of the same instrument, the earliest first, with what may be compared', () =>
    withProgramme(twoWaves(), ({ service }) => {
      const waves = service.waves('small-persons');
      expect(waves.map(({ survey, wave, version, state }) => [survey, wave, version, state])).toEqual([
        ['small-persons-2025', '2025', 1, 'closed'],
        ['small-persons', '2026', 1, 'open'],
      ]);
      const [before] = waves;
      expect(before!.variables.map(({ variable }) => variable)).toEqual(
        expect.arrayContaining(['territory', 'sex', 'need', 'englishNow', 'targetGroup', 'mainGroup']),
      );
      expect(before!.variables.every(({ same, reason }) => same && reason === null)).toBe(true);
      expect(service.waves('small-firms').map(({ survey }) => survey)).toEqual(['small-firms']);
      return Promise.resolve();
    }));

  it('are not known of a survey that is not there', () =>
    withProgramme(twoWaves(), ({ service }) => {
      expect(() => service.waves('nowhere')).toThrowError(expect.objectContaining({ code: 'not_found' }) as Error);
      return Promise.resolve();
    }));

  it('say of each variable what differs', () =>
    withProgramme(twoWaves(), ({ registry, service }) => {
      const entry = registry.entry('small-persons');
      const summary = () => service.survey('small-persons');
      const differing = (question: string, change: (element: Element) => object | null) =>
        wavesOf(entry, [entry, otherWave(entry, question, change)], summary)
          .at(-1)!
          .variables.flatMap(({ variable, same, reason }) => (same ? [] : `${variable} ${reason}`));
      const book = (one: Element) => one['codebook'] as object;
      // groups are told by work
      const groups = ['targetGroup groups', 'mainGroup groups'];
      const work = (change: (element: Element) => object | null) => differing('work', change);
      expect(work((one) => ({ ...one, title: 'Do you work?' }))).toEqual(['employment wording', ...groups]);
      const codes = ['employed', 'unemployed', 'inactive'];
      expect(work((one) => ({ ...one, choices: codes }))).toEqual(['employment labels', ...groups]);
      expect(work((one) => ({ ...one, choices: codes.slice(1) }))).toEqual(['employment categories', ...groups]);
      expect(work(() => null)).toEqual(['employment not_asked', ...groups]);
      expect(work((one) => ({ ...one, codebook: { ...book(one), type: 'scale' } }))).toEqual([
        'employment type',
        ...groups,
      ]);
      expect(differing('englishNow', (one) => ({ ...one, codebook: { ...book(one), scale: 'other' } }))).toEqual([
        'englishNow scale',
      ]);
      return Promise.resolve();
    }));
});
