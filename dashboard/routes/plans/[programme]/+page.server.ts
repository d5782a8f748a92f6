import { redirect } from '@sveltejs/kit';
import { grantsFor, type Person } from '../../../../access.ts';
import { attempt, textOf } from '../../../lib/attempt.ts';
import { inLanguage } from '../../../lib/language.ts';
import { namesOf, type PlanNames } from '../../../lib/plan/names.ts';
import type { Actions, PageServerLoad } from './$types.js';

/**
 * The plans of a programme that this person may see; what is not to be seen does not exist. The address may hold what a gap was
 * found in: `skill`, `area` (a code, or `level:code`), `group`.
 */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person, services, language } = locals;
  const plans = await services.plans.list(person, params.programme);
  const { title } = services.survey.programmes().find(({ id }) => id === params.programme)!;
  const telling = new Set(services.gaps.choices(params.programme).map(({ survey }) => survey));
  // the newest wave that has answers comes first
  const surveys = services.survey
    .surveys()
    .filter(({ id }) => telling.has(id))
    .toSorted((a, b) => Number(b.responses > 0) - Number(a.responses > 0) || b.wave.localeCompare(a.wave));
  return {
    ...{ plans, address: params.programme, programme: title[language], mayBegin: plansIn(person, params.programme) },
    surveys: surveys.map(({ id, title, wave }) => ({ id, title: `${title[language]}, ${wave}` })),
    territories: territoriesOf(person, params.programme).map((name) => ({
      value: name,
      text: namesOf(services, params.programme, language).places[name] ?? name,
    })),
    gap: gapIn(url.searchParams, namesOf(services, params.programme, language)),
    today: services.plans.today(),
  };
};

interface FoundGap {
  readonly skill: string;
  readonly area: string | null;
  readonly group: string | null;
  /** what of the address a plan needs */
  readonly query: string;
}

/** Null where the address names no skill of the programme. */
function gapIn(parameters: URLSearchParams, names: PlanNames): FoundGap | null {
  const [skill, area, group] = ['skill', 'area', 'group'].map((name) => parameters.get(name) ?? '');
  const named = names.skills[skill!];
  if (named === undefined) return null;
  const place = Object.keys(names.places).find((key) => key === area || key.split(':')[1] === area);
  const query = new URLSearchParams({ skill: skill!, ...(place && { area: place }) });
  return {
    skill: named,
    area: place ? names.places[place]! : null,
    group: names.groups[group!] ?? null,
    query: query.toString(),
  };
}

const grants = (person: Person | null, programme: string) =>
  person === null
    ? []
    : grantsFor(person, 'plan.write').filter((one) => one.programme === null || one.programme === programme);

const plansIn = (person: Person | null, programme: string): boolean => grants(person, programme).length > 0;

/** The only territories that this person may plan for; none where the whole is within reach. */
function territoriesOf(person: Person | null, programme: string): string[] {
  const own = grants(person, programme).map(({ territory }) => territory);
  return own.includes(null) ? [] : own.flatMap((one) => one ?? []);
}

/** They look at the right again, and need no JavaScript. */
export const actions: Actions = {
  begin: async ({ request, locals, params, url }) => {
    const form = await request.formData();
    const result = await attempt(locals.language, form, async () => {
      const plan = await locals.services.plans.create(locals.person, params.programme, {
        ...{ survey: textOf(form, 'survey'), title: textOf(form, 'title'), from: textOf(form, 'from') },
        ...{ budget: Number(textOf(form, 'budget')), takeUp: Number(textOf(form, 'takeUp')) },
        territory: textOf(form, 'territory') || null,
      });
      return { made: plan.id };
    });
    const gap = gapIn(url.searchParams, namesOf(locals.services, params.programme, locals.language));
    const rest = gap ? `?${gap.query}#put` : '';
    if ('made' in result) redirect(303, inLanguage(`/plan/${result.made}${rest}`, locals.language));
    return result;
  },
};
