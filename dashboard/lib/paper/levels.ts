/** Levels now and wanted of a skill: means on the scale of the questionnaire. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import { isAnyShown, nearWords } from './block.ts';
import { footOf, type Foot, type Listed } from './figure.ts';
import type { LevelPair } from './level-pair.ts';
import type { Scope } from './place.ts';
import type { PaperSurvey, Source } from './source.ts';

/** A mean in words, and its place on the scale from 0 to 1. */
export interface Mean {
  readonly words: string;
  readonly range: string;
  readonly at: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly figure: string | null;
}

export interface LevelRow {
  readonly skill: string;
  readonly now: Mean;
  readonly wanted: Mean;
  readonly gap: string;
  readonly foot: Foot;
}

/** `scale`: the steps in words, the lowest first. */
export interface Levels {
  readonly title: string;
  readonly near: string | null;
  readonly scale: readonly string[];
  readonly rows: readonly LevelRow[];
  readonly listed: readonly Listed[];
}

interface Answered {
  readonly pair: LevelPair;
  readonly now: EstimateEnvelope;
  readonly wanted: EstimateEnvelope;
  readonly at: number;
}

/** Null where the survey asks no such pair, or nothing of one is published. */
export async function levelsOf(
  source: Source,
  survey: PaperSurvey,
  scopes: readonly Scope[],
  most: number,
): Promise<Levels | null> {
  const answered: Answered[] = [];
  for (const pair of survey.pairs.slice(0, most)) {
    const found = await askPair(survey, scopes, pair);
    if (found) answered.push(found);
  }
  const [first] = answered;
  if (!first) return null;
  const widest = answered.reduce((a, b) => (b.at > a.at ? b : a));
  return {
    title: source.m('paper.levels.title'),
    near: nearWords(source, survey, scopes, { envelope: widest.now, at: widest.at, found: true }),
    scale: first.pair.now.categories.map(({ label }) => label[source.language]),
    rows: answered.map((one) => rowOf(source, survey, one)),
    listed: answered.flatMap((one) => listedOf(source, survey, one, scopes)),
  };
}

/** Both levels of the same people: of the nearest scope that publishes the two. */
async function askPair(survey: PaperSurvey, scopes: readonly Scope[], pair: LevelPair): Promise<Answered | null> {
  for (const [at, { where }] of scopes.entries()) {
    const ask = (variable: string) => survey.ask({ variable, statistic: 'mean', where });
    const [now, wanted] = [await ask(pair.now.name), await ask(pair.wanted.name)];
    if (isAnyShown(now) && isAnyShown(wanted)) return { pair, now, wanted, at };
  }
  return null;
}

function rowOf(source: Source, survey: PaperSurvey, { pair, now, wanted }: Answered): LevelRow {
  const steps = pair.now.categories.length;
  const [first, second] = [meanOf(now, steps, source.language), meanOf(wanted, steps, source.language)];
  const gap = (wanted.rows[0]?.estimate ?? 0) - (now.rows[0]?.estimate ?? 0);
  const counts = [now, wanted].map(({ rows }) => rows[0]?.n ?? 0);
  return {
    ...{ skill: skillName(survey, pair, source.language), now: first, wanted: second },
    gap: formats(source.language).fixed(gap, 1),
    foot: footOf(source, survey, wanted, { least: Math.min(...counts), most: Math.max(...counts) }),
  };
}

const skillName = ({ frame }: PaperSurvey, { skill, now }: LevelPair, language: Language): string =>
  frame?.skills.find(({ code }) => code === skill)?.label[language] ?? now.label[language];

function meanOf({ rows, figure }: EstimateEnvelope, steps: number, language: Language): Mean {
  const { estimate, ciLow, ciHigh } = rows[0] ?? { estimate: 1, ciLow: null, ciHigh: null };
  const { fixed } = formats(language);
  const place = (value: number | null) =>
    value === null ? null : Math.min(1, Math.max(0, (value - 1) / Math.max(1, steps - 1)));
  return {
    words: fixed(estimate ?? 1, 1),
    range: ciLow === null || ciHigh === null ? '–' : `${fixed(ciLow, 1)}–${fixed(ciHigh, 1)}`,
    ...{ at: place(estimate) ?? 0, low: place(ciLow), high: place(ciHigh), figure },
  };
}

function listedOf(source: Source, survey: PaperSurvey, one: Answered, scopes: readonly Scope[]): Listed[] {
  const { m, language } = source;
  const steps = one.pair.now.categories.length;
  return ([one.now, one.wanted] as const).flatMap((envelope, at) => {
    if (envelope.figure === null) return [];
    const mean = meanOf(envelope, steps, language);
    const what = m('paper.levels.mean', { when: at === 0 ? 'now' : 'wanted' });
    const told = { what, place: scopes[one.at]?.name ?? '', survey: survey.summary.title[language] };
    const row = skillName(survey, one.pair, language);
    return [{ id: envelope.figure, what: m('paper.listed', told), row, number: `${mean.words} (${mean.range})` }];
  });
}
