/** Two codes become one, one becomes two: codings change their code, none is lost and none doubled. */
import { demand } from '../../access.ts';
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { CodeMerge, CodeSplit, type Codings } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { codeAt, findCode, insertCode, noteEvent, readCodes, updateCode, type CodeRow } from './code-store.ts';
import { checkParent, checkSkill, codeFor, codeWithin, lowered } from './code.ts';
import { readCodings, type CodingRow } from './coding-store.ts';
import { listed, type CodingContext } from './context.ts';
import { settle } from './final.ts';
import { parentsOf, unmergeable } from './tree.ts';
import { settledSessions, sightOf, visible } from './visible.ts';

export function reshapingOf(context: CodingContext): Pick<Codings, 'mergeCode' | 'splitCode'> {
  const { database, audit, today } = context;
  return {
    mergeCode: async (who, id, body) => {
      const { person, found } = await codeWithin(context, who, id);
      const { revision, ...sent } = parsed(CodeMerge, body);
      const { programme } = found;
      const into = sent.into.toLowerCase();
      demand(person, 'code.lead', { programme }, id);
      await database.write(async (tx) => {
        const code = await codeAt(tx, found.id, revision);
        await checkMerge(tx, code, into);
        const codings = await recode(tx, code.id, into);
        await adopt(tx, code, into);
        await updateCode(tx, { ...code, state: 'merged', mergedInto: into });
        const event = { programme, code: code.id, what: 'merged', who: person.id, day: today() } as const;
        await noteEvent(tx, { ...event, detail: { into, was: { state: code.state }, codings } });
        await settleAll(tx, programme, into);
        await audit.record(tx, { who: person.id, action: 'code.merge', programme, object: code.id });
      });
      return codeFor(context, person, into);
    },
    splitCode: async (who, id, body) => {
      const { person, found } = await codeWithin(context, who, id);
      const { programme } = found;
      demand(person, 'code.lead', { programme }, id);
      const { revision, ...sent } = parsed(CodeSplit, body);
      const part = lowered({ ...sent.code, programme });
      const named = [...new Set(sent.codings.map((coding) => coding.toLowerCase()))];
      const sight = await sightOf(context, person, programme);
      await database.write(async (tx) => {
        const code = await codeAt(tx, found.id, revision);
        if (code.state !== 'accepted') throw new Problem('code_state', { value: code.state });
        if (await findCode(tx, part.id)) throw new Problem('id_taken', { value: part.id });
        await checkSkill(tx, programme, part.skill);
        await checkParent(tx, part);
        await insertCode(tx, part, { who: person.id, state: 'accepted' });
        const rows = await namedCodings(tx, code.id, named, sight);
        const moved = await recodeNamed(tx, code.id, part.id, rows);
        await updateCode(tx, code);
        const event = { programme, code: code.id, what: 'split', who: person.id, day: today() } as const;
        await noteEvent(tx, { ...event, detail: { into: part.id, codings: moved } });
        await noteEvent(tx, { ...event, code: part.id, what: 'accepted', detail: { from: code.id, is: part } });
        await settleAll(tx, programme, part.id, code.id);
        await audit.record(tx, { who: person.id, action: 'code.split', programme, object: code.id });
      });
      return codeFor(context, person, part.id);
    },
  };
}

/** @throws Problem code_state, unknown_reference, code_cycle, code_depth */
async function checkMerge(tx: Connection, { id, programme, state }: CodeRow, into: string): Promise<void> {
  if (state !== 'accepted' && state !== 'proposed') throw new Problem('code_state', { value: state });
  const codes = await readCodes(tx, programme);
  const target = codes.find((one) => one.id === into);
  if (target?.state !== 'accepted') throw new Problem('unknown_reference', { value: into });
  const fault = unmergeable(parentsOf(codes), id, into);
  if (fault) throw new Problem(`code_${fault}`);
}

/** What lay below a code lies below another now. */
async function adopt(tx: Connection, { id }: CodeRow, into: string): Promise<void> {
  await tx.run('UPDATE code SET parent = ?::UUID, revision = revision + 1 WHERE parent = ?::UUID', [into, id]);
}

/** Gives all codings of a code to another. @returns their ids */
async function recode(tx: Connection, from: string, to: string): Promise<string[]> {
  const rows = await readCodings(tx, 'coding.code = $from::UUID', { from });
  for (const { id, statement } of await decisionsWith(tx, from)) await recodeDecision(tx, { id, statement }, from, to);
  await tx.run('UPDATE coding SET code = ?::UUID WHERE code = ?::UUID', [to, from]);
  await dropTwins(tx, to);
  return rows.map(({ id }) => id);
}

