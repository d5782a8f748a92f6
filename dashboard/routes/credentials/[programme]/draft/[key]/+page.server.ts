import { redirect, type RequestEvent } from '@sveltejs/kit';
import { attempt, textOf } from '../../../../../lib/attempt.ts';
import { contentOf, sheetOf } from '../../../../../lib/credential/sheet.ts';
import { inLanguage } from '../../../../../lib/language.ts';
import { isProblem } from '../../../../../lib/problem.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A draft with its fields; what is published where there is none, and nothing for a new one. */
export const load: PageServerLoad = async ({ locals: { services, person }, params: { programme, key } }) => {
  const draft = (await services.credentials.drafts(person, programme)).find((one) => one.key === key);
  const published = draft ? null : await newestOf(services, programme, key);
  const [{ skills }, areas] = await Promise.all([
    services.catalogue.frame(programme),
    services.credentials.areas(programme),
  ]);
  return {
    ...{ address: programme, key, revision: draft?.revision ?? 0, missing: draft?.missing ?? [] },
    ...{
      sheet: sheetOf(draft?.content ?? published?.content ?? {}),
      skills: skills.map((one) => ({ ...one, area: areas.get(one.key) ?? one.label })),
      version: draft?.version ?? published?.version ?? null,
    },
  };
};

async function newestOf(services: App.Locals['services'], programme: string, key: string) {
  try {
    return await services.credentials.one(programme, key);
  } catch (error) {
    if (isProblem(error) && error.code === 'not_found') return null;
    throw error;
  }
}

type Event = RequestEvent<{ programme: string; key: string }>;

export const actions: Actions = {
  keep: async (event) => {
    const { kept, sent } = await keep(event);
    if (!('revision' in kept)) return kept;
    if (event.params.key === 'new') redirect(303, draftOf(event, keyOf(sent, 'new')));
    return { kept: true };
  },
  publish: async (event) => {
    const { kept, sent } = await keep(event);
    if (!('revision' in kept)) return kept;
    const { services, person, language } = event.locals;
    const { programme } = event.params;
    const key = keyOf(sent, event.params.key);
    const outcome = await attempt(language, sent, async () => {
      const { version } = await services.credentials.publish(person, programme, key, kept.revision);
      return { version };
    });
    if ('version' in outcome) redirect(303, inLanguage(`/credential/${programme}/${key}`, language));
    // what was typed is kept, and its revision is the new one
    return outcome;
  },
};

async function keep({ locals, params, request }: Event) {
  const sent = await request.formData();
  const { services, person, language } = locals;
  const edit = { revision: Number(textOf(sent, 'revision')), content: contentOf(sent) };
  const kept = await attempt(language, sent, () =>
    services.credentials.edit(person, params.programme, keyOf(sent, params.key), edit),
  );
  return { kept, sent };
}

const keyOf = (sent: FormData, key: string) => (key === 'new' ? textOf(sent, 'key') : key);
const draftOf = ({ params, locals }: Event, key: string) =>
  inLanguage(`/credentials/${params.programme}/draft/${key}`, locals.language);
