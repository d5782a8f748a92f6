/** Files that come in: all of one or nothing, and what is here already stays as it is. */
import type { Connection } from '../../data/database.server.ts';
import type { Interchange, InterchangeReport } from '../contract.ts';
import { bringCodes, renamed } from './bring-codes.ts';
import { bringSessions } from './bring-sessions.ts';
import { lead, type InterchangeContext } from './context.ts';
import { differingProject, invalidProject, type FileFault } from './fault.ts';
import { fitCodes, fitSessions } from './fit.ts';
import { readInThread } from './read-thread.ts';
import type { SessionDefaults } from './to-sessions.ts';
import { codesOf } from '../programme/schema.ts';
import type { Bringing } from './store.ts';

export type Imports = Pick<Interchange, 'importCodebook' | 'importProject'>;

const nothing: InterchangeReport = {
  ...{ codes: 0, sessions: 0, statements: 0, codings: 0, already: 0, otherSources: 0, unknownLinks: 0 },
};

export function importsOf(context: InterchangeContext): Imports {
  const { audit, database, today } = context;

  /** @throws Problem interchange_differs, when something is here with other content; then nothing is kept */
  const bring = (
    as: string,
    bringing: Bringing,
    work: (tx: Connection, faults: FileFault[]) => Promise<InterchangeReport>,
  ) =>
    database.write(async (tx) => {
      const faults: FileFault[] = [];
      const report = await work(tx, faults);
      if (faults.length > 0) throw differingProject(faults);
      const { who, programme } = bringing;
      await audit.record(tx, {
        who,
        action: 'interchange.import',
        programme,
        object: programme,
        detail: { as, ...report },
      });
      return report;
    });

  return {
    importCodebook: async (who, programme, file) => {
      const bringing = { programme, who: lead(context, who, programme).id, today: today() };
      const read = await readInThread({ bytes: file, defaults: null });
      refuse(read.faults);
      const { fitted, unknown } = await fitCodes(database, programme, read.codes);
      return bring('qdc', bringing, async (tx, differing) => {
        const codes = await bringCodes(tx, fitted, bringing, differing);
        return { ...nothing, codes: codes.added, already: codes.already, unknownLinks: unknown };
      });
    },
    importProject: async (who, programme, file) => {
      const bringing = { programme, who: lead(context, who, programme).id, today: today() };
      const read = await readInThread({ bytes: file, defaults: defaultsIn(context, bringing) });
      const { otherSources } = read;
      const faults = [...read.faults];
      const codes = await fitCodes(database, programme, read.codes);
      const sessions = await fitSessions({ ...context, reader: database }, programme, read.sessions, faults);
      refuse(faults);
      const hinted = await bringSessions.prepare(context, programme, sessions.fitted);
      return bring('qdpx', bringing, async (tx, differing) => {
        const done = await bringCodes(tx, codes.fitted, bringing, differing);
        const rest = await bringSessions.store(tx, renamed(hinted, done.names), bringing, differing);
        return {
          ...{ codes: done.added, ...rest, already: done.already + rest.already },
          ...{ otherSources, unknownLinks: codes.unknown + sessions.unknown },
        };
      });
    },
  };
}

function refuse(faults: readonly FileFault[]): void {
  if (faults.length > 0) throw invalidProject(faults);
}

/** What another program's file does not tell: the programme's first territory and first language. */
function defaultsIn({ registry }: InterchangeContext, { programme, today }: Bringing): SessionDefaults {
  const { territory, languages } = registry.programme(programme).programme;
  const [code = ''] = codesOf(territory);
  return { territory: `${territory.level}:${code}`, language: languages[0]!, place: '-', day: today };
}
