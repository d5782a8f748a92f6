import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../problem.ts';
import { loadProgramme, readProgramme } from '../../survey/programme/programme.ts';
import { openRegistry } from '../../survey/registry/registry.ts';
import { withDatabase } from '../support/database.ts';
import { personInstrument } from '../support/small-instrument.ts';
import { smallProgramme, writeProgramme, type ProgrammeFiles } from '../support/small-programme.ts';

const today = '2026-01-01';

async function read(files: ProgrammeFiles) {
  const folder = await writeProgramme(files);
  try {
    return await readProgramme(folder);
  } finally {
    await rm(dirname(folder), { recursive: true });
  }
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof Problem)) throw new Error(`no problem but ${String(error)}`);
  return error;
}

async function faultsOf(files: ProgrammeFiles) {
  const problem = await problemOf(read(files));
  expect(problem.code).toBe('invalid_programme');
  return (problem.errors?.('en') ?? []).map(({ path, code }) => `${path} ${code}`);
}

interface Programme {
  surveys: Record<string, unknown>[];
}
interface Instrument {
  pages: { elements: Record<string, unknown>[] }[];
}

/** The small programme with other content in one file. */
function withFile<T>(file: string, change: (content: T) => void): ProgrammeFiles {
  const files = structuredClone(smallProgramme());
  change(files[file] as T);
  return files;
}

describe('a programme folder', () => {
  it('is taken when everything fits together', async () => {
    const { programme, instruments } = await read(smallProgramme());
    expect(programme.id).toBe('small');
    expect([...instruments.keys()]).toEqual(['firm', 'person']);
  });

  it('is refused with every fault at once, each with its file and place', async () => {
    const { 'skills.json': _, ...files } = smallProgramme();
    const broken = {
      ...files,
      'areas.json': '[',
      'target-groups.json': [{ key: 'a' }],
      'notices/all.json': { version: '1' },
    };
    expect(await faultsOf(broken)).toEqual([
      'skills.json missing_file',
      'target-groups.json: [0].label wrong_shape',
      'target-groups.json: [0].priority wrong_shape',
      'target-groups.json: [0].rule wrong_shape',
      'areas.json invalid_json',
      'notices/all.json: text wrong_shape',
    ]);
  });

  it('is refused when an instrument is not allowed, with the instrument’s own faults', async () => {
    const files = withFile<Instrument>('instruments/firm.json', ({ pages }) => {
      pages[0]!.elements[0]!['html'] = '<b>';
    });
    expect(await faultsOf(files)).toEqual(['instruments/firm.json: pages[0].elements[0].html not_allowed']);
  });

  it('is refused when words in its colours could not be read', async () => {
    const files = withFile<{ colours: object }>('programme.json', (programme) => {
      programme.colours = { primary: '#777777', selection: '#e0a020' };
    });
    expect(await faultsOf(files)).toEqual([
      'programme.json: colours.primary contrast',
      'programme.json: colours.selection contrast',
    ]);
  });

  it('is refused when a survey names what does not exist or its dates are out of order', async () => {
    const files = withFile<Programme>('programme.json', ({ surveys }) => {
      Object.assign(surveys[0]!, { notice: 'none', correctUntil: '2027-01-01' });
      Object.assign(surveys[1]!, {
        release: {
          sizes: [
            { size: 9, tables: [['headcount']] },
            { size: 9, tables: [['sector', 'province']] },
          ],
          closing: true,
        },
      });
    });
    expect(await faultsOf(files)).toEqual([
      'programme.json: surveys[0].notice no_notice',
      'programme.json: surveys[0].correctUntil dates',
      'programme.json: surveys[1].release.sizes sizes',
      'programme.json: surveys[1].release.sizes[0].tables[0] not_a_dimension',
    ]);
    const other = withFile<Programme>('programme.json', ({ surveys }) =>
      Object.assign(surveys[0]!, { instrument: 'x' }),
    );
    expect(await faultsOf(other)).toEqual(['programme.json: surveys[0].instrument no_instrument']);
  });

  it('is refused when a need is no skill of the list, or a rule asks what nobody answers', async () => {
    const files = withFile<{ skills: { key: string }[] }>('skills.json', ({ skills }) => (skills[1]!.key = 'greek'));
    expect(new Set(await faultsOf(files))).toEqual(
      new Set([
        'instruments/firm.json: need no_skill',
        'instruments/person.json: need no_skill',
        'instruments/person.json: first no_skill',
      ]),
    );
    const rules = withFile<{ rule: unknown }[]>('target-groups.json', (groups) => {
      groups[0]!.rule = { variable: 'sex', in: ['x'] };
    });
    expect(await faultsOf(rules)).toEqual(['target-groups.json: [0].rule rule']);
  });

  it('is refused when its areas leave a municipality out or take one twice', async () => {
    const area = (code: string, ...municipalities: string[]) => ({
      code,
      label: { it: code, en: code },
      province: '077',
      municipalities,
    });
    const faults = await faultsOf({
      ...smallProgramme(),
      'areas.json': [area('A', '077014', '077021'), area('B', '077014')],
    });
    expect(faults).toHaveLength(30);
    expect(new Set(faults)).toEqual(new Set(['areas.json area_partition']));
  });
});

