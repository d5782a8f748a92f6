import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../problem.ts';
import { loadProgramme, readProgramme } from '../../survey/programme/programme.ts';
import { programmeReference } from '../../survey/programme/reference.ts';
import { withDatabase } from '../support/database.ts';
import { placeProgramme } from '../support/place-programme.ts';
import { both } from '../support/small-instrument.ts';
import { smallProgramme, writeProgramme, type ProgrammeFiles } from '../support/small-programme.ts';

const csv = (...lines: string[]) => lines.join('\n');
const topic = (name: string, title: string) => ({
  ...{ type: 'comment', name, title: both(title), maxLength: 500 },
  codebook: { variable: name, role: 'text', label: both(name), type: 'text' },
});

/** The small programme with something in every file that is no must. */
function wholeProgramme(): ProgrammeFiles {
  return {
    ...smallProgramme(),
    'guide.json': {
      title: both('Guide'),
      pages: [{ name: 'page', elements: [topic('work', 'How does work change?')] }],
    },
    'benchmarks.json': [
      {
        ...{ variable: 'sex', category: 'f', territory: 'province:077', value: 0.51, n: null, year: 2025 },
        ...{ source: both('Census'), url: null },
      },
    ],
    'organisations.csv': csv(
      'key,kind,name,territory,members_of,website,demo',
      'crafts,association,Artigiani,province:077,,https://example.invalid,0',
      'mill,firm,"Mulino, snc",municipality:077014,crafts,,1',
    ),
    'margins.csv': csv('territory,variable,category,count,source,year', 'province:077,total,total,190000,Census,2025'),
    'courses.csv': csv(
      'key,title_it,title_en,provider,skills,level_from,level_to,eqf,mode,hours_classroom,hours_online,certification,cost_edition,cost_learner,prerequisites,target_groups,demo',
      'english-1,Inglese,English,crafts,english;cv,1,2,,mixed,"20,5",10,,1200,,,long_term,1',
    ),
    'editions.csv': csv(
      'course,key,territory,starts_on,ends_on,seats,taken',
      'english-1,spring,municipality:077014,2026-03-01,2026-05-01,20,12',
    ),
    'laboratories.csv': csv(
      'key,organisation,title_it,title_en,territory,equipment,skills,outside_hours,occupied_hours,access_it,access_en,demo',
      'kitchen,mill,Cucina,Kitchen,municipality:077014,oven; table,cv,6,24,Su prenotazione,By booking,1',
    ),
  };
}

async function withFolder<T>(files: ProgrammeFiles, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await writeProgramme(files);
  try {
    return await work(folder);
  } finally {
    await rm(dirname(folder), { recursive: true });
  }
}

const read = (files: ProgrammeFiles) => withFolder(files, readProgramme);

async function faultsOf(files: ProgrammeFiles, language: 'it' | 'en' = 'en'): Promise<string[]> {
  const problem = await read(files).then(
    () => null,
    (error: unknown) => error as Problem,
  );
  return (problem?.errors?.(language) ?? []).map(({ path, code, message }) => `${path} ${code} ${message}`);
}

const withFile = (file: string, content: unknown) => ({ ...wholeProgramme(), [file]: content });
/** One line more in a CSV file. */
const withLine = (file: string, line: string) => withFile(file, `${wholeProgramme()[file] as string}\n${line}`);

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
          ...{ key: 'kitchen', organisation: 'mill', equipment: ['oven', 'table'], outsideHours: 6, occupiedHours: 24 },
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

describe('a CSV file is refused', () => {
  it.each([
    [
      'whose columns are others',
      'margins.csv',
      'territory,variable,count',
      [
        'margins.csv: row 1 missing_column The column "category" is missing.',
        'margins.csv: row 1 missing_column The column "source" is missing.',
        'margins.csv: row 1 missing_column The column "year" is missing.',
      ],
    ],
  ])('%s', async (_, file, content, faults) => {
    expect(await faultsOf(withFile(file, content))).toEqual(faults);
  });

  it.each([
    [
      'organisations.csv',
      'Mill,shop,,municipality:077,,mill.it,2',
      [
        'row 4, key wrong_shape small letters, digits, _ and -',
        'row 4, kind wrong_shape Invalid option',
        'row 4, name wrong_shape',
        'row 4, territory wrong_shape a level and a code, such as municipality:077014',
        'row 4, website wrong_shape',
        'row 4, demo wrong_shape',
      ],
    ],
    ['organisations.csv', 'mill,firm,Again,province:099999,nobody,,0', ['row 4, territory wrong_shape']],
    [
      'organisations.csv',
      'mill,firm,Again,province:999,nobody,,0',
      ['row 4, key twice', 'row 4, territory no_territory', 'row 4, members_of no_organisation'],
    ],
    ['margins.csv', 'province:077,height,x,1,Census,2025', ['row 3, variable no_variable']],
    ['margins.csv', 'province:077,sex,x,many,Census,2025', ['row 3, count wrong_shape']],
    ['margins.csv', 'province:077,sex,x,1,Census,2025', ['row 3, category no_category']],
    ['margins.csv', 'province:077,sex,f,1,Census', ['row 3 cells']],
    ['margins.csv', 'province:077,sex,f,1,"Census,2025', ['row 3 quotes', 'row 3 cells']],
    [
      'courses.csv',
      'c,C,C,nobody,greek,3,2,9,post,,,,,,,nobody,1',
      ['row 3, eqf wrong_shape', 'row 3, mode wrong_shape'],
    ],
    [
      'courses.csv',
      'c,C,C,nobody,greek,3,2,,online,,,,,,,nobody,1',
      [
        'row 3, provider no_organisation',
        'row 3, skills no_skill',
        'row 3, target_groups no_target_group',
        'row 3, level_from order',
      ],
    ],
    [
      'editions.csv',
      'greek,s,,2026-05-01,2026-03-01,2,3',
      ['row 3, course no_course', 'row 3, starts_on order', 'row 3, taken more_than'],
    ],
    [
      'laboratories.csv',
      'kitchen,nobody,A,A,area:X,,greek,,,,,',
      [
        'row 3, key twice',
        'row 3, organisation no_organisation',
        'row 3, territory no_territory',
        'row 3, skills no_skill',
      ],
    ],
  ] as const)('%s with the line %s', async (file, line, faults) => {
    const found = await faultsOf(withLine(file, line));
    expect(found).toHaveLength(faults.length);
    faults.forEach((fault, index) => expect(found[index]).toContain(`${file}: ${fault}`));
  });

  it('that is not in UTF-8', async () => {
    const folder = await writeProgramme(wholeProgramme());
    const { writeFile } = await import('node:fs/promises');
    await writeFile(
      `${folder}/margins.csv`,
      Buffer.from('territory,variable,category,count,source,year\nprovince:077,total,total,1,Citt\xe0,2025', 'latin1'),
    );
    const problem = await readProgramme(folder).catch((error: unknown) => error as Problem);
    await rm(dirname(folder), { recursive: true });
    expect((problem as Problem).errors?.('it')).toMatchObject([{ path: 'margins.csv', code: 'not_utf8' }]);
  });

  it('in the words of its reader', async () => {
    const files = withLine('margins.csv', 'province:077,sex,x,1,Census,2025');
    expect((await faultsOf(files, 'it'))[0]).toMatch(/La variabile ha queste voci, non «x»/);
    const number = withLine('margins.csv', 'province:077,sex,f,x,Census,2025');
    expect((await faultsOf(number, 'it'))[0]).toMatch(/atteso numero/);
  });
});

