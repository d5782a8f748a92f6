/**
 * The raw record of one response: the answers as they were sent, and the names of the questions that were
 * on the screen and left empty. Whether a question was on the screen is decided once, by the validator that accepted
 * the answers; nobody has to walk the logic of the instrument a second time.
 */

/** The answers of one response by question name. */
export type Answers = Readonly<Record<string, unknown>>;

/** The key beside the answers; no question can carry it, since question names begin with a letter. */
export const skippedKey = '$skipped';

/**
 * The JSON text stored in `response.raw`: the answers, and `$skipped` when a question was shown and left empty.
 * @param skipped question names; inside a repeated panel `panel[0].question`, counted from 0
 */
export function encodeRecord(answers: Answers, skipped: readonly string[]): string {
  return JSON.stringify(skipped.length === 0 ? answers : { ...answers, [skippedKey]: skipped });
}

/**
 * The same record from answers that are JSON text already: the acceptance path writes them out only once.
 * @param answers  the JSON text of an object
 */
export function encodeRecordText(answers: string, skipped: readonly string[]): string {
  if (skipped.length === 0) return answers;
  const comma = answers === '{}' ? '' : ',';
  return `${answers.slice(0, -1)}${comma}"${skippedKey}":${JSON.stringify(skipped)}}`;
}

/** The reverse of `encodeRecord`. */
export function decodeRecord(raw: string): { answers: Answers; skipped: readonly string[] } {
  const { [skippedKey]: skipped = [], ...answers } = JSON.parse(raw) as Record<string, unknown>;
  return { answers, skipped: skipped as string[] };
}
