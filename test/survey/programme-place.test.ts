import { describe, expect, it } from 'vitest';
import { placeProgramme } from '../support/place-programme.ts';
import { withProgramme, type SmallSurveys } from '../support/small-programme.ts';

const survey = 'small-persons';
const columns = ['country', 'region', 'province', 'area', 'municipality'] as const;

/** The codes that stand for the numbers of the typed rows; numbers without a place as they are. */
async function placed({ database, projection, registry }: SmallSurveys) {
  await projection.run();
  const { names } = registry.entry(survey).tables;
  const rows = await database.rows<Record<(typeof columns)[number], number>>(
    `SELECT ${columns.join(', ')} FROM ${names.answer} ORDER BY seq`,
  );
  const places = await database.rows<{ id: number; code: string }>('SELECT id, code FROM territory');
  const codeOf = new Map(places.map(({ id, code }) => [id, code]));
  return rows.map((row) => columns.map((column) => codeOf.get(row[column]) ?? row[column]));
}

describe('a programme of several countries', () => {
  const files = placeProgramme({
    territory: { level: 'country', codes: ['GR', 'IT'] },
    mapLevels: ['country'],
    places: ['IT', 'GR'],
    tables: [[], ['country'], ['country', 'ageClass']],
  });

  it('places its answers by country', async () => {
    await withProgramme(files, async (surveys) => {
      await surveys.accept(survey, { place: 'GR' }, { place: 'IT' }, { place: 'refused' }, {});
      expect(await placed(surveys)).toEqual([
        ['GR', 0, 0, 0, 0],
        ['IT', 0, 0, 0, 0],
        [-3, -3, -3, -3, -3],
        [-2, -2, -2, -2, -2],
      ]);
    });
  });

  it('tells its countries, how far they reach, and that there is no finer level', async () => {
    await withProgramme(files, async ({ service }) => {
      expect(service.territories(survey).map(({ level, code, name }) => [level, code, name.it])).toEqual([
        ['country', 'GR', 'Grecia'],
        ['country', 'IT', 'Italia'],
      ]);
      const territory = service.codebook(survey).variables.find(({ name }) => name === 'territory');
      expect(territory).toMatchObject({ levels: ['country'], categories: [] });
      expect(service.programmes()[0]?.territories).toEqual({
        ...{ level: 'country', codes: ['GR', 'IT'], mapLevels: ['country'] },
      });
      const [west, south, east, north] = service.bounds(survey)!;
      expect([west < 7, south < 36, east > 28, north > 47]).toEqual([true, true, true, true]);
    });
  });
});

describe('a programme that asks for provinces', () => {
  const files = placeProgramme({
    territory: { level: 'region', code: '17' },
    mapLevels: ['province'],
    places: ['076', '077'],
    tables: [[], ['region'], ['province']],
  });

  it('places its answers by province and what contains it', async () => {
    await withProgramme(files, async (surveys) => {
      await surveys.accept(survey, { place: '077' }, { place: '076' });
      expect(await placed(surveys)).toEqual([
        ['IT', '17', '077', 0, 0],
        ['IT', '17', '076', 0, 0],
      ]);
      expect(
        surveys.service
          .territories(survey)
          .map(({ code }) => code)
          .sort(),
      ).toEqual(['076', '077', '17']);
    });
  });
});
