/** The forms as their programme words them, with what may be chosen in them. */
import type { InterestForm, InterestKind, Localized } from '../contract.ts';
import { Problem } from '../../problem.ts';
import { surveysOf, type RegisterContext } from './context.ts';

export type Choices = Pick<InterestForm, 'municipalities' | 'sectors' | 'topics'>;

/** @throws Problem not_found when the programme, or a form of this kind in it, is not there */
export async function readForm(context: RegisterContext, programme: string, kind: InterestKind): Promise<InterestForm> {
  const content = context.registry.programme(programme);
  const form = (await context.reference.forms(programme))?.[kind];
  if (!form) throw new Problem('not_found', { value: kind });
  const { version, ...texts } = form;
  const topics = content.skillAreas.map(({ key, label }) => ({ code: key, label: plain(label) }));
  return { programme, kind, version, texts: textsOf(texts), topics, ...choicesOf(context, programme) };
}

const plain = ({ it, en }: Localized) => ({ it, en });

const textsOf = (texts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, plain(text as Localized)]));

/** Municipalities and sectors as the programme's questionnaires name them. */
function choicesOf(context: RegisterContext, programme: string): Pick<Choices, 'municipalities' | 'sectors'> {
  const compiled = surveysOf(context, programme).map((entry) => entry.compiled);
  const places = (compiled[0]?.territories ?? []).filter(({ level }) => level === 'municipality');
  const sector = compiled.flatMap(({ variables }) => [...variables.values()]).find(({ role }) => role === 'sector');
  return {
    municipalities: places
      .map(({ code, name }) => ({ code, label: plain(name) }))
      .sort((one, other) => one.label.it.localeCompare(other.label.it, 'it')),
    sectors: (sector?.categories ?? []).map(({ code, label }) => ({ code, label: plain(label) })),
  };
}