describe('a programme folder is refused', () => {
  const programme = (change: (file: Record<string, unknown>) => void) => {
    const files = structuredClone(wholeProgramme());
    change(files['programme.json'] as Record<string, unknown>);
    return files;
  };
  const codes = async (files: ProgrammeFiles) =>
    (await faultsOf(files)).map((one) => one.split(' ').slice(0, 3).join(' '));

  it('with a file that nobody reads', async () => {
    expect(await codes(withFile('organizations.csv', 'key'))).toEqual([
      expect.stringContaining('organizations.csv unknown_file'),
    ]);
    expect(await codes(withFile('README.md', 'A note.'))).toEqual([]);
  });

  it('where a text lacks a language that people are asked in', async () => {
    const files = programme((file) => Object.assign(file, { languages: ['it', 'en', 'es'], unreviewed: ['el'] }));
    const found = await codes(files);
    expect(found).toContain('programme.json: unreviewed[0] unreviewed');
    expect(found).toContain('notices/all.json: text no_language');
    expect(found).toContain('skills.json: skills[0].label no_language');
    expect(found).toContain('instruments/person.json: title no_language');
    expect(found).toContain('instruments/person.json: pages[0].elements[1].choices[0].text no_language');
  });

  it('without a legal basis, or without the age that its minors need', async () => {
    const files = programme(({ surveys }) => {
      const [survey] = surveys as Record<string, unknown>[];
      delete survey!['legalBasis'];
      survey!['minors'] = { from: 14, adultFrom: 16 };
    });
    expect(await codes(files)).toEqual([
      'programme.json: surveys[0].legalBasis no_legal_basis',
      'programme.json: surveys[0].minors no_under16',
    ]);
  });

  it('where its territory, its levels or the places of a question do not exist', async () => {
    const at = (change: object) => codes(programme((file) => Object.assign(file, change)));
    expect(await at({ territory: { level: 'region', code: '077' } })).toEqual([
      'programme.json: territory no_territory',
    ]);
    expect(await at({ mapLevels: ['region', 'area'] })).toEqual([
      'programme.json: mapLevels[0] map_level',
      'programme.json: mapLevels[1] map_level',
    ]);
    const place = { level: 'country', codes: ['FR'] };
    expect(await at({ territory: place })).toContain('programme.json: territory.codes[0] no_country');
    const mixed = placeProgramme({
      ...{
        territory: { level: 'region', code: '17' },
        mapLevels: ['province'],
        places: ['077', '077014'],
        tables: [[]],
      },
    });
    expect(await codes(mixed)).toEqual(['instruments/person.json: pages[0].elements[0].choices places_mixed']);
    const elsewhere = placeProgramme({
      ...{ territory: { level: 'region', code: '17' }, mapLevels: ['province'], places: ['077', '020'], tables: [[]] },
    });
    expect(await codes(elsewhere)).toEqual(['instruments/person.json: pages[0].elements[0].choices[1] no_territory']);
  });

  it('where its guide ticks boxes, or its generator assumes about no instrument', async () => {
    const elements = [
      {
        ...{ type: 'radiogroup', name: 'a', choices: ['x', 'y'] },
        codebook: { variable: 'a', role: 'other', label: both('a'), type: 'single' },
      },
    ];
    const guide = withFile('guide.json', { title: both('Guide'), pages: [{ name: 'page', elements }] });
    expect(await codes(guide)).toEqual(['guide.json: pages[0].elements[0] guide_topic']);
    const generator = withFile('generator.json', { languages: { it: 1 }, modes: { web: 1 }, persona: {} });
    expect(await codes(generator)).toEqual(['generator.json: persona no_spec']);
  });
});
