import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../survey/programme/programme.ts';
import { programmeReference } from '../../survey/programme/reference.ts';
import { withDatabase } from '../support/database.ts';
import { both } from '../support/small-instrument.ts';
import type { ProgrammeFiles } from '../support/small-programme.ts';
import { read, topic, wholeProgramme, withFile } from '../support/whole-programme.ts';

describe('what a programme brings beside its surveys', () => {
  it('is stored, and read from the database', async () => {
    await withDatabase(async (database) => {
      await loadProgramme(database, await read(wholeProgramme()), '2026-01-01');
      const reference = programmeReference(database);
      expect(await reference.organisations('small')).toEqual([
        {
          ...{ key: 'crafts', kind: 'association', name: 'Artigiani', territory: 'province:077', membersOf: [] },
          ...{ website: 'https://example.invalid', demo: false },
        },
        {
          ...{ key: 'mill', kind: 'firm', name: 'Mulino, snc', territory: 'municipality:077014' },
          ...{ membersOf: ['crafts'], website: null, demo: true },
        },
      ]);
      expect(await reference.benchmarks('small')).toEqual([
        {
          ...{ variable: 'sex', category: 'f', territory: 'province:077', value: 0.51, n: null, year: 2025 },
          ...{ source: both('Census'), url: null },
        },
      ]);
      expect(await reference.margins('small')).toEqual([
        {
          territory: 'province:077',
          variable: 'total',
          category: 'total',
          count: 190_000,
          source: 'Census',
          year: 2025,
        },
      ]);
      expect(await reference.courses('small')).toMatchObject([
        {
          ...{
            key: 'english-1',
            title: { it: 'Inglese', en: 'English' },
            skills: ['english', 'cv'],
            provider: 'crafts',
          },
          ...{ hours_classroom: 20.5, eqf: null, mode: 'mixed', target_groups: ['long_term'], demo: true },
          editions: [
            { key: 'spring', starts_on: '2026-03-01', seats: 20, taken: 12, territory: 'municipality:077014' },
          ],
        },
      ]);
      expect(await reference.laboratories('small')).toMatchObject([
        {
          ...{ key: 'kitchen', organisation: 'mill', equipment: ['oven', 'table'], outsideHours: 6, occupiedHours: 2 },
          access: { it: 'Su prenotazione', en: 'By booking' },
        },
      ]);
      expect(await reference.organisations('other')).toEqual([]);
      expect(await reference.forms('small')).toBeNull();
    });
  });

  it('is replaced as a whole; a changed guide is a new version', async () => {
    await withDatabase(async (database) => {
      const reference = programmeReference(database);
      const load = async (files: ProgrammeFiles) => loadProgramme(database, await read(files), '2026-01-01');
      await load(wholeProgramme());
      await load(withFile('margins.csv', 'territory,variable,category,count,source,year'));
      expect(await reference.margins('small')).toEqual([]);
      expect((await reference.guide('small'))?.version).toBe(1);
      const pages = [{ name: 'page', elements: [topic('work', 'What changes?')] }];
      await load(withFile('guide.json', { title: both('Guide'), pages }));
      expect(await reference.guide('small')).toMatchObject({ version: 2, definition: { pages } });
    });
  });

  it('may come from an Italian spreadsheet: semicolons, decimal commas, a mark at the start, empty rows', async () => {
    const margins =
      '\uFEFFterritory;variable;category;count;source;year\r\nprovince:077;total;total;190000,5;Censimento;2025\r\n;;;;;\r\n';
    const { margins: rows } = await read(withFile('margins.csv', margins));
    expect(rows).toMatchObject([{ count: 190_000.5, source: 'Censimento', row: 2 }]);
  });
});
