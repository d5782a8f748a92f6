/** Codes on stretches of words: put there, taken away, placed anew after an edit. */
import { may, type Person } from '../../access.ts';
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { CodingPlace, NewCoding, type Codings } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { answerAt } from './answer.ts';
import { codingOf, findCoding, insertCodings, placeCodings, readCodings, removeCodings } from './coding-store.ts';
import type { CodingRow } from './coding-store.ts';
import { enter, isUuid, notFound, sessionAt, type CodingContext, type Who } from './context.ts';
import { settle } from './final.ts';
import { looksOf, noteLooks } from './look.ts';
import { lengthOf, sliceOf, type Span } from './span.ts';
import { isSettled, tasksOf } from './task.ts';
import { passAt, textAt, unitFor, usableCode, type CodedUnit } from './unit.ts';
import { sightOf, visible } from './visible.ts';

export type CodingCalls = Pick<Codings, 'codings' | 'looks' | 'addCoding' | 'removeCoding' | 'replaceCoding'>;

export function codingsOf(context: CodingContext): CodingCalls {
  const { database, audit, today } = context;
  return {
    codings: async (who, id) => {
      const { id: session, programme } = await sessionAt(context, who, 'coding.read', id);
      const { me, sessions } = await sightOf(context, who!, programme);
      const rows = await readCodings(database, `coding.session = $session::UUID AND ${visible}`, {
        ...{ session, me, sessions, answers: false },
      });
      if (rows.some(({ coder, pass }) => coder !== me && pass !== 'final')) await noteLooks(context, me, [session]);
      await audit.record(null, { who: who!.id, action: 'coding.read', programme, object: session });
      return rows.map(codingOf);
    },
    looks: async (who) => (who === null ? {} : looksOf(database, who.id)),
    addCoding: async (who, body) => {
      const sent = parsed(NewCoding, body);
      const { programme } = sent;
      const person = enter(context, who, 'coding.write', programme);
      const at = await unitFor(context, person, programme, sent.unit);
      const [id, code] = [sent.id.toLowerCase(), sent.code.toLowerCase()];
      return database.write(async (tx) => {
        const known = await findCoding(tx, id);
        if (known) return { created: false, coding: codingOf(repeated(known, { ...sent, code }, at, person)) };
        const pass = await passAt(tx, at, person);
        await usableCode(tx, programme, code);
        const quote = await wordsAt(context, tx, at, sent);
        const { start, stop } = sent;
        const row: CodingRow = {
          ...{ id, programme, ...at, code, start, stop, quote, pass },
          ...{ coder: person.id, placed: 'sure', madeOn: today() },
        };
        const twin = await twinOf(tx, row);
        if (twin) return { created: false, coding: codingOf(twin) };
        await insertCodings(tx, [row]);
        return { created: true, coding: codingOf(row) };
      });
    },
    removeCoding: async (who, id) => {
      await writeOwn(context, who, id, (tx, row) => removeCodings(tx, 'coding.id = $id::UUID', { id: row.id }));
    },
    replaceCoding: async (who, id, body) => {
      const place = parsed(CodingPlace, body);
      let kept = '';
      await writeOwn(context, who, id, async (tx, known) => {
        const quote = await wordsAt(context, tx, known, place);
        const twin = await twinOf(tx, { ...known, ...place });
        kept = twin?.id ?? known.id;
        if (kept === known.id) await placeCodings(tx, [{ ...place, id: kept, quote, placed: 'sure' }]);
        else await removeCodings(tx, 'coding.id = $id::UUID', { id: known.id });
      });
      return codingOf((await findCoding(database, kept))!);
    },
  };
}

/** The same coding sent again. @throws Problem id_taken */
function repeated(known: CodingRow, sent: NewCoding, { kind, unit }: CodedUnit, { id }: Person): CodingRow {
  const { code, start, stop } = sent;
  const same =
    known.kind === kind && known.unit === unit && known.code === code && known.start === start && known.stop === stop;
  if (!same || known.coder !== id) throw new Problem('id_taken', { value: sent.id });
  return known;
}

/** The same code on the same words in the same pass: it is not given twice. */
async function twinOf(tx: Connection, { unit, code, pass, start, stop }: CodingRow): Promise<CodingRow | undefined> {
  const same = 'unit = $unit AND coding.code = $code::UUID AND pass = $pass AND start = $start AND stop = $stop';
  const [twin] = await readCodings(tx, `${same} AND placed = 'sure'`, { unit, code, pass, start, stop });
  return twin;
}

/** @throws Problem span_outside, not_found */
async function wordsAt(context: CodingContext, tx: Connection, at: CodedUnit, { start, stop }: Span): Promise<string> {
  const text = await textAt(context, tx, at);
  const length = lengthOf(text);
  if (start >= stop || stop > length) throw new Problem('span_outside', { count: length });
  return sliceOf(text, { start, stop });
}

/** Changes a coding for whoever may: in its own open pass, or one that an edit moved, whose words must be found again. */
async function writeOwn(
  context: CodingContext,
  who: Who,
  id: string,
  work: (tx: Connection, row: CodingRow) => Promise<void>,
): Promise<CodingRow> {
  if (who === null) throw new Problem('sign_in_needed');
  const found = isUuid(id) ? await findCoding(context.database, id) : undefined;
  if (!found || !(await isReached(context, who, found))) throw notFound(id);
  return context.database.write(async (tx) => {
    const row = await findCoding(tx, found.id);
    if (!row) throw notFound(id);
    if (row.session !== null) await demandPass(tx, row, row.session);
    await work(tx, row);
    if (row.session !== null && isSettled(await tasksOf(tx, row.session))) await settle(tx, row.session);
    return row;
  });
}

/** @throws Problem passes_done: what was handed in changes only where an edit of the words moved it */
async function demandPass(tx: Connection, { pass, placed }: CodingRow, session: string): Promise<void> {
  if (pass === 'final') throw new Problem('passes_done');
  const task = (await tasksOf(tx, session)).find((one) => one.pass === pass);
  if (task?.state === 'done' && placed !== 'moved') throw new Problem('passes_done');
}

/** Whether a person sees a coding and may change it: its coder; for answers whoever sees them; moved ones the lead too. */
async function isReached(context: CodingContext, person: Person, row: CodingRow): Promise<boolean> {
  const [session] = row.session === null ? [null] : await within(context, person, row.session);
  if (session === undefined) return false;
  if (session === null) {
    const [response = '', variable = ''] = row.unit.split(':');
    const unit = { kind: 'answer', survey: row.survey ?? '', response, variable } as const;
    return (await answerAt(context, person, unit)) !== null;
  }
  if (row.coder === person.id && row.pass !== 'final') return true;
  if (row.placed !== 'moved' || !may(person, 'code.lead', session.place)) return false;
  const { me, sessions } = await sightOf(context, person, row.programme);
  const values = { id: row.id, me, sessions, answers: false };
  return (await readCodings(context.database, `coding.id = $id::UUID AND ${visible}`, values)).length > 0;
}

async function within(context: CodingContext, person: Person, session: string) {
  try {
    return [await sessionAt(context, person, 'coding.write', session)];
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return [];
    throw error;
  }
}
