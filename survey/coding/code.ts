/** The shared list of codes, a tree: a coder proposes, the lead decides; what happened to each code stays written. */
import { demand, may, type Person } from '../../access.ts';
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { canonicalJson } from '../canonical.ts';
import { CodeChange, NewCode, type Code, type CodeEvent, type CodeEventKind, type Codings } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { codeAt, findCode, insertCode, noteEvent, readCodes, updateCode, type CodeRow } from './code-store.ts';
import { enter, listed, notFound, type CodingContext, type Reader, type Who } from './context.ts';
import { misplaced, parentsOf } from './tree.ts';
import { countedOnce, sightOf, visible } from './visible.ts';

export type Codebook = Pick<Codings, 'codes' | 'history' | 'addCode' | 'changeCode'>;

export function codebookOf(context: CodingContext): Codebook {
  const { database, audit, today } = context;
  return {
    codes: async (who, programme) => {
      const person = enter(context, who, 'code.read', programme);
      return codesFor(context, person, programme);
    },
    history: async (who, programme) => {
      const person = enter(context, who, 'code.read', programme);
      const rows = await database.rows<Omit<CodeEvent, 'detail'> & { detail: string }>(
        `SELECT code::VARCHAR AS code, seq::INTEGER AS seq, what, who, day::VARCHAR AS day, detail
         FROM code_event WHERE programme = ? ORDER BY seq`,
        [programme],
      );
      const events = rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as CodeEvent['detail'] }));
      const named = events.flatMap(({ detail }) => namedIn(detail));
      const seen = named.length === 0 ? new Set<string>() : await seenOf(context, person, programme, named);
      return events.map((event) => ({ ...event, detail: told(event.detail, seen) }));
    },
    addCode: async (who, body) => {
      const code = lowered(parsed(NewCode, body));
      const { id, programme } = code;
      const person = enter(context, who, 'code.propose', programme);
      const isLead = may(person, 'code.lead', { programme });
      const created = await database.write(async (tx) => {
        const known = await findCode(tx, id);
        if (known) return isRepeated(known, code, person);
        await checkSkill(tx, programme, code.skill);
        await checkParent(tx, code);
        const state = isLead ? 'accepted' : 'proposed';
        await insertCode(tx, code, { who: person.id, state });
        const event = { programme, code: id, who: person.id, day: today() };
        await noteEvent(tx, { ...event, what: state, detail: { is: code } });
        await audit.record(tx, { who: person.id, action: 'code.write', programme, object: id });
        return true;
      });
      return { created, code: await codeFor(context, person, id) };
    },
    changeCode: async (who, id, body) => {
      const { person, found } = await codeWithin(context, who, id);
      const { revision, ...wanted } = parsed(CodeChange, body);
      const { programme } = found;
      await database.write(async (tx) => {
        const was = await codeAt(tx, found.id, revision);
        demandChange(person, was, wanted);
        const is: CodeRow = { ...was, ...defined(wanted) };
        if (was.state === 'merged') throw new Problem('code_state', { value: was.state });
        if (is.skill !== was.skill) await checkSkill(tx, programme, is.skill);
        if (is.parent !== was.parent) await checkParent(tx, is);
        const happened = whatHappened(was, is);
        if (happened.length === 0) return;
        await updateCode(tx, is);
        for (const [what, detail] of happened)
          await noteEvent(tx, { programme, code: was.id, what, who: person.id, day: today(), detail });
        await audit.record(tx, { who: person.id, action: 'code.write', programme, object: was.id });
      });
      return codeFor(context, person, found.id);
    },
  };
}

const namedIn = ({ codings }: CodeEvent['detail']): string[] => (Array.isArray(codings) ? (codings as string[]) : []);

async function seenOf(
  context: CodingContext,
  person: Person,
  programme: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await context.database.rows<{ id: string }>(
    `SELECT id::VARCHAR AS id FROM coding
     WHERE programme = $programme AND id IN (SELECT unnest(from_json($ids, '["UUID"]'))) AND ${visible}`,
    { programme, ids: listed(ids), ...(await sightOf(context, person, programme)) },
  );
  return new Set(rows.map(({ id }) => id));
}

/** Which codings went over is told of those alone that the reader sees: their number would tell of the other coder. */
function told(detail: CodeEvent['detail'], seen: ReadonlySet<string>): CodeEvent['detail'] {
  return 'codings' in detail ? { ...detail, codings: namedIn(detail).filter((id) => seen.has(id)) } : detail;
}

