import { fail, type RequestEvent } from '@sveltejs/kit';
import { isProblem } from '../problem.ts';

/** What a form sent: one text by its name, empty where it has none, and all texts of a name. */
export interface Sent {
  (name: string): string;
  all(name: string): string[];
}

/** Does what a form asks for; what went wrong is told on the same page. */
export async function attempt<T>({ request, locals }: RequestEvent, work: (sent: Sent) => Promise<T>) {
  const form = await request.formData();
  const all = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  const sent: Sent = Object.assign((name: string) => all(name)[0]?.trim() ?? '', { all });
  try {
    return await work(sent);
  } catch (error) {
    if (!isProblem(error) || error.status >= 500) throw error;
    return fail(error.status, { problem: error.document(locals.language) });
  }
}
