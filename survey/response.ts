/** What the holder of a receipt may do with the own answers: read, correct, erase. */
import type { Connection, Database, Transaction } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import { canonicalJson } from './canonical.ts';
import type { Erasure, OwnAnswers, RespondentLanguage } from './contract.ts';
import { dayClock } from './day.ts';
import { erasureProof } from './erasure-proof.ts';
import { found, invalidAnswers, languageRefusal, refuseMinor, versionOf, type IntakeSurvey } from './intake.ts';
import { receiptHashOf, type Receipts } from './receipt.ts';
import { decodeRecord, encodeRecordText } from './record.ts';
import { parseCorrection } from './submission.ts';

/** The typed rows of one response, kept equal to its raw record inside the same transaction. */
export interface TypedRows {
  refresh(transaction: Connection, survey: string, seq: number): Promise<void>;
  remove(transaction: Connection, survey: string, seq: number): Promise<void>;
}

/** Notes that a response of a survey was erased, inside the transaction that erases it. */
export type OnErase = (transaction: Transaction, survey: string) => Promise<void>;

export interface OwnResponseOptions {
  readonly database: Database;
  readonly receipts: Receipts;
  readonly now: () => Date;
  readonly survey: (id: string) => IntakeSurvey | undefined;
  readonly typedRows: TypedRows;
  readonly onErase: OnErase;
}

/** Every call takes the code as it was typed. @throws Problem `receipt_missing`, `receipt_unknown` */
export interface OwnResponses {
  /** @throws Problem `erased` */
  read(code: string): Promise<OwnAnswers>;
  /**
   * Replaces the answers, with the next revision.
   * @throws Problem `erased`, `correction_closed`, `language_unknown`, `invalid_answers`, `minor_not_admitted`
   */
  correct(code: string, body: unknown): Promise<OwnAnswers>;
  /**
   * Erases the answers at once and for good; asked again, it gives the same proof, in Italian and in the language given.
   * @throws Problem `correction_closed`
   */
  erase(code: string, language?: RespondentLanguage): Promise<Erasure>;
}

interface Row {
  readonly seq: number;
  readonly survey: string;
  readonly version: number;
  readonly language: RespondentLanguage;
  readonly day: string;
  readonly revision: number;
  readonly erasedOn: string | null;
  readonly raw: string;
}

/** Read before a transaction is begun too: a code that opens nothing costs the writer nothing. */
const select = `SELECT seq::INTEGER AS seq, survey, version, language, day::VARCHAR AS day, revision,
  erased_on::VARCHAR AS "erasedOn", raw FROM response WHERE receipt_hash = ?::UUID`;

export function ownResponses({
  database,
  receipts,
  now,
  survey,
  typedRows,
  onErase,
}: OwnResponseOptions): OwnResponses {
  const today = dayClock(now);
  const surveyOf = (row: Row) => found(survey(row.survey), row.survey);
  return {
    read: async (code) => {
      const row = await rowOf(database, hashOf(code));
      return told(present(row), surveyOf(row), today());
    },
    correct: async (code, body) => {
      const hash = hashOf(code);
      const { answers, language } = parseCorrection(body);
      present(await rowOf(database, hash));
      return database.write(async (transaction) => {
        const row = present(await rowOf(transaction, hash));
        const target = surveyOf(row);
        stillOpen(target, today());
        const refusal = language && languageRefusal(target, language);
        if (refusal) throw refusal;
        const { faults, skipped } = versionOf(target, row.version).validate(answers);
        if (faults.length > 0) throw invalidAnswers(faults);
        refuseMinor(target, answers);
        const kept = target.checks(row.version)?.redact(answers) ?? answers;
        const raw = encodeRecordText(canonicalJson(kept), skipped);
        const next = { ...row, raw, language: language ?? row.language, revision: row.revision + 1 };
        await replace(transaction, next);
        await typedRows.refresh(transaction, row.survey, row.seq);
        return told(next, target, today());
      });
    },
    erase: async (code, language = 'it') => {
      const hash = hashOf(code);
      const proof = (survey: string, erasedOn: string) => erasureProof(receipts, { survey, hash, erasedOn }, language);
      await rowOf(database, hash);
      return database.write(async (transaction) => {
        const row = await rowOf(transaction, hash);
        if (row.erasedOn !== null) return proof(row.survey, row.erasedOn);
        stillOpen(surveyOf(row), today());
        await wipe(transaction, row, today());
        await typedRows.remove(transaction, row.survey, row.seq);
        await onErase(transaction, row.survey);
        return proof(row.survey, today());
      });
    },
  };
}

function hashOf(code: string): string {
  const hash = receiptHashOf(code);
  if (hash === null) throw new Problem(code.trim() === '' ? 'receipt_missing' : 'receipt_unknown');
  return hash;
}

async function rowOf(from: Pick<Connection, 'rows'>, hash: string): Promise<Row> {
  const [row] = await from.rows<Row>(select, [hash]);
  if (!row) throw new Problem('receipt_unknown');
  return row;
}

function present(row: Row): Row {
  if (row.erasedOn !== null) throw new Problem('erased');
  return row;
}

function stillOpen({ correctUntil }: IntakeSurvey, day: string): void {
  if (day > correctUntil) throw new Problem('correction_closed', { value: { day: correctUntil } });
}

function told(row: Row, { correctUntil }: IntakeSurvey, today: string): OwnAnswers {
  const { survey, version, language, day: receivedOn, revision, raw } = row;
  const { answers } = decodeRecord(raw);
  const correctable = today <= correctUntil;
  return { survey, version, language, receivedOn, revision, correctUntil, correctable, answers };
}

/** The hash of the first body stays: a send of the first answers that arrives late is still the same send. */
async function replace(transaction: Connection, { seq, raw, language, revision }: Row): Promise<void> {
  await transaction.run('UPDATE response SET raw = ?, language = ?, revision = ? WHERE seq = ?', [
    raw,
    language,
    revision,
    seq,
  ]);
}

/** Leaves a tombstone: that there was an answer, of which survey, and when it was erased; not in which figures it was. */
async function wipe(transaction: Connection, { survey, seq }: Row, day: string): Promise<void> {
  await transaction.run('DELETE FROM release_answer WHERE survey = ? AND seq = ?', [survey, seq]);
  await transaction.run(
    `UPDATE response SET raw = NULL, body_hash = NULL, version = NULL, wave = NULL, language = NULL, mode = NULL,
       notice_version = NULL, day = NULL, channel = NULL, quality = NULL, erased_on = ?::DATE WHERE seq = ?`,
    [day, seq],
  );
}