/** A code of a programme in which this person may propose. @throws Problem sign_in_needed, not_found */
export async function codeWithin(
  context: CodingContext,
  who: Who,
  id: string,
): Promise<{ person: Person; found: CodeRow }> {
  if (who === null) throw new Problem('sign_in_needed');
  const found = await findCode(context.database, id);
  if (!found) throw notFound(id);
  try {
    return { person: enter(context, who, 'code.propose', found.programme), found };
  } catch (error) {
    // not the programme's name: what is out of reach reads like what is not there
    throw error instanceof Problem && error.code === 'not_found' ? notFound(id) : error;
  }
}

/** One code as this person sees it. */
export async function codeFor(context: CodingContext, person: Person, id: string): Promise<Code> {
  const code = await findCode(context.database, id);
  if (!code) throw notFound(id);
  return (await codesFor(context, person, code.programme)).find((one) => one.id === id)!;
}

async function codesFor(context: CodingContext, person: Person, programme: string): Promise<Code[]> {
  const codes = await readCodes(context.database, programme);
  const counts = await context.database.rows<{ code: string; n: number }>(
    `SELECT code::VARCHAR AS code, count(*)::INTEGER AS n FROM coding
     WHERE programme = $programme AND ${visible} AND ${countedOnce} GROUP BY code`,
    { programme, ...(await sightOf(context, person, programme)) },
  );
  const found = new Map(counts.map(({ code, n }) => [code, n]));
  return codes.map((code) => ({ ...code, codings: found.get(code.id) ?? 0 }));
}

/** Ids are compared as text; the database writes them in small letters. */
export const lowered = <T extends { id: string; parent: string | null }>(code: T): T => ({
  ...code,
  id: code.id.toLowerCase(),
  parent: code.parent?.toLowerCase() ?? null,
});

/** The same code sent again changes nothing. @throws Problem id_taken */
function isRepeated(known: CodeRow, sent: NewCode, { id }: Person): false {
  const same = Object.entries(sent).every(
    ([name, value]) => canonicalJson(known[name as keyof NewCode]) === canonicalJson(value),
  );
  if (!same || known.proposedBy !== id) throw new Problem('id_taken', { value: sent.id });
  return false;
}

/** The lead changes anything, whoever proposed a code its words while nobody has decided. */
function demandChange(person: Person, was: CodeRow, wanted: object): void {
  const isOwn = was.proposedBy === person.id && was.state === 'proposed' && !('state' in wanted);
  if (!isOwn) demand(person, 'code.lead', { programme: was.programme }, was.id);
}

const defined = (change: Omit<CodeChange, 'revision'>): Partial<CodeRow> => {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const code = Object.fromEntries(given) as Partial<CodeRow>;
  return code.parent ? { ...code, parent: code.parent.toLowerCase() } : code;
};

/** @throws Problem unknown_reference */
export async function checkSkill(reader: Reader, programme: string, skill: string | null): Promise<void> {
  if (skill === null) return;
  const found = await reader.rows('SELECT 1 AS found FROM skill WHERE programme = ? AND key = ?', [programme, skill]);
  if (found.length === 0) throw new Problem('unknown_reference', { value: skill });
}

/** @throws Problem unknown_reference, code_cycle, code_depth */
export async function checkParent(
  tx: Connection,
  { id, programme, parent }: Pick<CodeRow, 'id' | 'programme' | 'parent'>,
): Promise<void> {
  if (parent === null) return;
  const codes = await readCodes(tx, programme);
  const above = codes.find((one) => one.id === parent);
  if (!above || above.state === 'merged' || above.state === 'refused')
    throw new Problem('unknown_reference', { value: parent });
  const fault = misplaced(parentsOf(codes), id, parent);
  if (fault) throw new Problem(`code_${fault}`);
}

type Happening = [CodeEventKind, object];
const parts: readonly [CodeEventKind, readonly (keyof CodeRow)[]][] = [
  ['renamed', ['labels']],
  ['described', ['description', 'colour']],
  ['moved', ['parent', 'place']],
  ['linked', ['skill']],
];

/** What was and what became, part by part. @throws Problem code_state for a step that there is not */
function whatHappened(was: CodeRow, is: CodeRow): Happening[] {
  const changed = parts.flatMap(([what, names]): Happening[] => {
    const some = names.filter((name) => canonicalJson(was[name]) !== canonicalJson(is[name]));
    const of = (code: CodeRow) => Object.fromEntries(some.map((name) => [name, code[name]]));
    return some.length === 0 ? [] : [[what, { was: of(was), is: of(is) }]];
  });
  if (was.state === is.state) return changed;
  const steps: Readonly<Record<string, readonly string[]>> = {
    proposed: ['accepted', 'refused'],
    accepted: ['retired'],
    ...{ refused: ['accepted'], retired: ['accepted'] },
  };
  if (!steps[was.state]?.includes(is.state)) throw new Problem('code_state', { value: was.state });
  return [...changed, [is.state as CodeEventKind, { was: { state: was.state }, is: { state: is.state } }]];
}
