/** Two coders side by side: where they differ, what was decided, and their work as columns. */
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { NewAdjudication, type AgreementColumns, type Codings, type Difference } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { usableCode } from './unit.ts';
import { sessionAt, type CodingContext, type Reader } from './context.ts';
import { coverOf, differs } from './difference.ts';
import { adjudicationsOf, decisionAt, settle, stretchesIn, sureCodings } from './final.ts';
import { blindnessOf } from './look.ts';
import { lengthOf, sliceOf } from './span.ts';
import { isSettled, tasksOf } from './task.ts';

export type Decisions = Pick<Codings, 'differences' | 'adjudicate' | 'agreementColumns'>;

export function decisionsOf(context: CodingContext): Decisions {
  const { database, audit, today } = context;
  return {
    differences: async (who, id) => {
      const { id: session, programme } = await sessionAt(context, who, 'coding.read', id);
      await demandSettled(database, session);
      await audit.record(null, { who: who!.id, action: 'coding.read', programme, object: session });
      return differencesOf(database, session);
    },
    agreementColumns: async (who, id) => {
      const { id: session } = await sessionAt(context, who, 'coding.read', id);
      await demandSettled(database, session);
      return columnsOf(database, session);
    },
    adjudicate: async (who, id, body) => {
      const { id: session, programme } = await sessionAt(context, who, 'code.lead', id);
      const { statement: sent, reason, start, stop, ...wanted } = parsed(NewAdjudication, body);
      const statement = sent.toLowerCase();
      const codes = [...new Set(wanted.codes.map((code) => code.toLowerCase()))].sort();
      const isAsked = (one: Difference) => one.statement === statement && one.start === start && one.stop === stop;
      await database.write(async (tx) => {
        await demandSettled(tx, session);
        if (!(await differencesOf(tx, session)).some(isAsked)) throw new Problem('no_difference');
        for (const code of codes) await usableCode(tx, programme, code);
        await tx.run(
          'DELETE FROM adjudication WHERE session = ?::UUID AND statement = ?::UUID AND start < ? AND stop > ?',
          [session, statement, stop, start],
        );
        const decision = { id: randomUUID(), programme, session, statement, start, stop, reason };
        await insert(tx, { ...decision, codes: JSON.stringify(codes), who: who!.id, day: today() });
        await settle(tx, session);
        await audit.record(tx, { who: who!.id, action: 'coding.adjudicate', programme, object: session });
      });
      return (await differencesOf(database, session)).find(isAsked)!;
    },
  };
}

/** @throws Problem passes_open while one of the two has not finished: nobody sees the other's work before */
async function demandSettled(reader: Reader, session: string): Promise<void> {
  if (!isSettled(await tasksOf(reader, session))) throw new Problem('passes_open');
}

interface Statement {
  readonly id: string;
  readonly text: string;
}

const statementsOf = (reader: Reader, session: string): Promise<Statement[]> =>
  reader.rows(
    `SELECT id::VARCHAR AS id, text FROM focus_statement
     WHERE session = ?::UUID AND NOT removed AND text <> '' ORDER BY place, id`,
    [session],
  );

async function differencesOf(reader: Reader, session: string): Promise<Difference[]> {
  const [statements, codings, decided] = [
    await statementsOf(reader, session),
    await sureCodings(reader, session),
    await adjudicationsOf(reader, session),
  ];
  return statements.flatMap(({ id, text }) =>
    stretchesIn(codings.get(id) ?? [])
      .filter(differs)
      .map(({ first, second, ...span }) => {
        const found = decisionAt(decided, id, span);
        const told = found ? { codes: [...found.codes], reason: found.reason } : null;
        return {
          statement: id,
          ...span,
          quote: sliceOf(text, span),
          first: [...first],
          second: [...second],
          decided: told,
        };
      }),
  );
}

/** A unit is a statement and a code that either of them used anywhere in the session. */
async function columnsOf(reader: Reader, session: string): Promise<AgreementColumns> {
  const [statements, all] = [await statementsOf(reader, session), await sureCodings(reader, session)];
  const by = (statement: string, pass: string, code: string) =>
    (all.get(statement) ?? []).filter((one) => one.pass === pass && one.code === code);
  const codes = [
    ...new Set([...all.values()].flat().flatMap((one) => (one.pass === 'final' ? [] : [one.code]))),
  ].sort();
  const units = codes.flatMap((code) =>
    statements.map(({ id, text }) => ({
      ...{ statement: id, code, length: lengthOf(text) },
      ...{ first: by(id, 'first', code), second: by(id, 'second', code) },
    })),
  );
  return {
    blind: await blindnessOf(reader, session),
    statement: units.map(({ statement }) => statement),
    code: units.map(({ code }) => code),
    first: units.map(({ first }) => first.length > 0),
    second: units.map(({ second }) => second.length > 0),
    characters: codes.map((code) => {
      const covers = units
        .filter((unit) => unit.code === code)
        .map((one) => coverOf(one.first, one.second, one.length));
      const total = (name: keyof (typeof covers)[number]) => covers.reduce((sum, cover) => sum + cover[name], 0);
      return { code, both: total('both'), first: total('first'), second: total('second'), neither: total('neither') };
    }),
  };
}

async function insert(tx: Connection, row: Readonly<Record<string, string | number>>): Promise<void> {
  await tx.run(
    `INSERT INTO adjudication BY NAME
     SELECT $id::UUID AS id, $programme AS programme, $session::UUID AS session, $statement::UUID AS statement,
            $start AS start, $stop AS stop, $codes AS codes, $reason AS reason, $who AS who, $day::DATE AS day`,
    row,
  );
}
