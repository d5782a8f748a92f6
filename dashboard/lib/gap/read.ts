/** What the page of the gap is made of: published figures and the catalogue, as an address asks for them. */
import type { CountedEdition, GapChoice, GapRow, RealTakeUp, SupplyGap } from '../../../analytics/contract.ts';
import type { Localized, SurveySummary } from '../../../survey/contract.ts';
import type { GroupDimension } from '../compare/options.ts';
import type { Frame } from '../explore/frame.ts';
import { readSurvey, type ExploredSurvey } from '../explore/read.ts';
import type { Services } from '../services.ts';
import { byGap } from './rank.ts';
import { areaLevel, mostHeat, parseGap, type GapOffer, type GapView, type UnknownGap } from './view.ts';

/** An answer of `/api`, and the question for it. */
export interface GapAnswer {
  readonly gap: SupplyGap;
  readonly query: Readonly<Record<string, string>>;
}

/** The gap as one survey tells it: of each skill, of one skill by place, and by group. */
export interface ToldGap {
  readonly survey: ExploredSurvey;
  readonly frame: Frame;
  readonly dimensions: readonly GroupDimension[];
  readonly view: GapView;
  readonly unknown: readonly UnknownGap[];
  readonly bars: GapAnswer;
  readonly map: GapAnswer;
  /** null where the survey has no groups; rows of the skills that are drawn, and of those that are flagged */
  readonly heat: GapAnswer | null;
  /** of these skills, the rows of everybody in the place */
  readonly everybody: readonly GapRow[];
  readonly editions: readonly CountedEdition[];
  /** the target groups of the programme, also those that this survey does not know */
  readonly groupNames: Readonly<Record<string, Localized>>;
  /** how many really enrolled, of those who said so; null where nobody knows */
  readonly real: RealTakeUp | null;
}

export type NamedSurvey = Pick<SurveySummary, 'id' | 'title' | 'wave'>;

/** `told` is null where no survey of the programme tells who would take a course. */
export interface GapPage {
  readonly programme: string;
  readonly surveys: readonly NamedSurvey[];
  /** surveys of firms: whom they want to train is counted apart */
  readonly firms: readonly { readonly id: string; readonly title: Localized }[];
  readonly told: ToldGap | null;
}

/** @throws Problem not_found */
export async function readGapPage(services: Services, programme: string, address: URLSearchParams): Promise<GapPage> {
  const choices = services.gaps.choices(programme);
  const own = services.survey.surveys().filter((one) => one.programme === programme);
  const surveys = choices.flatMap((choice) => own.find(({ id }) => id === choice.survey) ?? []).toSorted(newestFirst);
  const firms = own.filter(({ unit }) => unit === 'firm').map(({ id, title }) => ({ id, title }));
  const survey = surveys.find(({ id }) => id === address.get('survey')) ?? surveys[0];
  const choice = choices.find((one) => one.survey === survey?.id);
  const told = choice ? await readTold(services, programme, choice, address) : null;
  return { programme, surveys: surveys.map(({ id, title, wave }) => ({ id, title, wave })), firms, told };
}

const newestFirst = (one: NamedSurvey, other: NamedSurvey) =>
  other.wave.localeCompare(one.wave) || one.id.localeCompare(other.id);

async function readTold(
  services: Services,
  programme: string,
  choice: GapChoice,
  address: URLSearchParams,
): Promise<ToldGap | null> {
  const { survey, frame } = readSurvey(services, choice.survey);
  if (frame === null) return null;
  const dimensions = dimensionsOf(services, choice);
  const offer: GapOffer = { survey: survey.id, frame, dimensions };
  const { view: asked, unknown } = parseGap(address, offer);
  const ask = async (query: Record<string, string>): Promise<GapAnswer> => {
    const full = { survey: survey.id, ...written({ ...query, from: asked.from }), takeUp: asked.takeUp };
    return { gap: await services.gaps.gap(programme, full), query: full };
  };
  const [group = '', member = ''] = asked.group.split(':');
  const place = { level: areaLevel(asked, frame), place: asked.area };
  const bars = await ask({ ...place, group, member });
  const ranked = bars.gap.rows.toSorted(byGap).map(({ skill }) => skill);
  const view = { ...asked, skill: asked.skill || (ranked[0] ?? '') };
  const map = await ask({ level: view.level, group, member, skills: view.skill });
  const divided = group || (dimensions.find(({ named }) => !named) ?? dimensions[0])?.name;
  const skills =
    place.level === 'municipality' ? [...new Set([view.skill, ...ranked])].slice(0, mostHeat.amongMany) : [];
  const heat = divided ? await ask({ ...place, group: divided, skills: skills.join(',') }) : null;
  const everybody = group === '' ? bars : await ask(place);
  const editions = await services.gaps.editions(programme, {
    survey: survey.id,
    ...written({ ...place, skills: view.skill, from: view.from }),
  });
  const rows = drawnRows(heat?.gap.rows ?? [], [view.skill, ...ranked]);
  const kept = new Set(rows.map(({ skill }) => skill));
  return {
    ...{ survey, frame, dimensions, view, unknown, bars, map, editions },
    groupNames: groupNamesOf(services, programme),
    real: await services.plans.takeUp(programme, survey.id),
    heat: heat && { ...heat, gap: { ...heat.gap, rows } },
    everybody: everybody.gap.rows.filter(({ skill }) => kept.has(skill)),
  };
}

function groupNamesOf({ survey }: Services, programme: string): ToldGap['groupNames'] {
  const own = survey.surveys().filter((one) => one.programme === programme);
  const variables = own.flatMap(({ id }) => survey.codebook(id).variables.filter(({ name }) => name === 'targetGroup'));
  return Object.fromEntries(variables.flatMap(({ categories }) => categories.map(({ code, label }) => [code, label])));
}

const written = (query: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

/** The others would be most of the page. */
function drawnRows(rows: readonly GapRow[], ranked: readonly string[]): GapRow[] {
  const drawn = new Set([...new Set(ranked)].slice(0, mostHeat.rows));
  return rows.filter(({ skill, belowShare }) => drawn.has(skill) || belowShare === true);
}

function dimensionsOf({ survey, analytics }: Services, choice: GapChoice): GroupDimension[] {
  const { variables } = survey.codebook(choice.survey);
  const { snapshot, dimensions } = analytics.coverage(choice.survey);
  const isShown = (name: string) =>
    snapshot === null ||
    dimensions.some(({ dimension, rows }) => dimension === name && rows.some(({ state }) => state === 'shown'));
  return choice.groups.filter(isShown).flatMap((name) => {
    const found = variables.find((one) => one.name === name);
    if (!found) return [];
    const isNamed = !['targetGroup', 'sector'].includes(found.role);
    return [{ name, label: found.label, named: isNamed, choices: found.categories }];
  });
}
