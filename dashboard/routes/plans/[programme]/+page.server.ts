import { redirect } from '@sveltejs/kit';
import { grantsFor, type Person } from '../../../../access.ts';
import { attempt, textOf } from '../../../lib/attempt.ts';
import { isDay, isTakeUp, usual } from '../../../lib/gap/view.ts';
import { inLanguage } from '../../../lib/language.ts';
import { namesOf, type PlanNames } from '../../../lib/plan/names.ts';
import type { Actions, PageServerLoad } from './$types.js';

/**
 * The approved plans of a programme, for everybody; those under way for whoever may see them. The address may hold what a gap was
 * found in: `skill`, `area` (a code, or `level:code`), `group`; and what it was counted with: `survey`, `takeUp`, `from`.
 */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person, services, language } = locals;
  const approved = await services.plans.approved(params.programme);
  const isStaff = grantsIn(person, 'plan.read', params.programme).length > 0;
  const own = isStaff ? await services.plans.list(person, params.programme) : [];
  const plans = own.filter(({ state }) => state === 'draft' || state === 'shared');
  const { title } = services.survey.programmes().find(({ id }) => id === params.programme)!;
  const telling = new Set(services.gaps.choices(params.programme).map(({ survey }) => survey));
  // the newest wave that has answers comes first
  const surveys = services.survey
    .surveys()
    .filter(({ id }) => telling.has(id))
    .toSorted((a, b) => Number(b.responses > 0) - Number(a.responses > 0) || b.wave.localeCompare(a.wave));
  return {
    ...{ plans, approved, isStaff, address: params.programme, of: title[language] },
    mayBegin: grantsIn(person, 'plan.write', params.programme).length > 0,
    names: namesOf(services, params.programme, language),
    hasGap: surveys.length > 0,
    synthetic: services.survey.surveys().some((one) => one.programme === params.programme && one.synthetic),
    surveys: surveys.map(({ id, title, wave }) => ({ id, title: `${title[language]}, ${wave}` })),
    territories: territoriesOf(person, params.programme).map((name) => ({
      value: name,
      text: namesOf(services, params.programme, language).places[name] ?? name,
    })),
    gap: gapIn(url.searchParams, namesOf(services, params.programme, language)),
    first: countedWith(url.searchParams, services.plans.today()),
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

/** What a new plan begins with: the survey, the take-up in percent and the first day of the gap that led here. */
function countedWith(parameters: URLSearchParams, today: string) {
  const [survey, takeUp, from] = ['survey', 'takeUp', 'from'].map((name) => parameters.get(name) ?? '');
  return { survey: survey!, takeUp: isTakeUp(takeUp!) ? takeUp! : usual, from: isDay(from!) ? from! : today };
}

const grantsIn = (person: Person | null, action: 'plan.read' | 'plan.write', programme: string) =>
  person === null
    ? []
    : grantsFor(person, action).filter((one) => one.programme === null || one.programme === programme);

/** The only territories that this person may plan for; none where the whole is within reach. */
function territoriesOf(person: Person | null, programme: string): string[] {
  const own = grantsIn(person, 'plan.write', programme).map(({ territory }) => territory);
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
