import type { RespondentLanguage } from '../../../survey/contract.ts';
import { languageNames } from '../language.ts';
import type { Messages } from '../messages.ts';
import type { Option } from '../survey/option.ts';

interface Choices {
  readonly places: readonly Option[];
  readonly groups: readonly Option[];
  readonly languages: readonly RespondentLanguage[];
}

const choicesOf = (options: readonly Option[]) => options.map(({ value, text }) => ({ value, text }));

/** The form of a session as SurveyJS reads it, in the language of the page. */
export function planForm(m: Messages, { places, groups, languages }: Choices): Record<string, unknown> {
  const spoken = languages.map((value) => ({ value, text: languageNames[value] }));
  const required = { isRequired: true, requiredErrorText: m('session.required') };
  const elements = [
    { type: 'text', name: 'title', title: m('session.titleOf'), description: m('session.titleHelp'), maxLength: 160 },
    { type: 'text', inputType: 'date', name: 'heldOn', title: m('session.heldOn') },
    { type: 'text', name: 'place', title: m('session.place'), description: m('session.placeHelp'), maxLength: 160 },
    { type: 'dropdown', name: 'territory', title: m('session.territory'), choices: choicesOf(places) },
    { type: 'dropdown', name: 'language', title: m('session.language'), choices: spoken },
  ].map((element) => ({ ...element, ...required }));
  const talked = { type: 'checkbox', name: 'groups', title: m('session.groups'), choices: choicesOf(groups) };
  return { pages: [{ name: 'plan', elements: groups.length > 0 ? [...elements, talked] : elements }] };
}
