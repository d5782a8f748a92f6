/** What is coded: the words of a statement or of an open answer, for whom they are there. */
import type { Person } from '../../access.ts';
import { Problem } from '../../problem.ts';
import type { CodingUnit } from '../contract.ts';
import { findCode, type CodeRow } from './code-store.ts';
import { unitName } from './coding-store.ts';
import { notFound, sessionAt, type CodingContext, type Reader } from './context.ts';
import { answerAt } from './answer.ts';
import { textOf } from './answer-text.ts';
import { openPass } from './task.ts';

/** A place where this person may code, with the pass that it is in. */
export interface CodedUnit {
  readonly kind: CodingUnit['kind'];
  readonly unit: string;
  readonly session: string | null;
  readonly survey: string | null;
}

/** @throws Problem sign_in_needed; not_found for words that are not there or out of reach, or of another programme */
export async function unitFor(
  context: CodingContext,
  person: Person,
  programme: string,
  unit: CodingUnit,
): Promise<CodedUnit> {
  const name = unitName(unit);
  if (unit.kind === 'answer') {
    const found = await answerAt(context, person, unit);
    if (found?.programme !== programme) throw notFound(name);
    return { kind: 'answer', unit: name, session: null, survey: unit.survey };
  }
  const [row] = await context.database.rows<{ session: string }>(
    'SELECT session::VARCHAR AS session FROM focus_statement WHERE id = ?::UUID AND NOT removed',
    [name],
  );
  if (!row) throw notFound(name);
  const session = await within(context, person, row.session, name);
  if (session.programme !== programme) throw notFound(name);
  return { kind: 'statement', unit: name, session: row.session, survey: null };
}

/** The session of a statement; what is out of reach is called by the statement's own name. */
async function within(context: CodingContext, person: Person, session: string, name: string) {
  try {
    return await sessionAt(context, person, 'coding.write', session);
  } catch (error) {
    throw error instanceof Problem && error.code === 'not_found' ? notFound(name) : error;
  }
}

/** The pass in which somebody codes there now; an open answer has one only. */
export const passAt = async (reader: Reader, { session }: CodedUnit, person: Person) =>
  session === null ? 'first' : openPass(reader, session, person.id);

/** @throws Problem not_found when it was removed meanwhile */
export async function textAt(context: CodingContext, reader: Reader, at: CodedUnit): Promise<string> {
  if (at.kind === 'answer') return answerText(context, reader, at);
  const [row] = await reader.rows<{ text: string }>(
    'SELECT text FROM focus_statement WHERE id = ?::UUID AND NOT removed',
    [at.unit],
  );
  if (!row) throw notFound(at.unit);
  return row.text;
}

async function answerText(context: CodingContext, reader: Reader, { survey, unit }: CodedUnit): Promise<string> {
  const [response = '', variable = ''] = unit.split(':');
  const text = await textOf(context.registry, reader, survey ?? '', response, variable);
  if (text === null) throw notFound(unit);
  return text;
}

/** A code that may be given now. @throws Problem unknown_reference */
export async function usableCode(reader: Reader, programme: string, id: string): Promise<CodeRow> {
  const code = await findCode(reader, id);
  const isUsable = code?.programme === programme && (code.state === 'accepted' || code.state === 'proposed');
  if (!isUsable) throw new Problem('unknown_reference', { value: id });
  return code;
}
