/** What came of surveys: written by planners, read by anybody. A finding stands on a figure that was published. */
import { demand, type AuditEntry, type Person } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { pathText } from '../../survey/definition/definition.ts';
import type { Registry } from '../../survey/registry/registry.ts';
import { Said, type AnalyticsService, type PublishedSaid, type SaidDraft, type SaidService } from '../contract.ts';

export interface SaidOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'entry'>;
  readonly analytics: Pick<AnalyticsService, 'figure'>;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  /** YYYY-MM-DD */
  readonly today: () => string;
}

export function createSaid(options: SaidOptions): SaidService {
  const { database, registry, analytics } = options;
  const enter = (who: Person | null, survey: string): Person => {
    const { programme } = registry.entry(survey).compiled;
    demand(who, 'said.write', { programme }, survey);
    return who!;
  };
  const service: SaidService = {
    all: () => read(database, 'QUALIFY row_number() OVER (PARTITION BY survey ORDER BY version DESC) = 1', {}),
    one: async (survey, version) => {
      const [newest] = await read(database, 'WHERE survey = $survey AND ($version IS NULL OR version = $version)', {
        ...{ survey, version: version ?? null },
      });
      if (newest === undefined) throw new Problem('not_found', { value: survey });
      return newest;
    },
    figured: async (survey, version) => {
      const said = await service.one(survey, version);
      const figures = await Promise.all(said.content.findings.map(({ figure }) => analytics.figure(figure)));
      return { said, figures };
    },
    versions: (survey) =>
      database.rows(
        `SELECT version, published_on::VARCHAR AS "publishedOn" FROM said_version WHERE survey = ? ORDER BY version DESC`,
        [survey],
      ),
    draft: async (who, survey) => {
      enter(who, survey);
      return (await readDraft(database, survey)) ?? { revision: 0, content: (await service.versions(survey))[0] ? (await service.one(survey)).content : {} }; // prettier-ignore
    },
    keep: (who, survey, draft) => keep(options, enter(who, survey), survey, draft),
    publish: async (who, survey, revision) => {
      await publish(options, enter(who, survey), survey, revision);
      return service.one(survey);
    },
  };
  return service;
}

async function read(
  database: Pick<Database, 'rows'>,
  which: string,
  values: Readonly<Record<string, string | number | null>>,
): Promise<PublishedSaid[]> {
  const rows = await database.rows<Omit<PublishedSaid, 'content'> & { content: string }>(
    `SELECT survey, version, published_on::VARCHAR AS "publishedOn", content FROM said_version ${which}
     ORDER BY published_on DESC, version DESC`,
    values,
  );
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as Said }));
}

async function readDraft(reader: Pick<Connection, 'rows'>, survey: string): Promise<SaidDraft | null> {
  const [row] = await reader.rows<{ revision: number; content: string }>(
    'SELECT revision, content FROM said_draft WHERE survey = ?',
    [survey],
  );
  return row ? { revision: row.revision, content: JSON.parse(row.content) as unknown } : null;
}

async function keep(
  { database, registry, audit, today }: SaidOptions,
  person: Person,
  survey: string,
  { revision, content }: SaidDraft,
): Promise<SaidDraft> {
  const { programme } = registry.entry(survey).compiled;
  await database.write(async (tx) => {
    refuseOther(await readDraft(tx, survey), revision);
    await tx.run(
      `INSERT INTO said_draft VALUES ($survey, $revision, $content, $on::DATE, $who)
       ON CONFLICT (survey) DO UPDATE SET revision = excluded.revision, content = excluded.content,
         changed_on = excluded.changed_on, who = excluded.who`,
      { survey, revision: revision + 1, content: JSON.stringify(content), on: today(), who: person.id },
    );
    const detail = { revision: revision + 1 };
    await audit.record(tx, { who: person.id, action: 'said.edit', programme, object: survey, detail });
  });
  return { revision: revision + 1, content };
}

async function publish(options: SaidOptions, person: Person, survey: string, revision: number): Promise<void> {
  const { database, registry, audit, today } = options;
  const { programme } = registry.entry(survey).compiled;
  const held = await readDraft(database, survey);
  refuseOther(held, revision);
  const content = await checked(options, survey, held?.content);
  await checkPlans(options, programme, content);
  await database.write(async (tx) => {
    refuseOther(await readDraft(tx, survey), revision);
    const [{ version } = { version: 1 }] = await tx.rows<{ version: number }>(
      'SELECT (coalesce(max(version), 0) + 1)::INTEGER AS version FROM said_version WHERE survey = ?',
      [survey],
    );
    await tx.run('INSERT INTO said_version VALUES (?, ?, ?, ?::DATE, ?)', [
      ...[survey, version, JSON.stringify(content), today(), person.id],
    ]);
    await tx.run('DELETE FROM said_draft WHERE survey = ?', [survey]);
    await audit.record(tx, { who: person.id, action: 'said.publish', programme, object: survey, detail: { version } });
  });
}

/** Whole, and each finding on a published share of this very survey. @throws Problem said_faulty, unknown_figure */
async function checked({ analytics }: SaidOptions, survey: string, content: unknown): Promise<Said> {
  const parsed = Said.safeParse(content);
  if (!parsed.success) throw new Problem('said_faulty', { value: pathText(parsed.error.issues[0]!.path) });
  for (const { figure } of parsed.data.findings) {
    const { query, survey: own } = await analytics.figure(figure);
    if (own !== survey || query.statistic !== 'proportion') throw new Problem('said_faulty', { value: figure });
  }
  return parsed.data;
}

/** What is said to follow is there for everybody to read. @throws Problem said_faulty */
async function checkPlans({ database }: SaidOptions, programme: string, { followed }: Said): Promise<void> {
  for (const { plan } of followed) {
    if (plan === undefined) continue;
    const approved = await database.rows(
      'SELECT 1 FROM plan_version JOIN plan ON plan.id = plan_version.plan WHERE plan.id = ?::UUID AND programme = ?',
      [plan, programme],
    );
    if (approved.length === 0) throw new Problem('said_faulty', { value: plan });
  }
}

/** @throws Problem revision_conflict */
function refuseOther(held: SaidDraft | null, read: number): void {
  if ((held?.revision ?? 0) !== read) throw new Problem('revision_conflict', { value: held?.revision ?? 0 });
}
