import type { LabGap } from '../../../../analytics/contract.ts';
import { gapLines } from '../../../lib/laboratory/gap.ts';
import { grouped, ofSkill, skillChoices, type Grouping } from '../../../lib/laboratory/list.ts';
import { languageOf } from '../../../lib/language.ts';
import { loadMessages } from '../../../lib/messages.ts';
import type { Services } from '../../../lib/services.ts';
import type { PageServerLoad } from './$types.js';

/** Laboratories of a programme, those of a skill where one is named, and the hours that are missing. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { services, person } = locals;
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  const word = (name: string) => url.searchParams.get(name) ?? '';
  const all = await services.laboratories.list(params.programme);
  const skills = skillChoices(all, language);
  const skill = skills.some(({ value }) => value === word('skill')) ? word('skill') : '';
  const hasAreas = all.some(({ place }) => place?.area);
  const by: Grouping = word('by') === 'district' || (word('by') === '' && hasAreas) ? 'district' : 'organisation';
  const shown = ofSkill(all, skill);
  const weeks = services.laboratories.weeks(params.programme);
  const gap = weeks && (await services.laboratoryFigures.gap(params.programme, gapQuery(word)));
  return {
    ...{ address: params.programme, skills, skill, by, weeks, count: shown.length, all: all.length },
    groups: grouped(shown, by, language),
    gap: gap && { ...toldOf(gap), lines: gapLines(gap, language, m, placeNames(services, gap, language)) },
    invented: all.some(({ demo }) => demo),
    mayEdit: services.laboratories.mayEdit(person, params.programme),
    hasReport: weeks !== null && (await services.laboratoryFigures.hasReadiness(params.programme)),
  };
};

/** A take-up or a level that is none gives the first of what is offered, as whoever typed an address meant to see a page. */
function gapQuery(word: (name: string) => string) {
  const takeUp = ['10', '20', '40'].includes(word('takeUp')) ? word('takeUp') : '20';
  return { takeUp, level: word('level') === 'province' ? 'province' : '' };
}

const toldOf = ({ rows: _, ...gap }: LabGap) => gap;

function placeNames({ survey }: Services, { survey: id, level }: LabGap, language: 'it' | 'en') {
  const places = id === null ? [] : survey.territories(id).filter((one) => one.level === level);
  const names = new Map(places.map(({ code, name }) => [code, name[language]]));
  return (code: string) => names.get(code) ?? code;
}
