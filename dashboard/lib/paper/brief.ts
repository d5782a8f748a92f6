/** The brief of a territory: what two pages say, in the order in which they say it. */
import type { SkillQuote } from '../../../analytics/contract.ts';
import type { Territory } from '../../../survey/contract.ts';
import { firstsOf, isAbove } from '../chart/order.ts';
import { isShown } from '../chart/value.ts';
import { leadersOf } from '../explore/finding.ts';
import { atStart, quoted } from '../explore/scene.ts';
import { formats } from '../format.ts';
import type { Services } from '../services.ts';
import { isAnyShown, rangeBlock, sharesOf, type Block, type Wanted } from './block.ts';
import { compositionOf } from './composition.ts';
import type { Listed } from './figure.ts';
import { fitFirst, fitSecond } from './fit.ts';
import { heatOf, type Heat } from './heat.ts';
import { heightOf } from './height.ts';
import { levelsOf, type Levels } from './levels.ts';
import { locatorOf, type Locator } from './locator.ts';
import { methodBox, type MethodBox } from './method-box.ts';
import type { Item } from './part.ts';
import { everybody, placeName, scopesOf, type Scope } from './place.ts';
import { namedRows, partlyOf } from './ranges.ts';
import type { PaperSurvey, Source } from './source.ts';

/** How many answered a survey there; `n` is null where that is not published. */
export interface Answered {
  readonly survey: string;
  readonly words: string;
  readonly figure: string | null;
}

/**
 * - `about`: the survey that most of the brief is about
 * - `apart`: how the territory differs from the whole programme, in a sentence
 * - `others`: what further surveys say of the same territory
 */
export interface Brief {
  readonly key: string;
  readonly place: string;
  readonly kicker: string;
  readonly title: string;
  readonly lead: string;
  readonly needs: Block;
  readonly apart: string | null;
  readonly locator: Locator | null;
  readonly answered: readonly Answered[];
  /** who they are, in shares */
  readonly composition: readonly Item[];
  readonly who: string;
  readonly others: readonly Block[];
  readonly levels: Levels | null;
  readonly heat: Heat | null;
  readonly modes: Block | null;
  readonly barriers: Block | null;
  readonly quotes: readonly SkillQuote[];
  readonly invented: boolean;
  readonly method: MethodBox;
  readonly listed: readonly Listed[];
}

/** A survey that asks for needs by territory. */
type Asking = PaperSurvey & { readonly frame: NonNullable<PaperSurvey['frame']> };
export const isAsking = (survey: PaperSurvey): survey is Asking => survey.frame !== null;

/** Rows of each part; fewer where two pages would not hold them. */
const rows = { needs: 20, alone: 24, others: 12, heat: 14, shares: 7, levels: 3, quotes: 6, surveys: 2 } as const;

/** Null where no survey of the programme asks for needs by territory. */
export async function briefOf(services: Services, source: Source, place: Territory): Promise<Brief | null> {
  const asking = await ordered(source, source.surveys.filter(isAsking), place);
  const [main, ...further] = asking;
  if (!main) return null;
  const { language, m } = source;
  const scopes = scopesOf(main.frame, place, language, m);
  const most = further.length > 0 ? rows.needs : rows.alone;
  const needs = await rangeBlock(source, main, scopes, needsOf(source, main, m('paper.needs'), most, true));
  const others: Block[] = [];
  for (const survey of further.slice(0, rows.surveys)) {
    const title = m('paper.needsOf', { survey: survey.summary.title[language] });
    const around = scopesOf(survey.frame, place, language, m);
    others.push(await rangeBlock(source, survey, around, needsOf(source, survey, title, rows.others, true)));
  }
  const levels = await levelsOf(source, main, scopes, rows.levels);
  const heat = await heatOf(source, main, scopes, { rows: rows.heat, title: m('paper.groups') });
  const modes = await byRole(source, main, scopes, 'mode');
  const barriers = await byRole(source, main, scopes, 'barrier');
  const said = await services.evidence.heldIn(source.programme.id, `${place.level}:${place.code}`, rows.quotes);
  const finding = await findingOf(source, main, scopes);
  const margin = {
    locator: await locatorOf(services, source, main.frame, place),
    composition: await compositionOf(source, main, dividing(main), scopes[0] ?? everybody(m)),
    answered: await answeredOf(source, asking, place),
    who: m('paper.who', { unit: main.summary.unit, sample: main.summary.sampleType }),
  };
  const first = fitFirst({ ...finding, ...margin, needs, others });
  const levelHeight = levels ? heightOf({ kind: 'levels', levels }) : 0;
  const second = fitSecond({ levels: levelHeight, heat, modes, barriers, quotes: said.quotes });
  const blocks = [needs, ...others, levels, heat, modes, barriers];
  return {
    ...{ key: place.code, place: atStart(placeName(place, language, m)), kicker: m('paper.brief') },
    ...{ ...finding, ...margin, ...first, ...second, levels },
    ...{ invented: said.invented, method: methodBox(source, main) },
    listed: [
      ...blocks.flatMap((block) => block?.listed ?? []),
      ...first.composition.flatMap(({ figure }) => figure ?? []),
    ],
  };
}

