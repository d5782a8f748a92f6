import { describe, expect, it } from 'vitest';
import { smallProgramme, withProgramme, type ProgrammeFiles, type SmallSurveys } from '../support/small-programme.ts';

const everything = {
  place: '077014',
  sex: 'f',
  work: 'unemployed',
  months: '12plus',
  health: 'yes',
  years: 7,
  habits: { internet: '1', books: '3' },
  licence: true,
  areas: ['languages', 'work'],
  need_languages: ['spanish', 'english'],
  need_work: ['none'],
  first: 'spanish',
  englishNow: '2',
  englishWanted: '4',
  firstNow: '1',
  firstWanted: 'dont_know',
  barriers: ['time'],
  remark: 'skipped',
};
const little = {
  place: 'refused',
  sex: 'refused',
  work: 'employed',
  areas: ['no_training'],
  englishNow: 'dont_know',
  englishWanted: '1',
};

const wide = ({ database }: SmallSurveys) =>
  database.rows('SELECT * EXCLUDE (day), day::VARCHAR AS day FROM answer_small_persons ORDER BY seq');

describe('the typed tables of a survey of persons', () => {
  it('hold the number of each category, and each tick once', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', everything);
      await small.projection.run();
      const [row] = await wide(small);
      expect(row).toMatchObject({ seq: 1, version: 1, day: '2026-06-15', language: 'it', mode: 'web', marks: 0 });
      expect(row).toMatchObject({ sex: 1, employment: 2, months_searching: 2, disability: 1, licence: 1 });
      expect(row).toMatchObject({ internet_use: 1, books_read: 3, years: 7, years_missing: null });
      expect(row).toMatchObject({ areas: [1, 2], areas_missing: null, need: [1, 2], need_missing: null, first: 2 });
      expect(row).toMatchObject({ english_now: 2, english_wanted: 4, first_now: 1, first_wanted: -4, barriers: [2] });
    });
  });

  it('tell not shown from skipped, refused and unknown', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', little, {
        ...everything,
        sex: 'refused',
        months: 'dont_know',
        health: 'refused',
        barriers: ['refused'],
      });
      await small.projection.run();
      const [few, refused] = await wide(small);
      expect(few).toMatchObject({ sex: -3, months_searching: -1, disability: -2, years: null, years_missing: -2 });
      expect(few).toMatchObject({
        internet_use: -2,
        licence: -2,
        first: -1,
        first_now: -1,
        barriers: null,
        barriers_missing: -2,
      });
      expect(refused).toMatchObject({
        sex: -3,
        months_searching: -4,
        disability: -3,
        barriers: null,
        barriers_missing: -3,
      });
    });
  });

  it('tell a row of a matrix left empty from one answered', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', { ...little, habits: { books: '2' } });
      await small.projection.run();
      expect(await wide(small)).toMatchObject([{ internet_use: -2, books_read: 2 }]);
    });
  });

  it('count who wants no training in the base of needs, with no tick', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      const languages = { ...little, areas: ['languages'] };
      await small.accept('small-persons', little, { ...languages, need_languages: ['none'] }, languages);
      await small.projection.run();
      expect(await wide(small)).toMatchObject([
        { need: [], need_missing: null },
        { need: [], need_missing: null },
        { need: null, need_missing: -2 },
      ]);
    });
  });

  it('place a respondent at every level, and nobody who stayed outside or refused', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', everything, { ...everything, place: 'outside' }, little);
      await small.projection.run();
      const places = await small.database.rows(
        `SELECT place.code AS municipality, province.code AS province, region, area, municipality AS number
         FROM answer_small_persons LEFT JOIN territory AS place ON place.id = municipality
         LEFT JOIN territory AS province ON province.id = province ORDER BY seq`,
      );
      expect(places).toMatchObject([
        { municipality: '077014', province: '077', area: 0 },
        { municipality: null, number: 0, area: 0 },
        { municipality: null, number: -3, area: -3, region: -3 },
      ]);
    });
  });

  it('derive every group a person is in, and the first by priority, health apart', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', everything, { ...everything, sex: 'm', months: undefined }, little);
      await small.projection.run();
      expect(await wide(small)).toMatchObject([
        { groups: 0b111, main_group: 1 },
        { groups: 0b010, main_group: 2 },
        { groups: 0, main_group: 4 },
      ]);
    });
  });

  it('give a row for each skill chosen, ranked or rated', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-persons', everything, { ...little, englishNow: '3' });
      await small.projection.run();
      expect(await small.database.rows('SELECT * FROM skill_small_persons ORDER BY seq, skill')).toEqual([
        { seq: 1, skill: 1, chosen: true, rank: null, now: 2, wanted: 4 },
        { seq: 1, skill: 2, chosen: true, rank: 1, now: 1, wanted: null },
        { seq: 2, skill: 1, chosen: false, rank: null, now: 3, wanted: 1 },
      ]);
    });
  });
});

