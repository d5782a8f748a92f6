import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApplication, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { call, run } from './command.ts';

let dataDir: string;
const folders: string[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fabbisogni-weights-'));
});
afterEach(async () => {
  for (const folder of [dataDir, ...folders.splice(0).map(dirname)]) await rm(folder, { recursive: true, force: true });
});

async function withApplication<T>(work: (application: Application) => Promise<T>): Promise<T> {
  const config = readConfig({ DATA_DIR: dataDir, DEMO: '0' });
  const application = await openApplication(config, {
    log: createLog('silent'),
    now: () => new Date('2026-06-15T10:00:00Z'),
  });
  try {
    return await work(application);
  } finally {
    await application.close();
  }
}

const survey = 'small-persons';
const header = 'territory,variable,category,count,source,year';
const line = (variable: string, category: string, count: number) =>
  `province:077,${variable},${category},${count},Census,2025`;
const sexes = [line('sex', 'f', 520), line('sex', 'm', 480)];
const works = [line('employment', 'employed', 600), line('employment', 'unemployed|inactive', 400)];

/** So many women and men, with a job and without. */
type Counts = Readonly<Record<string, number>>;
const balanced: Counts = { 'f employed': 6, 'f inactive': 9, 'm employed': 5, 'm inactive': 4 };

/** The small programme with margins, and answers to its survey of persons. @param settings  of that survey */
async function prepare(lines: readonly string[], counts: Counts, settings: object = {}): Promise<void> {
  const files = smallProgramme();
  const programme = files['programme.json'] as { surveys: object[] };
  const surveys = programme.surveys.map((one, place) => (place === 0 ? { ...one, ...settings } : one));
  const margins = lines.length > 0 ? { 'margins.csv': [header, ...lines].join('\n') } : {};
  const folder = await writeProgramme({ ...files, ...margins, 'programme.json': { ...programme, surveys } });
  folders.push(folder);
  await withApplication(async (application) => {
    await application.loadProgramme(folder);
    const { compiled, notice } = application.registry.entry(survey);
    const given = { version: compiled.version, language: 'it', mode: 'web', noticeVersion: notice.version } as const;
    const all = Object.entries(counts).flatMap(([who, count]) => new Array<object>(count).fill(answersOf(who)));
    const { refused } = await application.intake.acceptMany(
      survey,
      all.map((answers) => ({ ...given, day: '2026-06-15', id: randomUUID(), answers: { ...answers } })),
    );
    expect(refused).toEqual([]);
  });
}

function answersOf(who: string): object {
  const [sex, work] = who.split(' ');
  return { place: '077014', sex, work, areas: ['no_training'], englishNow: '2', englishWanted: '3' };
}

const stored = () =>
  withApplication(({ database }) =>
    database.rows<{ versions: number; classes: number }>(
      `SELECT (SELECT count(*) FROM weight_version)::INTEGER AS versions,
         (SELECT count(*) FROM weight_class)::INTEGER AS classes`,
    ),
  );
const words = ['weights', 'run', '--survey', survey];
const weigh = (...more: string[]) => call(dataDir, [...words, ...more]);

