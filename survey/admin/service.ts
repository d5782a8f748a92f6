/** What those who run the programmes see of them; each by their own rights. */
import { demand, may, mayAnywhere, type Action, type Person } from '../../access.ts';
import type { Database } from '../../data/database.server.ts';
import type { SurveySummary } from '../contract.ts';
import { surveyOf } from '../instrument/context.ts';
import type { ProgrammeReference } from '../programme/reference.ts';
import type { Registry, SurveyEntry } from '../registry/registry.ts';
import type { DayCount, InstrumentVersions, ManagedProgramme, SurveyAdmin, WatchedSurvey } from './contract.ts';
import { scopeChoices } from './scope.ts';

export interface SurveyAdminOptions {
  readonly database: Pick<Database, 'rows'>;
  readonly registry: Registry;
  readonly reference: Pick<ProgrammeReference, 'organisations'>;
  readonly summary: (entry: SurveyEntry) => SurveySummary;
  /** YYYY-MM-DD */
  readonly today: () => string;
}

export function surveyAdmin(options: SurveyAdminOptions): SurveyAdmin {
  const { database, registry, summary, today } = options;
  return {
    watched: async (person) => {
      const covered = allowed(person, 'survey.watch');
      const entries = registry.entries().filter(({ compiled }) => covered(compiled.programme));
      const days = await answersByDay(database);
      const surveys = entries.map((entry) => watchedOf(entry, summary(entry), days.get(entry.compiled.id) ?? []));
      return { day: today(), surveys };
    },
    programmes: async (person) => {
      const covered = allowed(person, 'programme.manage');
      const programmes = registry.programmes().filter(({ id }) => covered(id));
      const loaded = await loadedDays(database);
      const versions = await publishedVersions(database);
      return programmes.map((programme): ManagedProgramme => ({
        ...programme,
        loadedOn: loaded.get(programme.id) ?? '',
        instruments: titled(registry, programme.id, versions.get(programme.id) ?? []),
        surveys: surveysOf(registry, programme.id).map(summary),
      }));
    },
    scopes: async (person) => {
      allowed(person, 'people.manage');
      return scopeChoices(options, person);
    },
  };
}

/** @returns whether a programme is within the person's rights @throws Problem when they have none anywhere */
function allowed(person: Person | null, action: Action): (programme: string) => boolean {
  if (!mayAnywhere(person, action)) demand(person, action, {});
  return (programme) => may(person, action, { programme });
}

const surveysOf = (registry: Registry, programme: string) =>
  registry.entries().filter(({ compiled }) => compiled.programme === programme);

/** An instrument is called like the newest survey that asks it. */
function titled(
  registry: Registry,
  programme: string,
  instruments: readonly Omit<InstrumentVersions, 'title'>[],
): InstrumentVersions[] {
  return instruments.map((one) => {
    const { instrument } = one;
    return { ...one, title: surveyOf(registry, programme, instrument)?.title ?? { it: instrument, en: instrument } };
  });
}

function watchedOf(
  { compiled, life, minorsDecidedOn }: SurveyEntry,
  summary: SurveySummary,
  days: readonly DayCount[],
): WatchedSurvey {
  const sizes = compiled.release.sizes.map(({ size }) => size).sort((a, b) => a - b);
  const state = life.state === 'draft' ? life.state : summary.state;
  return { ...summary, state, instrument: compiled.instrument, days, sizes, minorsDecidedOn };
}

/** Answers that are there today, by the day they came in. */
async function answersByDay(database: SurveyAdminOptions['database']): Promise<ReadonlyMap<string, DayCount[]>> {
  const rows = await database.rows<{ survey: string; day: string; n: number }>(
    `SELECT survey, day::VARCHAR AS day, count(*)::INTEGER AS n FROM response
     WHERE day IS NOT NULL AND pilot IS NOT TRUE GROUP BY survey, day ORDER BY survey, day`,
  );
  return grouped(
    rows,
    ({ survey }) => survey,
    ({ day, n }) => ({ day, n }),
  );
}

async function loadedDays(database: SurveyAdminOptions['database']): Promise<ReadonlyMap<string, string>> {
  const rows = await database.rows<{ id: string; day: string }>('SELECT id, loaded_on::VARCHAR AS day FROM programme');
  return new Map(rows.map(({ id, day }) => [id, day]));
}

async function publishedVersions(
  database: SurveyAdminOptions['database'],
): Promise<ReadonlyMap<string, Omit<InstrumentVersions, 'title'>[]>> {
  const rows = await database.rows<{ programme: string; instrument: string; version: number; publishedOn: string }>(
    `SELECT programme, instrument, version, published_on::VARCHAR AS "publishedOn" FROM instrument_version
     ORDER BY programme, instrument, version DESC`,
  );
  const programmes = [
    ...grouped(
      rows,
      (row) => row.programme,
      (row) => row,
    ),
  ];
  return new Map(
    programmes.map(([programme, own]) => {
      const instruments = grouped(
        own,
        (row) => row.instrument,
        ({ version, publishedOn }) => ({ version, publishedOn }),
      );
      return [programme, [...instruments].map(([instrument, versions]) => ({ instrument, versions }))];
    }),
  );
}

function grouped<Row, Value>(
  rows: readonly Row[],
  key: (row: Row) => string,
  value: (row: Row) => Value,
): ReadonlyMap<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), value(row)]);
  return groups;
}
