import { inLanguage } from '../../../../lib/language.ts';
import { paperStyle } from '../../../../lib/paper/theme.ts';
import { planBrief } from '../../../../lib/plan/brief.ts';
import { namesOf } from '../../../../lib/plan/names.ts';
import { frameOf } from '../../../../lib/shell/frame.ts';
import type { PageServerLoad } from './$types.js';

/** A plan on two pages: what is needed, what it funds, whom it serves, who is left out, and what it rests on. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { person, services, language } = locals;
  const { plans, survey } = services;
  const plan = await plans.read(person, params.id);
  const effect = await plans.effect(person, plan.id);
  const evidence = (await plans.evidence(person, plan.id)).flatMap((line) => line.evidence);
  const names = namesOf(services, plan.programme, language);
  const programme = survey.programmes().find(({ id }) => id === plan.programme)!;
  return {
    ...{ plan, effect, names, brief: planBrief(plan, effect, evidence) },
    about: frameOf(survey, { survey: plan.survey }),
    title: programme.title[language],
    style: paperStyle(programme.colours),
    synthetic: survey.survey(plan.survey).synthetic,
    back: inLanguage(`/plan/${plan.id}`, language),
  };
};
