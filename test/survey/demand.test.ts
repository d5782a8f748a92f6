import { describe, expect, it } from 'vitest';
import { generate } from '../../survey/generate/generate.ts';
import { checkProgramme } from '../../survey/programme/check.ts';
import { loadProgramme, readProgramme } from '../../survey/programme/programme.ts';
import { decodeRecord, type Answers } from '../../survey/record.ts';
import { temporaryDatabase } from '../support/database.ts';
import { openSmall, withProgramme, smallProgramme } from '../support/small-programme.ts';

const folder = 'data/programme/basilicata';

/** Places wanted by the words of the citizens' questionnaire, from the raw answers alone. */
function wanted(answers: Answers, numberOf: ReadonlyMap<unknown, number>): Record<string, readonly number[]> {
  const among = (question: string, ...codes: string[]) =>
    ([answers[question]].flat() as (string | undefined)[]).some((code) => code !== undefined && codes.includes(code));
  const known = !['refused', 'dont_know', undefined].includes(([answers['mode']].flat() as string[])[0]);
  const inPerson = !known || among('mode', 'classroom', 'blended');
  const online =
    among('mode', 'online', 'blended') &&
    among('devices', 'tablet', 'computer_own', 'computer_shared') &&
    among('connection', 'good', 'mobile');
  const ranked = ['first', 'second', 'third'].flatMap((question) => numberOf.get(answers[question]) ?? []);
  const skills = [...new Set(ranked)].sort((a, b) => a - b);
  const where = (holds: boolean) => (among('intention', 'yes', 'probably') && holds ? skills : []);
  return {
    demand: where(true),
    demand_in_person: where(inPerson && !online),
    demand_online: where(online && !inPerson),
    demand_either: where(online && inPerson),
  };
}

describe('places wanted', () => {
  it('are the ranked needs of who would attend, parted by the courses that can serve them', async () => {
    const { database, directory, remove } = await temporaryDatabase();
    try {
      await loadProgramme(database, await readProgramme(folder), '2026-01-01');
      const small = await openSmall(database, directory);
      await generate(small, { survey: 'basilicata-citizens-2026', responses: 800, seed: 'demand' });
      const { compiled } = small.registry.entry('basilicata-citizens-2026');
      const numbers = new Map(
        compiled.variables.get('need')!.categories.map((one) => [one.code as unknown, one.number]),
      );
      const raws = await database.rows<{ raw: string }>('SELECT raw FROM response ORDER BY seq');
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT demand, demand_in_person, demand_online, demand_either, demand_missing, need_missing
         FROM ${compiled.tables.answer} ORDER BY seq`,
      );
      expect(rows).toHaveLength(800);
      for (const [place, row] of rows.entries()) {
        const { demand_missing: missing, need_missing: needMissing, ...told } = row;
        expect(missing, `row ${place}`).toBe(needMissing);
        if (missing === null)
          expect(told, `row ${place}`).toEqual(wanted(decodeRecord(raws[place]!.raw).answers, numbers));
      }
      for (const part of ['demand_in_person', 'demand_online', 'demand_either']) {
        expect(rows.filter((row) => (row[part] as unknown[] | null)?.length).length, part).toBeGreaterThan(10);
      }
    } finally {
      await remove();
    }
  });

  it('are variables of the codebook, which no question can be', async () => {
    const programme = await readProgramme(folder);
    const own = programme.instruments.get('citizen')!;
    expect(checkProgramme(programme)).toEqual([]);
    const text = JSON.stringify(own).replaceAll('"variable":"intention"', '"variable":"demand"');
    const renamed = { ...programme, instruments: new Map([...programme.instruments, ['citizen', JSON.parse(text)]]) };
    expect(checkProgramme(renamed as typeof programme)).toContainEqual(
      expect.objectContaining({ code: 'name_derived', path: 'surveys[0].demand' }),
    );
  });

  it('are told of no survey whose settings do not say who wants one', async () => {
    await withProgramme(smallProgramme(), async ({ registry }) => {
      expect([...registry.entry('small-persons').compiled.variables.keys()]).not.toContain('demand');
    });
  });

  it('need an order of needs, and rules of variables that exist', async () => {
    const programme = await readProgramme(folder);
    const [first, ...others] = programme.programme.surveys;
    const settings = { ...first!, demand: { intends: { variable: 'wish', in: ['yes'] } } };
    const firms = others.map((one) =>
      one.unit === 'firm' ? { ...one, instrument: 'firm', demand: first!.demand } : one,
    );
    const changed = { ...programme, programme: { ...programme.programme, surveys: [settings, ...firms] } };
    const faults = checkProgramme(changed);
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual(
      expect.arrayContaining(['rule surveys[0].demand.intends', 'rule surveys[1].demand.intends']),
    );
  });
});