/** Whoever chose English is asked the levels of the choice as well. */
function askedTwice(): ProgrammeFiles {
  const files = structuredClone(smallProgramme());
  const { pages } = files['instruments/person.json'] as { pages: { elements: Record<string, unknown>[] }[] };
  for (const one of pages.flatMap(({ elements }) => elements))
    if (one['name'] === 'firstNow' || one['name'] === 'firstWanted') one['visibleIf'] = '{first} notempty';
  return files;
}

describe('a skill whose levels are asked twice', () => {
  const english = { ...everything, first: 'english', firstNow: '1', firstWanted: '3' };

  it('has one row a respondent, with both levels of one pair of questions: the one that everybody met, if it tells both', async () => {
    await withProgramme(askedTwice(), async (small) => {
      const half = { englishWanted: 'dont_know' };
      await small.accept(
        'small-persons',
        english,
        { ...english, ...half },
        { ...english, ...half, firstNow: 'dont_know' },
      );
      await small.projection.run();
      const rows = await small.database.rows(
        'SELECT seq, now, wanted FROM skill_small_persons WHERE skill = 1 ORDER BY seq',
      );
      expect(rows).toEqual([
        { seq: 1, now: 2, wanted: 4 },
        { seq: 2, now: 1, wanted: 3 },
        { seq: 3, now: 2, wanted: null },
      ]);
    });
  });

  it('is told by the codebook, with the measures and the steps', async () => {
    await withProgramme(askedTwice(), ({ service }) => {
      expect(service.codebook('small-persons').levels).toMatchObject({
        measures: ['levelNow', 'levelWanted', 'levelGap'],
        scale: ['1', '2', '3', '4'].map((code) => ({ code })),
        skills: ['english', 'spanish', 'cv', 'interview'].map((code) => ({ code })),
      });
      expect(service.codebook('small-firms').levels).toBeNull();
      return Promise.resolve();
    });
  });
});

describe('the typed tables of a survey of firms', () => {
  it('give a row for each job profile, and the firm every need of its profiles', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      const profiles = [
        { family: 'craft', headcount: 12, skills: ['cv', 'english'] },
        { family: 'clerks', skills: ['none'] },
        { family: 'clerks', headcount: 1 },
      ];
      await small.accept('small-firms', { sector: 'C', place: '077021', profiles }, { sector: 'A', place: '077021' });
      await small.projection.run();
      expect(
        await small.database.rows('SELECT sector, need, need_missing FROM answer_small_firms ORDER BY seq'),
      ).toEqual([
        { sector: 2, need: [1, 3], need_missing: null },
        { sector: 1, need: null, need_missing: -1 },
      ]);
      expect(await small.database.rows('SELECT * FROM profile_small_firms ORDER BY seq, item')).toEqual([
        { seq: 1, item: 1, job_family: 1, headcount: 12, headcount_missing: null, need: [1, 3], need_missing: null },
        { seq: 1, item: 2, job_family: 2, headcount: null, headcount_missing: -2, need: [], need_missing: null },
        { seq: 1, item: 3, job_family: 2, headcount: 1, headcount_missing: null, need: null, need_missing: -2 },
      ]);
      expect(await small.database.rows('SELECT seq, skill, chosen FROM skill_small_firms ORDER BY skill')).toEqual([
        { seq: 1, skill: 1, chosen: true },
        { seq: 1, skill: 3, chosen: true },
      ]);
    });
  });
});