describe('a loaded programme', () => {
  it('is what the database says, not the folder', async () => {
    await withDatabase(async (database) => {
      await loadProgramme(database, await read(smallProgramme()), today);
      const registry = await openRegistry(database);
      expect(registry.programmes()).toMatchObject([
        {
          ...{ id: 'small', owner: { it: 'Nobody (it)' }, colours: { primary: '#005566', selection: '#c2502e' } },
          surveys: ['small-firms', 'small-persons'],
        },
      ]);
      const { compiled, notice, title, settings } = registry.entry('small-persons');
      expect(compiled).toMatchObject({ version: 1, unit: 'person', sampleType: 'open', synthetic: false });
      expect(compiled.tables).toEqual({ answer: 'answer_small_persons', skill: 'skill_small_persons', profile: null });
      expect(compiled.territories.filter(({ level }) => level === 'municipality')).toHaveLength(31);
      expect({ notice: notice.version, title: title.en, opensOn: settings.opensOn }).toEqual({
        notice: '1',
        title: 'Person',
        opensOn: '2026-01-01',
      });
      expect(registry.find('other')).toBeUndefined();
      expect(() => registry.entry('other')).toThrow(Problem);
    });
  });

  it('is left alone when it is loaded again', async () => {
    await withDatabase(async (database) => {
      const seed = await read(smallProgramme());
      expect((await loadProgramme(database, seed, today)).changed).toBe(true);
      expect((await loadProgramme(database, seed, today)).changed).toBe(false);
    });
  });

  it('gets a new version of a changed instrument; numbers of categories stay', async () => {
    await withDatabase(async (database) => {
      await loadProgramme(database, await read(smallProgramme()), today);
      const changed = withFile<Instrument>('instruments/person.json', ({ pages }) => {
        const sex = pages[0]!.elements[1] as { choices: unknown[] };
        sex.choices.unshift({ value: 'x', text: 'another' });
      });
      const { versions } = await loadProgramme(database, await read(changed), '2026-02-01');
      expect([...versions]).toEqual([
        ['firm', 1],
        ['person', 2],
      ]);
      const registry = await openRegistry(database);
      const { compiled, validator, definition } = registry.entry('small-persons');
      expect(compiled.version).toBe(2);
      expect(definition.pages[0]?.elements).toHaveLength(personInstrument.pages[0]!.elements.length);
      const numbers = compiled.variables.get('sex')?.categories.map(({ code, number }) => [code, number]);
      expect(Object.fromEntries(numbers ?? [])).toEqual({ f: 1, m: 2, x: 3 });
      expect([validator(1), validator(2), validator(3)].map((one) => one !== undefined)).toEqual([true, true, false]);
    });
  });

  it('keeps a published notice: another text needs another version', async () => {
    await withDatabase(async (database) => {
      await loadProgramme(database, await read(smallProgramme()), today);
      const text = { it: 'Altro.', en: 'Something else.' };
      const problem = await problemOf(
        loadProgramme(database, await read({ ...smallProgramme(), 'notices/all.json': { version: '1', text } }), today),
      );
      expect(problem.errors?.('en')).toMatchObject([{ path: 'notices/all.json: text', code: 'notice_changed' }]);
      await loadProgramme(
        database,
        await read({ ...smallProgramme(), 'notices/all.json': { version: '2', text } }),
        today,
      );
      expect((await openRegistry(database)).entry('small-firms').notice).toEqual({ version: '2', text });
      await loadProgramme(database, await read(smallProgramme()), today);
      expect((await openRegistry(database)).entry('small-firms').notice.version).toBe('1');
    });
  });

  it('keeps a notice in every language it was written in, and none of them changes silently', async () => {
    const noticed = (text: object) =>
      read({ ...smallProgramme(), 'notices/all.json': { version: '1', text: { it: 'Uno.', en: 'One.', ...text } } });
    await withDatabase(async (database) => {
      await loadProgramme(database, await noticed({ fi: 'Yksi.', el: 'Ένα.' }), today);
      const { notice } = (await openRegistry(database)).entry('small-firms');
      expect(notice.text).toEqual({ it: 'Uno.', en: 'One.', el: 'Ένα.', fi: 'Yksi.' });
      const problem = await problemOf(loadProgramme(database, await noticed({ fi: 'Toinen.', el: 'Ένα.' }), today));
      expect(problem.errors?.('en')).toMatchObject([{ code: 'notice_changed' }]);
    });
  });

  it('lets a notice gain a language under the version it has', async () => {
    const noticed = (text: object) =>
      read({ ...smallProgramme(), 'notices/all.json': { version: '1', text: { it: 'Uno.', en: 'One.', ...text } } });
    await withDatabase(async (database) => {
      await loadProgramme(database, await noticed({ fi: 'Yksi.' }), today);
      await loadProgramme(database, await noticed({ fi: 'Yksi.', ar: 'واحد.' }), today);
      const { notice } = (await openRegistry(database)).entry('small-firms');
      expect(notice).toEqual({ version: '1', text: { it: 'Uno.', en: 'One.', fi: 'Yksi.', ar: 'واحد.' } });
    });
  });

  it('tells its variables with the territory and the derived groups among them', async () => {
    await withDatabase(async (database) => {
      await loadProgramme(database, await read(smallProgramme()), today);
      const { codebook, compiled } = (await openRegistry(database)).entry('small-persons');
      const named = (name: string) => codebook.variables.find((one) => one.name === name);
      expect(named('territory')).toMatchObject({ dimension: true, levels: ['province', 'municipality'] });
      expect(named('targetGroup')?.categories.map(({ code }) => code)).toEqual([
        'long_term',
        'not_employed',
        'disabled_women',
      ]);
      expect(named('mainGroup')?.categories.map(({ code }) => code)).toEqual(['long_term', 'not_employed', 'other']);
      expect(compiled.targetGroups.map(({ flagged }) => flagged)).toEqual([false, false, true]);
      expect([...compiled.variables.keys()]).toEqual(codebook.variables.map(({ name }) => name));
    });
  });
});