/** Where both codes stood on the very same words in one pass one of them stays, with what it supports. */
async function dropTwins(tx: Connection, code: string): Promise<void> {
  const twins = await tx.rows<{ id: string; kept: string }>(
    `SELECT id::VARCHAR AS id, kept::VARCHAR AS kept FROM (
       SELECT id, first_value(id) OVER (PARTITION BY unit, pass, start, stop, placed, quote ORDER BY id) AS kept
       FROM coding WHERE code = ?::UUID) WHERE id <> kept`,
    [code],
  );
  for (const { id, kept } of twins) {
    await tx.run(
      `INSERT INTO recommendation_support SELECT recommendation, $kept::UUID FROM recommendation_support
       WHERE coding = $id::UUID AND recommendation NOT IN
         (SELECT recommendation FROM recommendation_support WHERE coding = $kept::UUID)`,
      { id, kept },
    );
    await tx.run('DELETE FROM recommendation_support WHERE coding = ?::UUID', [id]);
    await tx.run('DELETE FROM coding WHERE id = ?::UUID', [id]);
  }
}

interface Decision {
  readonly id: string;
  readonly statement: string;
  readonly start: number;
  readonly stop: number;
}

/** What was decided for a code, apart from other codes. */
const decisionsWith = (tx: Connection, code: string): Promise<Decision[]> =>
  tx.rows(
    `SELECT id::VARCHAR AS id, statement::VARCHAR AS statement, start, stop FROM adjudication
     WHERE list_contains(from_json(codes, '["VARCHAR"]'), ?)`,
    [code],
  );

async function recodeDecision(tx: Connection, { id }: Pick<Decision, 'id' | 'statement'>, from: string, to: string) {
  const [row] = await tx.rows<{ codes: string }>('SELECT codes FROM adjudication WHERE id = ?::UUID', [id]);
  const codes = (JSON.parse(row!.codes) as string[]).map((code) => (code === from ? to : code));
  await tx.run('UPDATE adjudication SET codes = ? WHERE id = ?::UUID', [
    JSON.stringify([...new Set(codes)].sort()),
    id,
  ]);
}

/** The codings that were named. @throws Problem unknown_reference for one that is not of the code, or not to be seen */
async function namedCodings(
  tx: Connection,
  code: string,
  named: readonly string[],
  sight: Awaited<ReturnType<typeof sightOf>>,
): Promise<CodingRow[]> {
  const rows = await readCodings(
    tx,
    `coding.code = $code::UUID AND coding.id IN (SELECT unnest(from_json($named, '["UUID"]'))) AND ${visible}`,
    { code, named: listed(named), ...sight },
  );
  const found = new Set(rows.map(({ id }) => id));
  const stranger = named.find((id) => !found.has(id));
  if (stranger) throw new Problem('unknown_reference', { value: stranger });
  return rows;
}

/** What was settled between two coders goes over together with what each of them gave there. @returns all ids */
async function recodeNamed(tx: Connection, from: string, to: string, rows: readonly CodingRow[]): Promise<string[]> {
  const ids = new Set(rows.map(({ id }) => id));
  const decided = await decisionsWith(tx, from);
  for (const { unit, start, stop, pass } of rows) {
    if (pass !== 'final') continue;
    const values = { from, unit, start, stop };
    const below = 'coding.code = $from::UUID AND unit = $unit AND start < $stop AND stop > $start';
    for (const { id } of await readCodings(tx, below, values)) ids.add(id);
    for (const one of decided)
      if (one.statement === unit && one.start < stop && one.stop > start) await recodeDecision(tx, one, from, to);
  }
  await tx.run(`UPDATE coding SET code = $to::UUID WHERE id IN (SELECT unnest(from_json($ids, '["UUID"]')))`, {
    to,
    ids: listed([...ids]),
  });
  return [...ids];
}

/** Settles every session that two coders finished and in which one of these codes was given. */
async function settleAll(tx: Connection, programme: string, ...codes: readonly string[]): Promise<void> {
  const sessions = await tx.rows<{ session: string }>(
    `SELECT DISTINCT session::VARCHAR AS session FROM coding
     WHERE code IN (SELECT unnest(from_json($codes, '["UUID"]'))) AND session IN (${settledSessions})`,
    { codes: listed(codes) },
  );
  for (const { session } of sessions) await settle(tx, { session, programme });
}