describe('the command weights run', { timeout: 180_000 }, () => {
  it('stores a version, says what it did, and notes it in the audit', async () => {
    await prepare([...sexes, ...works], { ...balanced, 'refused employed': 2 });
    const dry = await weigh('--dry');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('nothing was stored');
    expect(await stored()).toEqual([{ versions: 0, classes: 0 }]);
    const { code, out, err } = await run(dataDir, words);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n')).toEqual([
      '26 responses in 5 classes',
      'margin employment: 2 levels, Census, 2025',
      'margin sex: 2 levels, Census, 2025',
      expect.stringMatching(/^raking: \d+ rounds, largest discrepancy \d\.\de-\d+$/),
      'bounds 0 to 5 times the mean weight: 0 respondents at a bound',
      '2 respondents lack a category and weigh as those who are like them',
      expect.stringMatching(/^weights from \d+\.\d+ to \d+\.\d+$/),
      expect.stringMatching(/^design effect 1\.\d{3} \(Kish\)/),
      'volunteers: the weights correct what the margins hold, and nothing else',
      'stored: small-persons, version 1',
      '',
    ]);
    expect((await weigh()).out).toContain('version 2');
    expect(await stored()).toEqual([{ versions: 2, classes: 10 }]);
    const same = await withApplication(({ database }) =>
      database.rows('SELECT count(DISTINCT (levels, n, weight))::INTEGER AS n FROM weight_class'),
    );
    expect(same).toEqual([{ n: 5 }]);
    const audit = await call(dataDir, ['audit', 'list', '--action', 'weights.run']);
    expect(audit.out.split('\n').filter((one) => one.includes('weights.run,small'))).toHaveLength(2);
  });

  it.each([
    [
      'margins that disagree',
      [...sexes, line('employment', 'employed', 700), line('employment', 'unemployed|inactive', 400)],
      balanced,
      {},
      'The totals of employment (1100) and sex (1000) differ by more than 1e-9 of the total. Use one source',
    ],
    [
      'a level of the population that is empty in the sample',
      [line('sex', 'f', 520), line('sex', 'm', 480)],
      { 'f employed': 12 },
      {},
      'sex: no respondent for "m", of whom there are 480 in the population. Merge it',
    ],
    [
      'a category of the sample that no margin counts',
      [...sexes, line('employment', 'employed', 600), line('employment', 'unemployed', 400)],
      { ...balanced, 'f unemployed': 3 },
      {},
      'have "inactive", which is not in the margin',
    ],
    [
      'margins that raking cannot meet together',
      [...sexes, ...works],
      { 'f employed': 10, 'm inactive': 10 },
      {},
      'After 500 rounds',
    ],
    [
      'bounds that the margins do not fit into',
      sexes,
      { 'f employed': 40, 'm employed': 2 },
      {},
      'sex, m stands at 238.0952',
    ],
    [
      'weights that would be negative',
      [
        line('sex', 'f', 10),
        line('sex', 'm', 990),
        line('employment', 'employed', 10),
        line('employment', 'inactive', 990),
      ],
      { 'f employed': 30, 'f inactive': 30, 'm employed': 30, 'm inactive': 30 },
      { weighting: { method: 'linear' } },
      '30 respondents would have a negative weight',
    ],
    [
      'a stratum with a single respondent',
      [],
      { 'f employed': 10, 'm employed': 1 },
      {
        sampleType: 'probability',
        weighting: {
          frame: {
            ...{ variable: 'sex', source: 'Register', year: 2026 },
            strata: [
              { category: 'f', population: 520, drawn: 20 },
              { category: 'm', population: 480, drawn: 20 },
            ],
          },
        },
      },
      'The strata m have a single primary unit',
    ],
    ['a census', sexes, balanced, { sampleType: 'census' }, '"small-persons" asked everybody'],
    ['a programme without margins', [], balanced, {}, 'The programme has no margins for the whole territory'],
    [
      'a margin that is named and not there',
      sexes,
      balanced,
      { weighting: { margins: ['municipality*sex'] } },
      'There is no margin municipality*sex for "small-persons". Those that fit its territory and its questions: sex',
    ],
  ])('names %s, and stores nothing', async (_, lines, counts, settings, sentence) => {
    await prepare(lines, counts, settings);
    const { code, out, err } = await weigh();
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(await stored()).toEqual([{ versions: 0, classes: 0 }]);
  });

  it('names its options, and a survey that is not there', async () => {
    expect((await call(dataDir, ['weights', 'run'])).err).toBe('weights run --survey S [--dry]\n');
    expect((await call(dataDir, ['weights', 'run', '--survey', 'x'])).code).toBe(1);
  });
});
