import { redirect } from '@sveltejs/kit';
import { attempt, textOf } from '../../../../../lib/attempt.ts';
import { bodiesOf, bodyLines, bothOf } from '../../../../../lib/credential/sheet.ts';
import { ruleOf, stackIn, stackOf } from '../../../../../lib/credential/stack.ts';
import { inLanguage } from '../../../../../lib/language.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A passport with what it stacks; nothing for a new one. Whoever may not write in the programme finds no page. */
export const load: PageServerLoad = async ({ locals: { services, person }, params: { programme, key } }) => {
  // published passports are everybody's: it is the drafts that ask for the right
  await services.credentials.drafts(person, programme);
  const [credentials, passports] = await Promise.all([
    services.credentials.list(programme),
    services.credentials.passports(programme),
  ]);
  const held = passports.find((one) => one.key === key);
  if (!held && key !== 'new') await services.credentials.passport(programme, key);
  const { title, about, awardingBodies, rule } = held?.content ?? {};
  return {
    ...{ address: programme, key, version: held?.version ?? 0 },
    sheet: {
      ...{ 'title.it': title?.it, 'title.en': title?.en, 'about.it': about?.it, 'about.en': about?.en },
      bodies: bodyLines(awardingBodies),
    },
    stack: rule ? stackOf(rule) : { must: [], choices: [] },
    credentials: credentials
      .filter(({ content: { stacking } }) => stacking !== 'independent')
      .map((one) => ({ key: one.key, title: one.content.title })),
  };
};

export const actions: Actions = {
  publish: async ({ locals: { services, person, language }, params: { programme, key }, request }) => {
    const sent = await request.formData();
    const own = key === 'new' ? textOf(sent, 'key') : key;
    const outcome = await attempt(language, sent, () =>
      services.credentials.stack(person, programme, own, {
        version: Number(textOf(sent, 'version')),
        content: {
          ...{ title: bothOf(sent, 'title'), about: bothOf(sent, 'about') },
          ...{
            awardingBodies: bodiesOf(textOf(sent, 'bodies')),
            rule: ruleOf(stackIn((name) => sent.getAll(name).map(String))),
          },
        },
      }),
    );
    if (!('version' in outcome)) return outcome;
    redirect(303, inLanguage(`/passport/${programme}?key=${own}`, language));
  },
};
