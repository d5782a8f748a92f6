/** A withdrawal by the code on the consent sheet: for whoever sees no list of sessions. */
import { Problem } from '../../problem.ts';
import type { FocusGroups, Withdrawal } from '../contract.ts';
import { reach, type FocusContext } from './context.ts';
import { readParticipants } from './session-store.ts';

/** The first twelve digits of the session's id, whatever stands between them. */
const digitsOf = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '');
const isCode = (digits: string): boolean => /^[\da-f]{12}$/.test(digits);

export function withdrawalsOf(context: FocusContext): Pick<FocusGroups, 'withdrawal'> {
  const { database } = context;
  return {
    withdrawal: async (who, code, number): Promise<Withdrawal> => {
      if (who === null) throw new Problem('sign_in_needed');
      const unknown = new Problem('not_found', { value: code.slice(0, 60) });
      const digits = digitsOf(code);
      const found = isCode(digits) ? await database.rows<{ id: string }>(byDigits, { digits }) : [];
      if (found.length !== 1) throw unknown;
      const { session } = await reach(context, who, 'focus.withdraw', found[0]!.id).catch((error: unknown) => {
        throw error instanceof Problem ? unknown : error;
      });
      const person = (await readParticipants(database, session.id)).find((one) => one.number === number);
      if (!person) throw new Problem('not_found', { value: `P${number}` });
      const [row] = await database.rows<{ n: number }>(quotable, { session: session.id, number });
      const { id, programme, title, heldOn } = session;
      const { mayQuote, withdrawnOn } = person;
      return { session: id, programme, title, heldOn, number, mayQuote, withdrawnOn, quotable: row?.n ?? 0 };
    },
  };
}

const byDigits = `
  SELECT id::VARCHAR AS id FROM focus_session WHERE starts_with(replace(id::VARCHAR, '-', ''), $digits) LIMIT 2`;
const quotable = `
  SELECT count(*)::INTEGER AS n FROM focus_spoken
  WHERE session = $session::UUID AND participant = $number AND quotable`;
