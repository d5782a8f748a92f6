/** Levels now and wanted of a skill: means on the scale of the questionnaire. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import type { LevelPair } from '../explore/offer.ts';
import { formats } from '../format.ts';
import { isAnyShown, nearWords } from './block.ts';
import { footOf, type Foot, type Listed } from './figure.ts';
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
}

/** So many skills are asked for in a territory before a wider one takes its place. */
const tried = 16;

/** Null where the survey asks no such pair, or nothing of one is published. */
export async function levelsOf(
  source: Source,
  survey: PaperSurvey,
  scopes: readonly Scope[],
  most: number,
): Promise<Levels | null> {
  for (const [at, scope] of scopes.entries()) {
    const answered = await askPairs(survey, scope, most);
    const [first] = answered;
    if (!first) continue;
    return {
      title: source.m('paper.levels.title'),
      near: nearWords(source, survey, scopes, { envelope: first.now, at, found: true }),
      scale: first.pair.steps.map(({ label }) => label[source.language]),
      rows: answered.map((one) => rowOf(source, survey, one)),
      listed: answered.flatMap((one) => listedOf(source, survey, one, scope)),
    };
  }
  return null;
}

/** The most needed skills of which both levels are published there: of the same people, so they may be compared. */
async function askPairs(survey: PaperSurvey, { where }: Scope, most: number): Promise<Answered[]> {
  const answered: Answered[] = [];
  const ask = (variable: string) => survey.ask({ variable, statistic: 'mean', where });
  for (const pair of survey.pairs.slice(0, tried)) {
    if (answered.length === most) break;
    const now = await ask(pair.now);
    const wanted = isAnyShown(now) ? await ask(pair.wanted) : now;
    if (isAnyShown(now) && isAnyShown(wanted)) answered.push({ pair, now, wanted });
  }
  return answered;
}

function rowOf(source: Source, survey: PaperSurvey, { pair, now, wanted }: Answered): LevelRow {
  const steps = pair.steps.length;
  const [first, second] = [meanOf(now, steps, source.language), meanOf(wanted, steps, source.language)];
  const gap = (wanted.rows[0]?.estimate ?? 0) - (now.rows[0]?.estimate ?? 0);
  const counts = [now, wanted].map(({ rows }) => rows[0]?.n ?? 0);
  return {
    ...{ skill: pair.label[source.language], now: first, wanted: second },
    gap: formats(source.language).fixed(gap, 2),
    foot: footOf(source, survey, wanted, { least: Math.min(...counts), most: Math.max(...counts) }),
  };
}

function meanOf({ rows, figure }: EstimateEnvelope, steps: number, language: Language): Mean {
  const { estimate, ciLow, ciHigh } = rows[0] ?? { estimate: 1, ciLow: null, ciHigh: null };
  const { fixed } = formats(language);
  const place = (value: number | null) =>
    value === null ? null : Math.min(1, Math.max(0, (value - 1) / Math.max(1, steps - 1)));
  return {
    words: fixed(estimate ?? 1, 2),
    range: ciLow === null || ciHigh === null ? '–' : `${fixed(ciLow, 2)}–${fixed(ciHigh, 2)}`,
    ...{ at: place(estimate) ?? 0, low: place(ciLow), high: place(ciHigh), figure },
  };
}

function listedOf(source: Source, survey: PaperSurvey, one: Answered, { name: place }: Scope): Listed[] {
  const { m, language } = source;
  const steps = one.pair.steps.length;
  return ([one.now, one.wanted] as const).flatMap((envelope, at) => {
    if (envelope.figure === null) return [];
    const mean = meanOf(envelope, steps, language);
    const what = m('paper.levels.mean', { when: at === 0 ? 'now' : 'wanted' });
    const told = { what, place, survey: survey.summary.title[language] };
    const row = one.pair.label[language];
    return [{ id: envelope.figure, what: m('paper.listed', told), row, number: `${mean.words} (${mean.range})` }];
  });
}
