import { describe, expect, it } from 'vitest';
import type { Problem } from '../../problem.ts';
import { loadProgramme } from '../../survey/programme/programme.ts';
import type { ProgrammeFiles } from '../support/small-programme.ts';
import { read, withFile } from '../support/whole-programme.ts';
import { analyst, header, largeFile, openCatalogue, planner } from './stage.ts';

const onStage = openCatalogue();

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error as Problem).code,
  );
const small = ['small', 'en'] as const;

describe('a file of a catalogue', () => {
  it('with two wrong rows among five thousand lists both, with line, column, value and reason; nothing is stored', async () => {
    await onStage(async ({ check, catalogue, stored, entries }) => {
      const lines = largeFile(5_000);
      lines[101] = lines[101]!.replace('english', 'inglish');
      lines[4_001] = lines[4_001]!.replace('30/06/2027', '31/06/2027');
      const before = await stored();
      const draft = await check(lines.join('\r\n'));
      expect(draft).toMatchObject({ state: 'ready', wrongRows: 2, counts: null, done: 5_000, of: 5_000 });
      expect(draft.faults).toMatchObject([
        { line: 102, column: 'competenze', value: 'inglish|cv' },
        { line: 4_002, column: 'fine', value: '31/06/2027', reason: { it: 'Serve una data, come 31/12/2026.' } },
      ]);
      expect(draft.faults[0]!.reason.it).toContain('«inglish» non è nel programma (cv, english');
      expect(draft.faults[0]!.reason.en).toContain('"inglish" is not in the programme (cv, english');
      expect(await codeOf(catalogue.apply(planner, ...small))).toBe('invalid_rows');
      expect(await stored()).toBe(before);
      expect(entries).toEqual([]);
    });
  });

  it('is stored when it is confirmed, as Italian spreadsheets write numbers and days; the same again changes nothing', async () => {
    await onStage(async ({ check, catalogue, stored, entries, bring }) => {
      const file = largeFile(3).join('\n');
      const before = await stored();
      const draft = await check(file);
      expect(draft.columns.map(({ field }) => field)).toEqual([
        ...['course', 'title_it', 'skills', 'mode', 'hours_classroom', 'hours_online', 'cost_edition'],
        ...['edition', 'territory', 'starts_on', 'ends_on', 'seats', 'taken'],
      ]);
      expect(draft.counts).toMatchObject({ courses: { added: 3, removed: 0 }, editions: { added: 3 } });
      expect(await stored()).toBe(before);
      await catalogue.apply(planner, ...small);
      expect(await catalogue.course('small', 'c-1')).toMatchObject({
        ...{
          title: { it: 'Corso di prova, n. 1', en: 'Corso di prova, n. 1' },
          skills: ['english', 'cv'],
          demo: false,
        },
        ...{ mode: 'classroom', hours: { classroom: 40.5, online: null }, costEdition: 1_200.5 },
        editions: [
          {
            ...{ territory: 'municipality:077014', placeName: { it: 'Matera' }, startsOn: '2027-03-02' },
            ...{ endsOn: '2027-06-30', seats: 20, taken: 1, free: 19 },
          },
        ],
      });
      const after = await stored();
      expect(await check(file)).toMatchObject({ againSince: '2026-02-01' });
      await catalogue.apply(planner, ...small);
      await bring(file);
      expect(await stored()).toBe(after);
      expect((await catalogue.state(planner, ...small)).imports).toHaveLength(1);
      expect(entries).toMatchObject([{ who: 'ada', action: 'catalogue.import', object: '1', detail: { count: 3 } }]);
    });
  });

  it('goes out as a file that changes nothing when it comes in', async () => {
    await onStage(async ({ check, catalogue, bring }) => {
      await bring(largeFile(3).join('\n').replace('Corso di prova, n. 1', '- Corso; uno'));
      await bring('codice corso;titolo;competenze;modalità;moduli\np;Via;cv;misto;"Uno / One|online|7,5; Due|aula|5"');
      const file = await catalogue.sheet('small');
      const { faults, counts } = await check(file);
      expect(faults).toEqual([]);
      for (const kind of ['courses', 'editions'] as const)
        expect(counts![kind]).toMatchObject({ added: 0, changed: 0, removed: 0 });
      expect(counts!.courses.same).toBe((await catalogue.courses('small')).length);
    });
  });

  it('takes the columns that somebody chose, and says which are missing', async () => {
    await onStage(async ({ check }) => {
      const file = 'a;b;c;d\nx-1;Saldatura;cv;azienda\n';
      expect(await check(file)).toMatchObject({
        missing: ['course', 'title_it', 'skills', 'mode'],
        preview: [['x-1', 'Saldatura', 'cv', 'azienda']],
        columns: [{ header: 'a', field: null, examples: ['x-1'] }, {}, {}, {}],
      });
      const mapped = await check(file, { fields: ['course', 'title_it', 'skills', 'mode'], replace: true });
      expect(mapped).toMatchObject({
        missing: [],
        counts: { courses: { added: 1, removed: 1 }, editions: { removed: 1 } },
      });
    });
  });

  it('of editions alone needs courses that are there; what it does not tell stays', async () => {
    await onStage(async ({ check, bring, catalogue }) => {
      const draft = await check(
        'course,key,starts_on,ends_on,seats\nenglish-1,spring,2026-03-01,2026-05-02,30\nother,a,2026-03-01,2026-02-01,5\n',
      );
      expect(draft.faults).toMatchObject([{ line: 3, column: 'course', value: 'other' }]);
      await bring('course,key,starts_on,ends_on,seats\nenglish-1,spring,2026-03-01,2026-05-02,30\n');
      expect((await catalogue.course('small', 'english-1')).editions).toMatchObject([
        { key: 'spring', seats: 30, taken: 12, endsOn: '2026-05-02', territory: 'municipality:077014' },
      ]);
    });
  });

  it('brings a path: its hours are those of the modules, and hours that differ are a fault', async () => {
    await onStage(async ({ check, bring, catalogue }) => {
      const columns = 'course,title_it,title_en,skills,mode,hours_online,modules,certificate';
      const path = 'Basi / Basics|online|10; Prova|aula|5,5';
      const wrong = await check(`${columns}\np-1,Percorso,Path,cv,misto,9,${JSON.stringify(path)},Attestato\n`);
      expect(wrong.faults).toMatchObject([{ line: 2, column: 'hours_online', reason: { en: 'The modules have 10.' } }]);
      await bring(`${columns}\np-1,Percorso,Path,cv,misto,,${JSON.stringify(path)},Attestato\n`);
      expect(await catalogue.course('small', 'p-1')).toMatchObject({
        ...{ mode: 'mixed', hours: { online: 10, classroom: 5.5 }, certificate: 'Attestato' },
        modules: [
          { title: { it: 'Basi', en: 'Basics' }, mode: 'online', hours: 10 },
          { title: { it: 'Prova', en: 'Prova' }, mode: 'classroom', hours: 5.5 },
        ],
      });
    });
  });

  it('is not stored over a catalogue that changed after the check', async () => {
    await onStage(async ({ check, catalogue, stored }) => {
      await check(largeFile(2).join('\n'));
      const { revision } = await catalogue.course('small', 'english-1');
      await catalogue.saveCourse(planner, 'small', 'english-1', { revision, cells: { title_it: 'Inglese base' } });
      const before = await stored();
      expect(await codeOf(catalogue.apply(planner, ...small))).toBe('catalogue_changed');
      expect(await stored()).toBe(before);
    });
  });

  it('is undone last first, and not over what somebody edited since', async () => {
    await onStage(async ({ bring, catalogue, stored }) => {
      const before = await stored();
      await bring(largeFile(2).join('\n'));
      await bring(largeFile(4).join('\n'));
      expect(await codeOf(catalogue.undo(planner, ...small, 1))).toBe('catalogue_not_last');
      const edition = { revision: null, cells: { starts_on: '2027-01-01', ends_on: '2027-02-01', seats: '5' } };
      await catalogue.saveEdition(planner, 'small', 'c-3', 'b', edition);
      expect(await codeOf(catalogue.undo(planner, ...small, 2))).toBe('catalogue_edited');
      const [, added] = (await catalogue.course('small', 'c-3')).editions.toReversed();
      await catalogue.removeEdition(planner, 'small', 'c-3', 'b', added!.revision);
      await catalogue.undo(planner, ...small, 2);
      await catalogue.undo(planner, ...small, 1);
      expect(await stored()).toBe(before);
      expect(await codeOf(catalogue.undo(planner, ...small, 1))).toBe('not_found');
    });
  });

  it('stays when the folder of the programme is loaded again', async () => {
    await onStage(async ({ bring, catalogue, database }) => {
      const margins = 'territory,variable,category,count,source,year';
      const load = async (files: ProgrammeFiles) => loadProgramme(database, await read(files), '2026-03-01');
      await bring(largeFile(2).join('\n'));
      expect(await load(withFile('margins.csv', margins))).toMatchObject({ changed: true });
      expect((await catalogue.courses('small')).map(({ key }) => key)).toEqual(['c-0', 'c-1', 'english-1']);
    });
  });

  it('is for those who may, and is forgotten when its owner says so', async () => {
    await onStage(async ({ check, catalogue }) => {
      expect(await codeOf(catalogue.state(analyst, ...small))).toBe('not_found');
      expect(await codeOf(catalogue.state(null, ...small))).toBe('sign_in_needed');
      await check(header);
      catalogue.cancel(planner, 'small');
      expect((await catalogue.state(planner, ...small)).draft).toBeNull();
      expect(await codeOf(catalogue.apply(planner, ...small))).toBe('catalogue_not_checked');
    });
  });
});

