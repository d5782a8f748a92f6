/** Sessions of a file beside those that are here. */
import { setImmediate } from 'node:timers/promises';
import type { Connection } from '../../data/database.server.ts';
import type { Hint } from '../contract.ts';
import type { InterchangeContext } from './context.ts';
import { says, type FileFault } from './fault.ts';
import type { FittedSession } from './fit.ts';
import { findCodings, findSessions, findStatements } from './here.ts';
import type { OutgoingStatement } from './material.ts';
import * as rows from './store.ts';
import type { Bringing, CodingLine, StatementLine } from './store.ts';

interface Hinted extends FittedSession {
  readonly statements: readonly (OutgoingStatement & { readonly hints: readonly Hint[] })[];
}

export interface BroughtSessions {
  readonly sessions: number;
  readonly statements: number;
  readonly codings: number;
  readonly already: number;
}

/** In two steps: what takes its time is done before anything is written. */
export const bringSessions = { prepare, store };

/** Looks for what seems to name a person, as if the words had been noted here. */
async function prepare(
  { findHints }: InterchangeContext,
  programme: string,
  sessions: readonly FittedSession[],
): Promise<Hinted[]> {
  const hinted: Hinted[] = [];
  for (const session of sessions) {
    const statements: Hinted['statements'][number][] = [];
    for (const [at, one] of session.statements.entries()) {
      // waiting for what is known already gives nobody else a turn
      if (at % 20 === 0) await setImmediate();
      statements.push({ ...one, hints: await findHints(programme, one) });
    }
    hinted.push({ ...session, statements });
  }
  return hinted;
}

/**
 * Adds what is not here. A session that is here keeps its plan, its people and their consents; a statement that was
 * removed here stays so.
 */
async function store(
  tx: Connection,
  sessions: readonly Hinted[],
  bringing: Bringing,
  faults: FileFault[],
): Promise<BroughtSessions> {
  const here = new Map((await findSessions(tx, sessions)).map(({ id, programme }) => [id, programme]));
  for (const { id, path } of sessions)
    if (here.has(id) && here.get(id) !== bringing.programme) faults.push({ path, code: 'differs', says: says.differs });
  const fresh = sessions.filter(({ id }) => !here.has(id));
  const statements = await newStatements(tx, sessions, faults);
  const codings = await newCodings(tx, sessions, bringing, faults);
  const added = { sessions: fresh.length, statements: statements.length, codings: codings.length };
  const all = sessions.reduce((sum, one) => sum + 1 + one.statements.length + one.codings.length, 0);
  const already = all - added.sessions - added.statements - added.codings;
  if (faults.length > 0) return { ...added, already };
  await rows.insertSessions(tx, fresh, bringing);
  await rows.insertStatements(tx, statements, bringing);
  await rows.insertCodings(tx, codings, bringing);
  await rows.insertPasses(
    tx,
    fresh.flatMap((one) => passesOf(one, bringing)),
    bringing,
  );
  return { ...added, already };
}

async function newStatements(
  tx: Connection,
  sessions: readonly Hinted[],
  faults: FileFault[],
): Promise<StatementLine[]> {
  const all = sessions.flatMap(({ id, path, statements }) => statements.map((one) => ({ ...one, session: id, path })));
  const here = new Map((await findStatements(tx, all)).map((one) => [one.id, one]));
  for (const { id, session, text, path } of all) {
    const known = here.get(id);
    const isOther = known && (known.session !== session || (!known.removed && known.text !== text));
    if (isOther)
      faults.push({ path: `${path}/PlainTextSelection[@guid="${id}"]`, code: 'differs', says: says.differs });
  }
  return all.filter(({ id }) => !here.has(id)).map(({ path: _, ...line }) => line);
}

async function newCodings(
  tx: Connection,
  sessions: readonly Hinted[],
  { who, today }: Bringing,
  faults: FileFault[],
): Promise<CodingLine[]> {
  const all = sessions.flatMap(({ id, path, codings }) => codings.map((one) => ({ ...one, session: id, path })));
  const here = new Map((await findCodings(tx, all)).map((one) => [one.id, one]));
  const removed = new Set(
    (
      await findStatements(
        tx,
        all.map(({ statement }) => ({ id: statement })),
      )
    )
      .filter((one) => one.removed)
      .map(({ id }) => id),
  );
  for (const { id, statement, code, path } of all) {
    const known = here.get(id);
    if (known && (known.statement !== statement || known.code !== code))
      faults.push({ path: `${path}/Coding[@guid="${id}"]`, code: 'differs', says: says.differs });
  }
  return all
    .filter(({ id, statement }) => !here.has(id) && !removed.has(statement))
    .map(({ path: _, coder, madeOn, ...line }) => ({
      ...line,
      coder: coder ?? who,
      madeOn: madeOn === '' ? today : madeOn,
    }));
}

/** A file that tells no passes was coded once, by whoever coded most of it. */
function passesOf({ id, passes, codings }: Hinted, { who }: Bringing) {
  if (passes.length > 0 || codings.length === 0) return passes.map((one) => ({ ...one, session: id }));
  const byCoder = [...Map.groupBy(codings, ({ coder }) => coder ?? who)];
  const [[coder] = [who]] = byCoder.toSorted(([, a], [, b]) => b.length - a.length);
  return [{ session: id, pass: 'first', coder }];
}
