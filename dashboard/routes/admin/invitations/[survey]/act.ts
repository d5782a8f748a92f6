/** What the forms about invitations share: they look at the right again, and need no JavaScript. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { isProblem } from '../../../../lib/problem.ts';

/** What was done, for a line above the page. */
export type Done =
  'checking' | 'stored' | 'forgotten' | 'undone' | 'removed' | 'sending' | 'stopped' | 'added' | 'marked';

/** Reads a form and does what it says; what went wrong comes back as a problem in the reader's language. */
export async function attempt(
  { request, locals }: Pick<RequestEvent, 'request' | 'locals'>,
  work: (form: FormData) => Promise<Done>,
) {
  const form = await request.formData();
  try {
    return { done: await work(form) };
  } catch (error) {
    if (!isProblem(error) || error.status >= 500) throw error;
    return fail(error.status, { problem: error.document(locals.language) });
  }
}

export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
