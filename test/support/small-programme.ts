import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AuditEntry } from '../../access.ts';
import type { Database } from '../../data/database.server.ts';
import type { SurveyService } from '../../survey/contract.ts';
import type { Intake } from '../../survey/intake.ts';
import { loadProgramme, readProgramme } from '../../survey/programme/programme.ts';
import { createProjection, type Projection } from '../../survey/typed/projection.ts';
import { testGuard } from './guard.ts';
import { createReceipts } from '../../survey/receipt.ts';
import { openRegistry, type Registry } from '../../survey/registry/registry.ts';
import { openSecret } from '../../survey/secret.ts';
import { openSurveyService } from '../../survey/service.ts';
import { withDatabase } from './database.ts';

import { both, firmInstrument, personInstrument, skills } from './small-instrument.ts';

/** A programme folder as its files, by path. */
export type ProgrammeFiles = Record<string, unknown>;

const survey = (id: string, instrument: string, more: object) => ({
  ...{ id, instrument, wave: '2026', sampleType: 'open', access: 'open', minutes: 5, notice: 'all' },
  ...{ opensOn: '2026-01-01', correctUntil: '2026-11-30', closesOn: '2026-12-31' },
  legalBasis: both('Task in the public interest.'),
  ...more,
});

/** The smallest programme that has everything: two surveys, groups, skills, the province of Matera. */
export function smallProgramme(): ProgrammeFiles {
  return {
    'programme.json': {
      ...{ id: 'small', title: both('Small'), owner: both('Nobody'), languages: ['it', 'en'] },
      ...{ territory: { level: 'province', code: '077' }, mapLevels: ['province', 'municipality'] },
      ...{ colours: { primary: '#005566', selection: '#c2502e' }, synthetic: both('made up') },
      surveys: [
        survey('small-persons', 'person', {
          audience: 'citizens',
          unit: 'person',
          release: { sizes: [{ size: 10, tables: [[], ['municipality'], ['sex', 'targetGroup']] }], closing: true },
        }),
        survey('small-firms', 'firm', {
          audience: 'firms',
          unit: 'firm',
          release: { sizes: [{ size: 10, tables: [[], ['sector']] }], closing: true },
        }),
      ],
    },
    'skills.json': {
      areas: [
        { key: 'languages', label: both('Languages') },
        { key: 'work', label: both('Work') },
      ],
      skills: skills.map((key, index) => ({
        key,
        area: index < 2 ? 'languages' : 'work',
        label: both(key),
        framework: null,
      })),
    },
    'target-groups.json': [
      {
        key: 'long_term',
        label: both('Long-term unemployed'),
        priority: 2,
        rule: { variable: 'monthsSearching', in: ['12plus'] },
      },
      {
        key: 'not_employed',
        label: both('Not employed'),
        priority: 3,
        rule: { not: { variable: 'employment', in: ['employed'] } },
      },
      {
        key: 'disabled_women',
        label: both('Women with a disability'),
        priority: 1,
        rule: {
          all: [
            { variable: 'sex', in: ['f'] },
            { variable: 'disability', in: ['yes'] },
          ],
        },
      },
    ],
    'areas.json': [],
    'generator.json': { languages: { it: 1 }, modes: { web: 1 } },
    'instruments/person.json': personInstrument,
    'instruments/firm.json': firmInstrument,
    'notices/all.json': { version: '1', text: both('We ask.') },
  };
}

/** Writes the files of a programme into a folder of its name, in a temporary directory. @returns the folder */
export async function writeProgramme(files: ProgrammeFiles, name = 'small'): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'fabbisogni-programme-')), name);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** The small programme in a database of its own, with what accepts answers and what counts them. */
export interface SmallSurveys {
  readonly database: Database;
  readonly directory: string;
  readonly registry: Registry;
  readonly projection: Projection;
  readonly intake: Intake;
  readonly service: SurveyService;
  /** what the audit was told of decisions */
  readonly recorded: readonly AuditEntry[];
  /** Accepts answers through the validator and gives their numbers; the wide rows are read with `rows`. */
  accept(survey: string, ...answers: Record<string, unknown>[]): Promise<void>;
}

const noon = () => new Date('2026-06-15T10:00:00Z');

/** Loads a programme into a database of its own, runs the test, and cleans up whatever happens. */
export async function withProgramme<T>(files: ProgrammeFiles, work: (surveys: SmallSurveys) => Promise<T>): Promise<T> {
  const folder = await writeProgramme(files);
  try {
    return await withDatabase(async (database, directory) => {
      await loadProgramme(database, await readProgramme(folder), '2026-01-01');
      return await work(await openSmall(database, directory));
    });
  } finally {
    await rm(dirname(folder), { recursive: true });
  }
}

export async function openSmall(database: Database, directory: string): Promise<SmallSurveys> {
  const registry = await openRegistry(database);
  const projection = createProjection(database, registry);
  const receipts = createReceipts(await openSecret(join(directory, 'secret'), async () => false));
  const recorded: AuditEntry[] = [];
  const { service, intake } = await openSurveyService({
    database,
    registry,
    receipts,
    guard: testGuard(noon),
    typedRows: projection,
    onErase: async () => undefined,
    record: async (_, entry) => void recorded.push(entry),
    now: noon,
  });
  const accept = async (survey: string, ...answers: Record<string, unknown>[]) => {
    const given = {
      version: registry.entry(survey).compiled.version,
      language: 'it',
      mode: 'web',
      noticeVersion: registry.entry(survey).notice.version,
      day: '2026-06-15',
    } as const;
    const { refused } = await intake.acceptMany(
      survey,
      answers.map((one) => ({ ...given, id: randomUUID(), answers: one })),
    );
    if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
  };
  return { database, directory, registry, projection, intake, service, recorded, accept };
}
