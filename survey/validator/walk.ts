import type { CompiledQuestion } from './question.ts';
import type { Run } from './run.ts';

/** Where the answers of a walk stand: at the top, or in one block. */
export interface Answered {
  readonly prefix: string;
  readonly read: (name: string) => unknown;
  readonly drop: (name: string) => void;
}

/** The questions in their order: hidden ones have no answer, shown ones a right one, required ones any. */
export function walk(questions: readonly CompiledQuestion[], run: Run, { prefix, read, drop }: Answered): void {
  for (const question of questions) {
    const value = read(question.name);
    const path = prefix === '' ? question.name : prefix + question.name;
    if (!question.shown(run)) {
      if (value === undefined) continue;
      run.fault({ path, code: 'hidden_answer' });
      drop(question.name);
    } else if (value === undefined) {
      leaveEmpty(question, run, path);
    } else if (isEmpty(value)) {
      run.fault({ path, code: 'empty_answer' });
    } else {
      question.check(value, run, path);
      if (isBlank(value) && question.required(run)) run.fault({ path, code: 'required' });
    }
  }
}

function leaveEmpty(question: CompiledQuestion, run: Run, path: string): void {
  if (question.required(run)) return run.fault({ path, code: 'required' });
  run.skipped.push(path);
  question.whenEmpty(undefined, run, path);
}

/** Only white space: survey-core takes it for no answer where one is required. */
const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
