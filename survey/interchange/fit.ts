/** What comes in, fitted to a programme: links to what it does not have are dropped and counted. */
import { codesOf as territoryCodes } from '../programme/schema.ts';
import { plainHints } from '../focus/hint.ts';
import { readTopics } from '../focus/session-store.ts';
import { locate, type Reader } from '../register/context.ts';
import type { InterchangeContext } from './context.ts';
import { says, type FileFault } from './fault.ts';
import type { IncomingCode, IncomingSession } from './material.ts';

export interface Fitted<T> {
  readonly fitted: readonly T[];
  /** links that were dropped */
  readonly unknown: number;
}

/** Codes with the skills that the programme has. */
export async function fitCodes(
  reader: Reader,
  programme: string,
  codes: readonly IncomingCode[],
): Promise<Fitted<IncomingCode>> {
  const rows = await reader.rows<{ key: string }>('SELECT key FROM skill WHERE programme = ?', [programme]);
  const skills = new Set(rows.map(({ key }) => key));
  const isUnknown = ({ skill }: IncomingCode) => skill !== null && !skills.has(skill);
  return {
    fitted: codes.map((code) => (isUnknown(code) ? { ...code, skill: null } : code)),
    unknown: codes.filter(isUnknown).length,
  };
}

/** A session that has a version of the guide. */
export type FittedSession = IncomingSession & { readonly guide: number };

export async function fitSessions(
  context: InterchangeContext & { readonly reader: Reader },
  programme: string,
  sessions: readonly IncomingSession[],
  faults: FileFault[],
): Promise<Fitted<FittedSession>> {
  const { registry, reference, reader } = context;
  const known = new Set(registry.programme(programme).targetGroups.map(({ key }) => key));
  const newest = (await reference.guide(programme))?.version ?? 0;
  await checkTerritories(context, programme, sessions, faults);
  let unknown = 0;
  const kept = <T>(value: T | null, has: boolean): T | null => {
    if (value !== null && !has) unknown++;
    return has ? value : null;
  };
  const fitted: FittedSession[] = [];
  for (const session of sessions) {
    const topics = new Set((await readTopics(reader, programme, session.guide ?? newest)).map(({ name }) => name));
    fitted.push({
      ...session,
      title: isNobody(session.title) ? session.title : `Testo ${fitted.length + 1}`,
      guide: session.guide !== null && topics.size > 0 ? session.guide : newest,
      groups: session.groups.filter((group) => kept(group, known.has(group)) !== null),
      people: session.people.map((person) => ({
        ...person,
        group: kept(person.group, person.group !== null && known.has(person.group)),
      })),
      statements: session.statements.map((statement) => ({
        ...statement,
        topic: kept(statement.topic, statement.topic !== null && topics.has(statement.topic)),
      })),
    });
  }
  return { fitted, unknown };
}

/** Files are often called by the name of who was interviewed. */
const isNobody = (title: string): boolean => plainHints(title).length === 0;

async function checkTerritories(
  { registry, reader }: InterchangeContext & { readonly reader: Reader },
  programme: string,
  sessions: readonly IncomingSession[],
  faults: FileFault[],
): Promise<void> {
  const { territory } = registry.programme(programme).programme;
  const whole = new Set(territoryCodes(territory).map((code) => `${territory.level}:${code}`));
  const located = await locate(
    reader,
    programme,
    sessions.map((session) => session.territory),
  );
  for (const session of sessions) {
    const around = located.get(session.territory)?.around ?? [];
    if (!around.some((one) => whole.has(one) || one.startsWith('area:')))
      faults.push({ path: `${session.path}#territory`, code: 'unknown_reference', says: says.territory });
  }
}
