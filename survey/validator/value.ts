import { ratingSteps } from '../codebook/category.ts';
import type { Question } from '../definition/schema.ts';
import { choicesOf } from '../definition/walk.ts';
import { checkMany, checkOne, compileOptions, type Options } from './choice.ts';
import type { Conditions, Run } from './run.ts';

/** Checks a value that is present; `path` names the question in the faults. */
export type Check = (value: unknown, run: Run, path: string) => void;

export type Simple = Exclude<Question, { type: 'paneldynamic' }>;

/** The check of a question's value, with its options where it offers choices. */
export function compileValue(question: Simple, conditions: Conditions): { check: Check; options: Options | null } {
  if (!('choices' in question)) return { check: compilePlain(question), options: null };
  const options = compileOptions(question, conditions);
  return { check: question.type === 'checkbox' ? checkMany(options, question) : checkOne(options), options };
}

function compilePlain(question: Exclude<Simple, { choices: unknown }>): Check {
  switch (question.type) {
    case 'rating':
      return checkRating(question);
    case 'boolean':
      return (value, run, path) => {
        if (typeof value !== 'boolean') run.fault({ path, code: 'wrong_type', expected: 'boolean' });
      };
    case 'matrix':
      return checkRows(question);
    case 'comment':
      return checkText(question.maxLength ?? 0);
    case 'text':
      return question.inputType === 'number' ? checkNumber(question) : checkText(question.maxLength ?? 0);
  }
}

function checkRating(question: Extract<Question, { type: 'rating' }>): Check {
  const allowed: ReadonlySet<unknown> = question.rateValues
    ? new Set(choicesOf(question.rateValues).map(({ value }) => value))
    : new Set(ratingSteps(question));
  const kind = question.rateValues ? 'string' : 'number';
  return (value, run, path) => {
    if (typeof value !== kind)
      return run.fault({ path, code: 'wrong_type', expected: question.rateValues ? 'choice' : 'number' });
    if (!allowed.has(value)) run.fault({ path, code: 'unknown_choice', value: String(value) });
  };
}

function checkNumber({ min = -Infinity, max = Infinity, step }: Extract<Question, { type: 'text' }>): Check {
  return (value, run, path) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return run.fault({ path, code: 'wrong_type', expected: 'number' });
    if (value < min) run.fault({ path, code: 'too_small', limit: min });
    if (value > max) run.fault({ path, code: 'too_large', limit: max });
    if (step !== undefined && !isStep(value, step)) run.fault({ path, code: 'not_a_step', limit: step });
  };
}

/** Whether a value is a whole number of steps from 0, but for the last bits of its binary form. */
function isStep(value: number, step: number): boolean {
  const steps = value / step;
  return Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, Math.abs(steps));
}

/** Length counts characters (code points), so that an accented letter or an emoji of one code counts once. */
function checkText(most: number): Check {
  return (value, run, path) => {
    if (typeof value !== 'string') return run.fault({ path, code: 'wrong_type', expected: 'text' });
    if (value.length > most && (value.length > 2 * most || codePoints(value) > most))
      return run.fault({ path, code: 'too_long', limit: most });
    if (value.includes('\0') || !value.isWellFormed()) run.fault({ path, code: 'bad_text' });
  };
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function checkRows(question: Extract<Question, { type: 'matrix' }>): Check {
  const rows = new Set(choicesOf(question.rows).map(({ value }) => value));
  const columns: ReadonlySet<unknown> = new Set(choicesOf(question.columns).map(({ value }) => value));
  const every = question.eachRowRequired ?? question.isAllRowRequired ?? false;
  return (value, run, path) => {
    if (!isRecord(value)) return run.fault({ path, code: 'wrong_type', expected: 'rows' });
    const given = Object.keys(value);
    for (const row of given) {
      if (!rows.has(row)) run.fault({ path: `${path}.${row.slice(0, 60)}`, code: 'unknown_question' });
      else if (!columns.has(value[row]))
        run.fault({ path: `${path}.${row}`, code: 'unknown_choice', value: String(value[row]).slice(0, 60) });
    }
    if (every && given.length < rows.size) run.fault({ path, code: 'row_required' });
  };
}

/** A JSON object: not a list, not null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
