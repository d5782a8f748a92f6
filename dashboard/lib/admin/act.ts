/** What the forms of the administrators' pages share: they look at the right again, and need no JavaScript. */
import type { RequestEvent } from '@sveltejs/kit';
import { attempt } from '../attempt.ts';

/** Reads a form and does what it says; what was done is named, for a line above the page. */
export async function act<const Done extends string>(
  { request, locals }: Pick<RequestEvent, 'request' | 'locals'>,
  work: (form: FormData) => Promise<Done>,
) {
  const form = await request.formData();
  return attempt(locals.language, form, async () => ({ done: await work(form) }));
}

/** The file of a form, as a service takes it; without a name and empty where the form has none. */
export async function fileOf(form: FormData): Promise<{ name: string; bytes: Uint8Array }> {
  const file = form.get('file');
  if (!(file instanceof File)) return { name: '', bytes: new Uint8Array() };
  return { name: file.name, bytes: await file.bytes() };
}
