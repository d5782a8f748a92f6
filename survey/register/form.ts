/** The forms as their programme words them, with what may be chosen in them. */
import type { InterestForm, InterestKind } from '../contract.ts';
import { Problem } from '../../problem.ts';
import { surveysOf, type RegisterContext } from './context.ts';

export type Choices = Pick<InterestForm, 'languages' | 'municipalities' | 'sectors' | 'topics'>;

/** @throws Problem not_found when the programme, or a form of this kind in it, is not there */
export async function readForm(context: RegisterContext, programme: string, kind: InterestKind): Promise<InterestForm> {
  const content = context.registry.programme(programme);
  const form = (await context.reference.forms(programme))?.[kind];
  if (!form) throw new Problem('not_found', { value: kind });
  const { version, keep: _, ...texts } = form;
  const topics = content.skillAreas.map(({ key, label }) => ({ code: key, label }));
  const { languages } = content.programme;
  return { programme, kind, version, languages, texts, topics, ...choicesOf(context, programme) };
}

/** Municipalities and sectors as the programme's questionnaires name them. */
function choicesOf(context: RegisterContext, programme: string): Pick<Choices, 'municipalities' | 'sectors'> {
  const compiled = surveysOf(context, programme).map((entry) => entry.compiled);
  const places = (compiled[0]?.territories ?? []).filter(({ level }) => level === 'municipality');
  const sector = compiled.flatMap(({ variables }) => [...variables.values()]).find(({ role }) => role === 'sector');
  return {
    municipalities: places
      .map(({ code, name }) => ({ code, label: name }))
      .sort((one, other) => one.label.it.localeCompare(other.label.it, 'it')),
    sectors: (sector?.categories ?? []).map(({ code, label }) => ({ code, label })),
  };
}