export const needsOf = (source: Source, survey: Asking, title: string, most: number, compare: boolean): Wanted => ({
  ...{ title, what: source.m('paper.needs'), compare },
  query: { variable: survey.frame.need },
  options: { choices: survey.frame.skills, rows: most, ties: true },
});

/** The survey with most published answers in the territory first; those without any keep their order. */
async function ordered(source: Source, surveys: readonly Asking[], place: Territory): Promise<Asking[]> {
  const counted: { survey: Asking; n: number }[] = [];
  for (const survey of surveys) counted.push({ survey, n: (await countIn(source, survey, place)).n ?? -1 });
  return counted.toSorted((a, b) => b.n - a.n).map(({ survey }) => survey);
}

async function countIn({ language, m }: Source, survey: Asking, place: Territory) {
  const [scope] = scopesOf(survey.frame, place, language, m);
  const envelope = await survey.ask({ variable: survey.frame.need, where: scope?.where ?? '' });
  return { n: isAnyShown(envelope) ? envelope.n : null, figure: envelope.figure };
}

async function answeredOf(source: Source, surveys: readonly Asking[], place: Territory): Promise<Answered[]> {
  const { m, language } = source;
  const all: Answered[] = [];
  for (const survey of surveys) {
    const { n, figure } = await countIn(source, survey, place);
    const { title, unit } = survey.summary;
    const counted = { n: n ?? 0, count: formats(language).count(n ?? 0), known: n === null ? 'no' : 'yes', unit };
    all.push({ survey: title[language], words: m('paper.answered', counted), figure: n === null ? null : figure });
  }
  return all;
}

/** Sex and age, or size: what divides figures and says who they are in a word. */
const dividing = ({ codebook }: PaperSurvey) =>
  codebook.variables
    .filter(({ dimension, role }) => dimension && ['sex', 'ageClass', 'sizeClass'].includes(role))
    .slice(0, 2);

async function byRole(source: Source, survey: Asking, scopes: readonly Scope[], role: 'mode' | 'barrier') {
  const variable = survey.codebook.variables.find((one) => one.role === role && one.type === 'multiple');
  if (!variable) return null;
  const title = source.m(`paper.${role}`);
  return rangeBlock(source, survey, scopes, sharesOf(variable, title, title, rows.shares));
}

/** The finding as title, if it survives its range, else the question; and what differs from the whole programme. */
async function findingOf(source: Source, survey: Asking, scopes: readonly Scope[]) {
  const { m, language } = source;
  const [here, whole] = [scopes[0], scopes.at(-1)];
  const { frame, summary } = survey;
  const named = { choices: frame.skills, language };
  const own = await survey.ask({ variable: frame.need, where: here?.where ?? '' });
  const all = await survey.ask({ variable: frame.need, where: whole?.where ?? '' });
  const skills = namedRows(own, named);
  const leaders = leadersOf(skills).map(({ label }) => quoted({ language }, label));
  const place = atStart(here?.name ?? '');
  const alike = firstsOf(skills).length;
  const { count, day, list } = formats(language);
  const known = isAnyShown(own);
  return {
    title:
      leaders.length > 0
        ? m('paper.finding', { place, count: leaders.length, leaders: list(leaders), partly: partlyOf(skills) })
        : m('paper.question', { place, state: alike > 1 ? 'tied' : 'none', alike }),
    lead: m('paper.lead', {
      ...{ unit: summary.unit, n: own.n ?? 0, count: count(own.n ?? 0), known: known ? 'yes' : 'no' },
      ...{ wave: summary.wave, survey: summary.title[language], dated: own.snapshot ? 'yes' : 'no' },
      day: own.snapshot ? day(own.snapshot.takenOn) : '',
    }),
    apart: known && here !== whole ? apartWords(source, skills, namedRows(all, named), whole?.name ?? '') : null,
  };
}

type Named = ReturnType<typeof namedRows>;

/** Skills whose ranges here and in the whole do not meet: what may be said with the smallest doubt. */
function apartWords({ m, language }: Source, here: Named, whole: Named, name: string): string {
  const known = new Map(whole.map(({ code, value }) => [code, value]));
  const told = (isApart: (own: Named[number], all: Named[number]['value']) => boolean) =>
    here
      .filter((own) => {
        const all = known.get(own.code);
        return isShown(own.value) && all !== undefined && isShown(all) && isApart(own, all);
      })
      .slice(0, 3)
      .map(({ label }) => quoted({ language }, label));
  const more = told(({ value }, all) => isAbove(value, all));
  const less = told(({ value }, all) => isAbove(all, value));
  const { list } = formats(language);
  return m('paper.apart', {
    ...{ whole: name, more: list(more), less: list(less) },
    which: more.length > 0 ? (less.length > 0 ? 'both' : 'more') : less.length > 0 ? 'less' : 'none',
  });
}
