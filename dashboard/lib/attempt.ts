import { fail } from '@sveltejs/kit';
import type { RespondentLanguage } from '../../survey/contract.ts';
import { isProblem } from './problem.ts';

/** Does what a form asks for; what was typed stays on the page beside what went wrong. */
export async function attempt<T>(language: RespondentLanguage, sent: FormData, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!isProblem(error) || error.status >= 500) throw error;
    const values = Object.fromEntries([...sent.keys()].map((name) => [name, sent.getAll(name).map(String)]));
    return fail(error.status, { problem: error.document(language), values });
  }
}

/** A text of a form; empty where it has none. */
export function textOf(sent: FormData, name: string): string {
  const value = sent.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
