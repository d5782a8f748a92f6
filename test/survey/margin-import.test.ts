import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../problem.ts';
import { importMargins, type MarginImport } from '../../survey/margin/import.ts';
import { readProgramme } from '../../survey/programme/programme.ts';
import { run } from '../cli/command.ts';
import { expected, municipalities, posas, sdmx, sdmxOld } from '../support/population.ts';

const shipped = join(import.meta.dirname, '..', '..', 'data', 'programme', 'basilicata');
let directory: string;
let folder: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-margins-'));
  [folder, file] = [join(directory, 'basilicata'), join(directory, 'POSAS_2026_it_Comuni.csv')];
  await cp(shipped, folder, { recursive: true });
  await rm(join(folder, 'margins.csv'), { force: true });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function take(text: string, options: Partial<MarginImport> = {}) {
  await writeFile(file, text);
  return importMargins({ layout: 'posas', file, folder, ...options });
}

async function faultsOf(text: string, options: Partial<MarginImport> = {}): Promise<string[]> {
  await rm(join(folder, 'margins.csv'), { force: true });
  const fault = await take(text, options).then(
    () => expect.fail('nothing was wrong'),
    (error: unknown) => error,
  );
  if (!(fault instanceof Problem)) throw fault;
  expect(fault.code).toBe('invalid_population');
  expect(await readFile(join(folder, 'margins.csv'), 'utf8').catch(() => null)).toBeNull();
  expect(fault.errors?.('it').map(({ message }) => message)).not.toEqual(
    fault.errors?.('en').map(({ message }) => message),
  );
  return (fault.errors?.('en') ?? []).map(({ path, message }) => `${path}: ${message}`);
}

const everywhere = () => true;
const matera = (code: string) => code.startsWith('077');

