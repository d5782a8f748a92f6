/** What paper is made from: the surveys of a programme, and figures that are asked for in turn. */
import { setImmediate } from 'node:timers/promises';
import type { EstimateEnvelope, EstimateQuery, MethodFacts, Thermometer } from '../../../analytics/contract.ts';
import type { Codebook, Language, ProgrammeSummary, SurveySummary } from '../../../survey/contract.ts';
import type { Shapes } from '../chart/geometry.ts';
import type { Frame } from '../explore/frame.ts';
import type { LevelPair } from '../explore/offer.ts';
import { readSurvey } from '../explore/read.ts';
import { asked } from '../explore/read-waves.ts';
import { wordsOf, type Words } from '../explore/words.ts';
import { inLanguage } from '../language.ts';
import type { Messages } from '../messages.ts';
import type { Services } from '../services.ts';
import { levelPairs } from './level-pair.ts';

/** A survey as paper needs it; `frame` is null where it asks no need by territory. */
export interface PaperSurvey {
  readonly summary: SurveySummary;
  readonly codebook: Codebook;
  readonly frame: Frame | null;
  readonly facts: MethodFacts;
  readonly thermometer: Thermometer;
  /** skills with a level now and a level wanted, the most needed first */
  readonly pairs: readonly LevelPair[];
  /** the address of its method note */
  readonly method: string;
  readonly words: Words;
  /** Published figures; lets others have their turn first. */
  ask(query: EstimateQuery): Promise<EstimateEnvelope>;
}

export interface Source {
  readonly programme: ProgrammeSummary;
  readonly surveys: readonly PaperSurvey[];
  readonly language: Language;
  readonly m: Messages;
  /** where the pages are */
  readonly origin: string;
  readonly synthetic: boolean;
  /** outlines that were read, by their level and what they lie in */
  readonly shapes: Map<string, Shapes>;
}

/** Over every page: the programme, and that its answers are made up. */
export const runningOf = ({ programme, language, m, synthetic }: Source): string =>
  [programme.title[language], ...(synthetic ? [m('paper.synthetic')] : [])].join(' · ');

/** Null where there is no such programme. */
export async function readSource(
  services: Services,
  id: string,
  { language, m, origin }: Pick<Source, 'language' | 'm' | 'origin'>,
): Promise<Source | null> {
  const programme = services.survey.programmes().find((one) => one.id === id);
  if (!programme) return null;
  const surveys: PaperSurvey[] = [];
  for (const survey of programme.surveys)
    surveys.push(await readPaperSurvey(services, survey, { language, m, origin }));
  const synthetic = surveys.some(({ summary }) => summary.synthetic);
  return { programme, surveys, language, m, origin, synthetic, shapes: new Map() };
}

async function readPaperSurvey(
  services: Services,
  id: string,
  { language, m, origin }: Pick<Source, 'language' | 'm' | 'origin'>,
): Promise<PaperSurvey> {
  await setImmediate();
  const { analytics, survey } = services;
  const own = survey.survey(id);
  const { notice: _, ticket: __, definition: ___, ...summary } = own;
  const codebook = survey.codebook(id);
  const { frame } = readSurvey(services, id);
  const order = frame ? mostNeeded(analytics.estimate(id, { variable: frame.need })) : [];
  return {
    ...{ summary, codebook, frame, pairs: levelPairs(codebook, asked(own), order) },
    facts: await analytics.method(id),
    thermometer: await analytics.thermometer(id),
    method: origin + inLanguage(`/survey/${id}/method`, language),
    words: wordsOf(language, m, summary.unit),
    ask: async (query) => {
      await setImmediate();
      return analytics.estimate(id, query);
    },
  };
}

/** Codes of skills whose need is published, the most needed first. */
const mostNeeded = ({ rows }: EstimateEnvelope): string[] =>
  rows
    .filter(({ estimate }) => estimate !== null)
    .toSorted((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0))
    .flatMap(({ category }) => category ?? []);
