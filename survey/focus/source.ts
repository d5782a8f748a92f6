/** Files of old notes: looked at first, then taken in as a whole, and taken back as a whole. */
import { createHash, randomUUID } from 'node:crypto';
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { FocusGroups, ImportedSource, SourcePreview } from '../contract.ts';
import { invalidRows } from '../register/fault.ts';
import { idOf, noteOf, reach, type FocusContext, type Reader } from './context.ts';
import type { FindHints } from './hint-finder.ts';
import { demandNobody } from './nobody.ts';
import { readParticipants, readSessions, readTopics, type SessionRow } from './session-store.ts';
import type { Draft } from './source-csv.ts';
import { sourceFault, type SourceFault } from './source-fault.ts';
import { readSource, type ReadSource } from './source-read.ts';
import { participantOf, type Numbers } from './source-speaker.ts';
import { insertStatements, wipeStatements, type NewStatement } from './statement-store.ts';

export type Sources = Pick<FocusGroups, 'preview' | 'importSource' | 'sources' | 'removeSource'>;

export function sourcesOf(context: FocusContext, findHints: FindHints): Sources {
  const { database, audit, today } = context;
  return {
    preview: async (who, id, file) => {
      const { session } = await reach(context, who, 'focus.moderate', id);
      return previewOf(await checked(context, session, readSource(file)), file.participants);
    },
    importSource: async (who, id, file) => {
      const reached = await reach(context, who, 'focus.moderate', id);
      const { person, session } = reached;
      const { format, drafts, faults } = await checked(context, session, readSource(file));
      if (faults.length > 0) throw invalidRows(faults.map(rowFaultOf));
      const name = nameOf(file.name);
      const source: ImportedSource = { id: randomUUID(), name, format, statements: drafts.length, importedOn: today() };
      const lines = await linesOf(findHints, session, drafts, {
        source: source.id,
        author: person.id,
        notedOn: today(),
      });
      const hash = createHash('sha256').update(file.bytes).digest('hex');
      return database.write(async (tx) => {
        const [known] = await readSources(tx, session.id, 'hash = $wanted', hash);
        if (known) return { created: false, source: known };
        await demandTaking(tx, session.id);
        const [{ last }] = (await tx.rows<{ last: number }>(lastPlace, [session.id])) as [{ last: number }];
        await tx.run(insertion, [source.id, session.id, name, format, hash, drafts.length, today()]);
        await tx.run(becoming, { session: session.id, today: today() });
        await insertStatements(
          tx,
          lines.map((line, index) => ({ ...line, place: last + index + 1 })),
        );
        await audit.record(tx, noteOf(reached, 'focus.import', { detail: { count: drafts.length } }));
        return { created: true, source };
      });
    },
    sources: async (who, id) => readSources(database, (await reach(context, who, 'focus.read', id)).session.id),
    removeSource: async (who, id, source) => {
      const reached = await reach(context, who, 'focus.moderate', id);
      const [key, session] = [idOf(source), reached.session.id];
      await database.write(async (tx) => {
        const [known] = await readSources(tx, session, 'id = $wanted::UUID', key);
        if (!known) throw new Problem('not_found', { value: key });
        await demandTaking(tx, session);
        const gone = await wipeStatements(tx, 'source = $source::UUID', { source: key });
        await context.onRemove(tx, gone);
        await tx.run('DELETE FROM focus_source WHERE id = ?::UUID', [key]);
        await tx.run(unbecoming, { session });
        await audit.record(tx, noteOf(reached, 'focus.undo', { detail: { count: gone.length } }));
      });
    },
  };
}

const readSources = (reader: Reader, session: string, condition = 'true', wanted?: string): Promise<ImportedSource[]> =>
  reader.rows<ImportedSource>(
    `SELECT id::VARCHAR AS id, name, format, statements, imported_on::VARCHAR AS "importedOn"
     FROM focus_source WHERE session = $session::UUID AND ${condition} ORDER BY imported_on, name, id`,
    { session, ...(wanted !== undefined && { wanted }) },
  );

const insertion = 'INSERT INTO focus_source VALUES (?::UUID, ?::UUID, ?, ?, ?, ?, ?::DATE)';
const lastPlace = 'SELECT coalesce(max(place), 0) AS last FROM focus_statement WHERE session = ?::UUID';
const nothingOf = (which: string) => `NOT EXISTS
    (SELECT 1 FROM focus_statement WHERE session = $session::UUID AND ${which} AND NOT removed)`;
/** A session of which nothing was written live is one of old notes: it was held on its day, without being opened here. */
const becoming = `
  UPDATE focus_session
  SET origin = 'imported',
      state = CASE WHEN state = 'planned' AND held_on <= $today::DATE THEN 'closed' ELSE state END
  WHERE id = $session::UUID AND ${nothingOf('source IS NULL')}`;
/** Without its last file it is what it was before. */
const unbecoming = `
  UPDATE focus_session SET origin = 'live', state = 'planned'
  WHERE id = $session::UUID AND origin = 'imported' AND state = 'closed' AND ${nothingOf('true')}
    AND NOT EXISTS (SELECT 1 FROM focus_source WHERE session = $session::UUID)`;

/** Files come and go in what is open, and in old notes. @throws Problem session_closed */
async function demandTaking(tx: Connection, session: string): Promise<void> {
  const [now] = await readSessions(tx, 's.id = $id::UUID', { id: session });
  if (now?.state === 'closed' && now.origin !== 'imported') throw new Problem('session_closed');
}

/** What a file is called; the folders it lay in are nobody's business. @throws Problem names_somebody */
function nameOf(name: string): string {
  const own = name.split(/[/\\]/).at(-1)!;
  demandNobody(own.replace(/[._-]+/g, ' '));
  return own;
}

const rowFaultOf = ({ line, code, it, en }: SourceFault) => ({ row: line, column: code, it, en });

/** Holds participants and topics against the session. */
async function checked({ database }: FocusContext, session: SessionRow, read: ReadSource): Promise<ReadSource> {
  const people = new Set((await readParticipants(database, session.id)).map(({ number }) => number));
  const topics = new Set((await readTopics(database, session.programme, session.guide)).map(({ name }) => name));
  const unknown = read.drafts.flatMap(({ line, participant, topic }): SourceFault[] => [
    ...(participant === null || people.has(participant)
      ? []
      : [sourceFault(line, 'unknown_participant', `P${participant}`)]),
    ...(topic === null || topics.has(topic) ? [] : [sourceFault(line, 'unknown_topic', topic.slice(0, 60))]),
  ]);
  return { ...read, faults: [...read.faults, ...unknown].sort((one, other) => one.line - other.line) };
}

function previewOf({ format, drafts, faults }: ReadSource, numbers: Numbers): SourcePreview {
  const names = [...new Set(drafts.flatMap(({ speaker }) => speaker ?? []))];
  return {
    format,
    statements: drafts.map(({ line: _, speaker: __, ...draft }) => draft),
    speakers: names.map((name) => ({ name, participant: participantOf(name, numbers) })),
    faults: faults.map(({ line, code, it, en }) => ({ line, code, message: { it, en } })),
  };
}

type Line = Omit<NewStatement, 'place'>;

async function linesOf(
  findHints: FindHints,
  { id: session, programme }: Pick<SessionRow, 'id' | 'programme'>,
  drafts: readonly Draft[],
  common: Pick<Line, 'source' | 'author' | 'notedOn'>,
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { line: _, speaker: __, ...draft } of drafts)
    lines.push({
      ...draft,
      ...common,
      id: randomUUID(),
      session,
      revision: 1,
      hints: await findHints(programme, draft),
    });
  return lines;
}
