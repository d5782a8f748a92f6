/** By which door somebody comes: with the code of an invitation, by a poster or a link, or as anybody. */
import type { Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { Submission } from '../contract.ts';
import type { IntakeSurvey } from '../intake.ts';
import type { Receipts } from '../receipt.ts';

type Asked = Pick<IntakeSurvey, 'access' | 'life'>;

/** A pilot tries the questions: it needs no code, and uses none. */
const takesCodes = ({ life }: Asked): boolean => life.state !== 'pilot';

const codeOf = ({ token }: Submission): string => (token ?? '').trim();

/** The problem of an answer without a code to a survey that asks whom it invited; who helps at a counter needs none. */
export function uninvited(survey: Asked, submission: Submission): Problem | null {
  const isNeeded = survey.access === 'token' && takesCodes(survey) && submission.mode === 'web';
  return isNeeded && codeOf(submission) === '' ? new Problem('token_invalid') : null;
}

/**
 * The hash of the code that comes with an answer; undefined where there is none.
 * @throws Problem `token_invalid`: it cannot be a code
 */
export function claimOf(survey: Asked, submission: Submission, receipts: Receipts): string | undefined {
  const code = codeOf(submission);
  if (code === '' || !takesCodes(survey)) return undefined;
  const hash = receipts.invitationHash(code);
  if (hash === null) throw new Problem('token_invalid');
  return hash;
}

type IsChannel = (survey: string, code: string) => Promise<boolean>;

/** Whether a survey has a channel. It never loses one: those that were found are remembered. */
export function knownChannels(database: Pick<Database, 'rows'>): IsChannel {
  const known = new Set<string>();
  return async (survey, code) => {
    const name = `${survey} ${code}`;
    if (known.has(name)) return true;
    const rows = await database.rows('SELECT 1 AS found FROM channel WHERE survey = ? AND code = ?', [survey, code]);
    if (rows.length > 0) known.add(name);
    return rows.length > 0;
  };
}

/** The channel of an answer; one that is not known is left out, and nobody is sent away for it. */
export async function channelOf({ channel }: Submission, survey: string, isChannel: IsChannel): Promise<string | null> {
  const code = (channel ?? '').trim().toLowerCase();
  return channelCode.test(code) && (await isChannel(survey, code)) ? code : null;
}

/** What the code of a channel looks like: short, and without letters that are mistaken for others. */
export const channelCode = /^[a-z0-9-]{2,20}$/;
