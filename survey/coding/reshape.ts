/** Two codes become one, one becomes two: codings change their code, none is lost and none doubled. */
import { demand } from '../../access.ts';
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { CodeMerge, CodeSplit, type Codings } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { codeAt, findCode, insertCode, noteEvent, readCodes, updateCode, type CodeRow } from './code-store.ts';
import { checkParent, checkSkill, codeFor, codeWithin, lowered } from './code.ts';
import { dropCodings, readCodings } from './coding-store.ts';
import { listed, type CodingContext } from './context.ts';
import { settleCodes } from './final.ts';
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
        await settleAll(tx, into);
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
        await demandNamed(tx, code.id, named, sight);
        const moved = await recodeNamed(tx, code.id, part.id, named);
        await updateCode(tx, code);
        const event = { programme, code: code.id, what: 'split', who: person.id, day: today() } as const;
        await noteEvent(tx, { ...event, detail: { into: part.id, codings: moved } });
        await noteEvent(tx, { ...event, code: part.id, what: 'accepted', detail: { from: code.id, is: part } });
        await settleAll(tx, part.id, code.id);
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
  await recodeDecisions(tx, 'true', { from, to });
  const rows = await tx.rows<{ id: string }>(
    'UPDATE coding SET code = $to::UUID WHERE code = $from::UUID RETURNING id::VARCHAR AS id',
    { from, to },
  );
  await dropTwins(tx, to);
  return rows.map(({ id }) => id).sort();
}

/** Where both codes stood on the very same words in one pass one of them stays, with what it supports. */
async function dropTwins(tx: Connection, code: string): Promise<void> {
  const twins = `(SELECT id, kept FROM (
    SELECT id, first_value(id) OVER (PARTITION BY unit, pass, start, stop, placed, quote ORDER BY id) AS kept
    FROM coding WHERE code = $code::UUID) WHERE id <> kept)`;
  await tx.run(
    `INSERT INTO recommendation_support
     SELECT recommendation, kept FROM recommendation_support JOIN ${twins} AS twin ON twin.id = coding
     EXCEPT SELECT recommendation, coding FROM recommendation_support`,
    { code },
  );
  const rows = await tx.rows<{ id: string }>(`SELECT id::VARCHAR AS id FROM ${twins}`, { code });
  await dropCodings(
    tx,
    rows.map(({ id }) => id),
  );
}

/** What was decided for a code is decided for another. @param condition  fixed SQL on `adjudication` with `$names` */
async function recodeDecisions(
  tx: Connection,
  condition: string,
  values: Readonly<{ from: string; to: string; ids?: string }>,
): Promise<void> {
  await tx.run(
    `UPDATE adjudication SET codes = to_json(list_sort(list_distinct(list_transform(
       from_json(codes, '["VARCHAR"]'), lambda one: CASE WHEN one = $from THEN $to ELSE one END))))::VARCHAR
     WHERE list_contains(from_json(codes, '["VARCHAR"]'), $from) AND ${condition}`,
    values,
  );
}

/** @throws Problem unknown_reference for a coding that is not of the code, or not to be seen */
async function demandNamed(
  tx: Connection,
  code: string,
  named: readonly string[],
  sight: Awaited<ReturnType<typeof sightOf>>,
): Promise<void> {
  const rows = await readCodings(tx, `coding.code = $code::UUID AND ${among} AND ${visible}`, {
    ...{ code, ids: listed(named) },
    ...sight,
  });
  const found = new Set(rows.map(({ id }) => id));
  const stranger = named.find((id) => !found.has(id));
  if (stranger) throw new Problem('unknown_reference', { value: stranger });
}

const among = `coding.id IN (SELECT unnest(from_json($ids, '["UUID"]')))`;

/** What was settled between two coders goes over together with what each of them gave there. @returns all ids */
async function recodeNamed(tx: Connection, from: string, to: string, named: readonly string[]): Promise<string[]> {
  const final = `SELECT unit, start, stop FROM coding WHERE pass = 'final' AND ${among}`;
  const on = `final.start < one.stop AND final.stop > one.start`;
  const values = { from, to, ids: listed(named) };
  await recodeDecisions(
    tx,
    `id IN (SELECT one.id FROM adjudication AS one
            JOIN (${final}) AS final ON final.unit = one.statement::VARCHAR AND ${on})`,
    values,
  );
  const rows = await tx.rows<{ id: string }>(
    `UPDATE coding SET code = $to::UUID
     WHERE code = $from::UUID AND (${among} OR id IN (
       SELECT one.id FROM coding AS one JOIN (${final}) AS final ON final.unit = one.unit AND ${on}))
     RETURNING id::VARCHAR AS id`,
    values,
  );
  return rows.map(({ id }) => id).sort();
}

/** Settles every session that two coders finished and in which one of these codes was given. */
async function settleAll(tx: Connection, ...codes: readonly string[]): Promise<void> {
  const sessions = await tx.rows<{ session: string }>(
    `SELECT DISTINCT session::VARCHAR AS session FROM coding
     WHERE code IN (SELECT unnest(from_json($codes, '["UUID"]'))) AND session IN (${settledSessions})`,
    { codes: listed(codes) },
  );
  await settleCodes(
    tx,
    sessions.map(({ session }) => session),
    codes,
  );
}
