import type { RequestEvent } from '@sveltejs/kit';
import { attempt as attemptWith } from '../attempt.ts';

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
  return attemptWith(locals.language, form, () => work(sent));
}
