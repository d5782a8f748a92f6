/** What the article about a skill is made of: the published figures of one survey, and who asks about it. */
import type { EstimateEnvelope, EstimateQuery } from '../../../analytics/contract.ts';
import type { Codebook, Localized } from '../../../survey/contract.ts';
import { namesOf, vocabularyOf, type Frame } from '../explore/frame.ts';
import { readFigures, readSurvey, type ExploredSurvey } from '../explore/read.ts';
import type { Figures } from '../explore/scene.ts';
import { queriesOf } from '../explore/queries.ts';
import { parseView, type View } from '../filter.ts';
import type { Services } from '../services.ts';

/** The steps of the scale of levels, lowest first. */
export interface LevelStep {
  readonly value: number;
  readonly label: Localized;
}

/** Mean level now, wanted, and the gap: of everybody, by group where the survey has groups, and by territory. */
export interface LevelFigures {
  readonly steps: readonly LevelStep[];
  readonly everybody: readonly [now: EstimateEnvelope, wanted: EstimateEnvelope, gap: EstimateEnvelope];
  readonly groups: LevelFigures['everybody'] | null;
  /** at the level that the map begins with */
  readonly places: LevelFigures['everybody'] | null;
}

/** The survey that the article is about. */
export interface SkillArticle {
  readonly survey: ExploredSurvey;
  readonly frame: Frame;
  readonly view: View;
  readonly figures: Figures;
  /** null where the survey asks no levels of the skill */
  readonly levels: LevelFigures | null;
}

/** A survey that asks about the skill. */
export interface Asking {
  readonly survey: ExploredSurvey;
  readonly frame: Frame;
  /** whether it is about the people of the programme's territory */
  readonly isHome: boolean;
}

/** The surveys of a programme that ask about a skill, each in its newest wave that has come to be published. */
export function askingAbout(services: Services, programme: string, skill: string): Asking[] {
  const own = services.survey.surveys().filter((one) => one.programme === programme && isNewest(services, one.id));
  return own.flatMap(({ id }) => {
    const { survey, frame, home } = readSurvey(services, id);
    if (frame === null || !frame.skills.some(({ code }) => code === skill)) return [];
    return [{ survey, frame, isHome: home !== null && frame.countries.length === 0 }];
  });
}

/** An earlier wave tells of other years; one that is not published yet stands behind none. */
function isNewest({ survey, analytics }: Services, id: string): boolean {
  const isPublished = (one: string) => analytics.coverage(one).snapshot !== null;
  const waves = survey.waves(id);
  const newest = waves.findLast((wave) => isPublished(wave.survey)) ?? waves.at(-1);
  return newest?.survey === id;
}

/** The survey of people that says most about the skill; of firms where no people are asked; null where nobody is. */
export function articleOf(services: Services, asking: readonly Asking[], skill: string): SkillArticle | null {
  const isPublished = ({ survey }: Asking) => services.analytics.coverage(survey.id).snapshot !== null;
  const published = asking.filter(isPublished);
  const found =
    published.find(({ survey }) => survey.unit === 'person') ??
    published[0] ??
    asking.find(({ survey }) => survey.unit === 'person') ??
    asking[0];
  if (found === undefined) return null;
  const { survey, frame } = found;
  const { view } = parseView(new URLSearchParams({ skill }), vocabularyOf(frame));
  const needed = new Set(['map', 'whole', 'scaleAreas', 'scaleGroups']);
  const queries = queriesOf(view, namesOf(frame)).filter(([name]) => needed.has(name) || name.startsWith('wider:'));
  const figures = readFigures(services, survey.id, queries);
  return { survey, frame, view, figures, levels: levelsOf(services, survey.id, frame, skill) };
}

/** The figures of levels. */
export function levelsOf(services: Services, survey: string, frame: Frame, skill: string): LevelFigures | null {
  const { levels } = services.survey.codebook(survey);
  if (levels === null || !levels.skills.some(({ code }) => code === skill)) return null;
  const where = frame.home === '' ? '' : `${frame.territory}:${frame.home}`;
  const group = frame.filters.find(({ key }) => key === 'group')?.variable;
  const mean = (by: string): EstimateQuery[] =>
    ['levelNow', 'levelWanted', 'levelGap'].map((name) => ({
      variable: `${name}:${skill}`,
      statistic: 'mean',
      by,
      where,
    }));
  const places = mean(`${frame.territory}:${frame.start.level}`);
  const told = services.analytics.estimates(survey, [...mean(''), ...places, ...(group ? mean(group) : [])]);
  const three = (from: number) => told.slice(from, from + 3) as unknown as LevelFigures['everybody'];
  return { steps: stepsOf(levels), everybody: three(0), places: three(3), groups: group ? three(6) : null };
}

/** As figures count them: by their codes where all are numbers, else 1, 2, 3 … */
function stepsOf({ scale }: NonNullable<Codebook['levels']>): LevelStep[] {
  const numeric = scale.every(({ code }) => code.trim() !== '' && Number.isFinite(Number(code)));
  const steps = scale.map(({ code, label }, at) => ({ value: numeric ? Number(code) : at + 1, label }));
  return steps.toSorted((a, b) => a.value - b.value);
}