describe('a POSAS table becomes margins of the survey’s own categories', () => {
  it.each([
    ['2020', posas['2020'], 2020],
    ['2025', posas['2025'], 2025],
    ['2026', posas['2026'], 2026],
    ['2026 in English', posas.english, 2026],
  ] as const)('in the layout of %s', async (_, text, year) => {
    const { lines, year: found, skipped } = await take(text);
    expect([found, skipped]).toEqual([year, 0]);
    const of = (territory: string, variable: string, category: string) =>
      lines.find((line) => line.territory === territory && line.variable === variable && line.category === category)
        ?.count;
    expect(of('region:17', 'total', 'total')).toBe(expected(everywhere, 16, 100));
    expect(of('province:077', 'total', 'total')).toBe(expected(matera, 16, 100));
    expect(of('region:17', 'sex', 'f')).toBe(expected(everywhere, 16, 100, 'f'));
    expect(of('region:17', 'ageClass', '35-44')).toBe(expected(everywhere, 35, 44));
    expect(of('province:077', 'sex*ageClass', 'm*65plus')).toBe(expected(matera, 65, 100, 'm'));
    expect(lines).toHaveLength(3 * (1 + 2 + 7 + 14));
  });

  it('that the programme’s own check takes, and that go to margins.csv beside what was there', async () => {
    const header = 'territory,variable,category,count,source,year\n';
    const other = 'region:17,education,tertiary,80000,Census,2021\n';
    await writeFile(
      join(folder, 'margins.csv'),
      `${header}${other}region:17,sex,f,1,old,2026\nregion:17,sex,m,1,old,2025\n`,
    );
    const { lines } = await take(posas['2026']);
    const { margins } = await readProgramme(folder);
    expect(margins).toHaveLength(lines.length + 2);
    expect(margins.filter(({ source }) => source === 'old')).toMatchObject([{ year: 2025 }]);
    expect(margins.at(-1)).toMatchObject({ year: 2026, source: 'ISTAT POSAS_2026_it_Comuni.csv' });
    const before = await readFile(join(folder, 'margins.csv'), 'utf8');
    await take(posas['2026']);
    expect(await readFile(join(folder, 'margins.csv'), 'utf8')).toBe(before);
  });

  it('for every municipality and area, where asked', async () => {
    const { lines } = await take(posas['2026'], { levels: ['municipality', 'area'] });
    const totals = lines.filter(({ variable }) => variable === 'total');
    const { areas } = await readProgramme(folder);
    expect(totals).toHaveLength(1 + municipalities.length + areas.length);
    const [area] = areas;
    const inArea = totals.find(({ territory }) => territory === `area:${area?.code}`);
    expect(inArea?.count).toBe(expected((code) => area?.municipalities.includes(code) ?? false, 16, 100));
  });

  it('and nothing else: each fault with its row and reason, nothing written', async () => {
    const [title = '', header = '', ...lines] = posas['2026'].split('\r\n');
    const faulty = (edit: (lines: string[]) => void) => {
      const copy = [...lines];
      edit(copy);
      return faultsOf([title, header, ...copy].join('\n'));
    };
    expect(await faulty((all) => (all[0] = '"076001";"Abriola";0;x;3;3'))).toContain(
      'row 3, totale maschi: "x" is no whole number.',
    );
    expect(await faulty((all) => (all[1] = '"076001";"Abriola";101;3;3;6'))).toContain(
      'row 4: The age "101" is not known.',
    );
    expect(await faulty((all) => (all[0] = '"Abriola";"Abriola";0;3;3;6'))).toContain(
      'row 3: "Abriola" is no ISTAT code of a municipality.',
    );
    expect((await faulty((all) => (all[1] = all[0] ?? ''))).join()).toMatch(
      /row 4: "municipality:\d+ f 0-0" stands twice/,
    );
    expect((await faulty((all) => all.splice(20, 1))).join()).toMatch(
      /row \d+, municipality:\d+ f: The sum is \d+, the total says \d+/,
    );
    const only = lines.filter((line) => !line.includes(';999;'));
    const age20 = await faultsOf(
      [title, header, ...only.filter((line) => !/^"076001";"[^"]+";20;/.test(line))].join('\n'),
    );
    expect(age20).toContainEqual(
      expect.stringContaining('The ages 20 of region:17, municipality:076001 f are missing.'),
    );
    const gone = await faultsOf([title, header, ...lines.filter((line) => !line.startsWith('"077014"'))].join('\n'));
    expect(gone).toContainEqual(expect.stringContaining('The municipalities 077014 of region:17 are missing.'));
    expect(await faultsOf('"a";"b"\n"1";"2"')).toEqual([
      expect.stringContaining(
        'There is no header: it needs the columns codice comune, età, totale maschi, totale femmine.',
      ),
    ]);
    expect((await faultsOf([title, header, '"058091";"Roma";16;1;1;2'].join('\n'))).join()).toContain(
      'No row is about region:17. Codes in the file: 058091.',
    );
  });

  it('of one year, which is the file’s own', async () => {
    await expect(take(posas['2026'], { year: 2025 })).rejects.toMatchObject({ code: 'margins_need_year' });
    const untitled = posas['2026'].split('\r\n').slice(1).join('\n');
    await expect(take(untitled)).rejects.toMatchObject({ code: 'margins_need_year' });
    expect((await take(untitled, { year: 2024 })).year).toBe(2024);
    await expect(take(posas['2026'], { survey: 'basilicata-firms-2026' })).rejects.toMatchObject({
      code: 'margins_need_survey',
      values: { known: 'basilicata-citizens-2026, basilicata-citizens-2025' },
    });
  });
});

describe('an SDMX table', () => {
  it('gives the same margins; other places are counted and left out', async () => {
    const fromPosas = await take(posas['2026']);
    const fromSdmx = await take(sdmx, { layout: 'sdmx' });
    expect(fromSdmx.lines).toEqual(fromPosas.lines);
    expect([fromSdmx.year, fromSdmx.skipped]).toEqual([2026, 2]);
  });

  it('with several kinds of counts is refused until one is chosen', async () => {
    const single = `${sdmx}\nIT1:22_289(1.0),A,077014,JAN,1,Y16,1,2026,3,e,,0\nIT1:22_289(1.0),A,077014,JAN,1,Y16,99,2025,3,,,0`;
    const faults = await faultsOf(single, { layout: 'sdmx' });
    expect(faults).toEqual([
      expect.stringContaining(
        'MARITAL_STATUS: The column has several values (99, 1): choose one with --where MARITAL_STATUS=…',
      ),
      expect.stringContaining('TIME_PERIOD: The column has several values (2026, 2025)'),
    ]);
    const { lines } = await take(single, { layout: 'sdmx', year: 2026, where: { MARITAL_STATUS: '99' } });
    expect(lines[0]?.count).toBe(expected(everywhere, 16, 100));
    expect(await faultsOf(sdmx, { layout: 'sdmx', where: { MARITAL_STATUS: '2' } })).toEqual([
      expect.stringContaining('No row has MARITAL_STATUS=2.'),
    ]);
  });

  it('in classes of age that do not fit takes neighbouring classes of the survey together, and says which', async () => {
    const bands = ['Y16-19', 'Y20-29', 'Y30-39', 'Y40-49', 'Y50-59', 'Y60-69', 'Y_GE70'];
    const count = (band: string, sex: string) => bands.indexOf(band) + { M: 100, F: 200, T: 300 }[sex]!;
    const { lines, groups } = await take(sdmxOld(bands, count), { layout: 'sdmx', levels: [] });
    expect(groups.map(({ codes }) => codes.join('|'))).toEqual(['16-24|25-29', '30-34|35-44|45-54|55-64|65plus']);
    expect(lines.map(({ variable, category, count: people }) => [variable, category, people])).toEqual([
      ['total', 'total', 2142],
      ['sex', 'f', 1421],
      ['sex', 'm', 721],
      ['ageClass', '16-24|25-29', 602],
      ['ageClass', '30-34|35-44|45-54|55-64|65plus', 1540],
      ['sex*ageClass', 'f*16-24|25-29', 401],
      ['sex*ageClass', 'f*30-34|35-44|45-54|55-64|65plus', 1020],
      ['sex*ageClass', 'm*16-24|25-29', 201],
      ['sex*ageClass', 'm*30-34|35-44|45-54|55-64|65plus', 520],
    ]);
    expect((await readProgramme(folder)).margins).toHaveLength(9);
  });

  it.each([
    [['Y15-19', 'Y20-24', 'Y_GE25'], 'The class 15-19 of the file straddles the lowest age (16)'],
    [['Y16-24', 'Y20', 'Y_GE25'], 'the ages 20 overlap'],
    [['Y16-24', 'Y30-34', 'Y_GE35'], 'The ages 25-29 of region:17'],
    [['Y16-24', 'Y25-64'], 'The ages 65+ of region:17'],
    [['Y16-24', 'M7'], 'The age "M7" is not known'],
  ])('with ages %j is refused', async (bands, reason) => {
    const text = sdmxOld(bands, () => 1);
    expect((await faultsOf(text, { layout: 'sdmx', levels: [] })).join()).toContain(reason);
  });
});

describe('the margins that ship', () => {
  it('of Basilicata add up: sex, age and both crossed to the same people, those of the table less those under 16', async () => {
    const { margins } = await readProgramme(shipped);
    const sums = Map.groupBy(margins, ({ variable }) => variable);
    const total = (variable: string) => sums.get(variable)?.reduce((sum, { count }) => sum + count, 0);
    expect([...sums.keys()]).toEqual(['total', 'sex', 'ageClass', 'sex*ageClass']);
    for (const variable of sums.keys()) expect(total(variable), variable).toBe(553_254 - 69_994);
  });

  it('are refused by the programme’s check when a crossing or one of its categories is wrong', async () => {
    const lines = ['territory,variable,category,count,source,year', 'region:17,sex*ageClass,f,1,x,2020'];
    await writeFile(join(folder, 'margins.csv'), [...lines, 'region:17,sex*ageClass,f*16-24|17,1,x,2020'].join('\n'));
    const fault: unknown = await readProgramme(folder).catch((error: unknown) => error);
    expect((fault as Problem).errors?.('en').map(({ path, code }) => `${path} ${code}`)).toEqual([
      expect.stringContaining('row 2, category no_category'),
      expect.stringContaining('row 3, category no_category'),
    ]);
  });
});

describe('npm run cli -- margins import', () => {
  it('prints the totals, and in one line what it did not understand', async () => {
    await writeFile(file, posas['2026']);
    const done = await run(directory, ['margins', 'import', 'posas', file, '--programme', folder]);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain(`region:17: ${expected(everywhere, 16, 100)} on 1 January 2026\n`);
    expect(done.out).toContain('72 lines; 0 rows of other places left out\n');
    const wrong = await run(directory, ['margins', 'import', 'xlsx', file, '--programme', folder]);
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toMatch(/^margins import posas\|sdmx FILE --programme P/);
    await writeFile(file, 'x');
    const empty = await run(directory, ['margins', 'import', 'posas', file, '--programme', folder], {
      LC_ALL: 'it_IT.UTF-8',
    });
    expect(empty.err).toContain('ha 1 errori. Nulla è stato scritto.');
    expect(empty.err).toContain('L’intestazione non c’è');
  });
});