describe('a course and an edition', () => {
  it('are changed by a form, only over what was read', async () => {
    await onStage(async ({ catalogue, entries }) => {
      const held = await catalogue.course('small', 'english-1');
      const cells = { title_it: 'Inglese base', cost_edition: '1.500', mode: 'online' };
      const saved = await catalogue.saveCourse(planner, 'small', 'english-1', { revision: held.revision, cells });
      expect(saved).toMatchObject({ title: { it: 'Inglese base' }, costEdition: 1_500, mode: 'online', demo: true });
      expect(
        await codeOf(catalogue.saveCourse(planner, 'small', 'english-1', { revision: held.revision, cells })),
      ).toBe('revision_conflict');
      const wrong = { revision: saved.revision, cells: { eqf: '9', level_from: '3', level_to: '2' } };
      expect(await codeOf(catalogue.saveCourse(planner, 'small', 'english-1', wrong))).toBe('invalid_course');
      expect(await codeOf(catalogue.saveCourse(planner, 'small', 'new-1', { revision: null, cells: {} }))).toBe(
        'invalid_course',
      );
      const edition = held.editions[0]!;
      const fuller = { revision: edition.revision, cells: { seats: '11' } };
      expect(await codeOf(catalogue.saveEdition(planner, 'small', 'english-1', 'spring', fuller))).toBe(
        'invalid_course',
      );
      const { editions } = await catalogue.removeEdition(planner, 'small', 'english-1', 'spring', edition.revision);
      expect(editions).toEqual([]);
      expect(entries.map(({ action }) => action)).toEqual(['catalogue.course', 'catalogue.remove']);
    });
  });
});
