/** Evidence as it stands now: figures are kept, quotes follow their consent, recommendations their decision. */
import { Problem } from '../../problem.ts';
import { openSessions } from '../../survey/coding/visible.ts';
import { readQuotes } from '../evidence/quotes.ts';
import { boundTo, effective } from '../evidence/steps.ts';
import type { FigureRecord, PlanEvidence, ResolvedEvidence } from '../contract.ts';
import type { PlanContext } from './context.ts';

const nothing = { figure: null, quote: null, recommendation: null } as const;

/** Each piece with what stands behind it; what was withdrawn, or is no more, says so. */
export async function resolved(
  context: PlanContext,
  programme: string,
  evidence: readonly PlanEvidence[],
): Promise<ResolvedEvidence[]> {
  const refs = (kind: PlanEvidence['kind']) => evidence.filter((one) => one.kind === kind).map(({ ref }) => ref);
  const [quotes, recommendations] = await Promise.all([
    quotesOf(context, programme, refs('quote')),
    recommendationsOf(context, programme, refs('recommendation')),
  ]);
  const out: ResolvedEvidence[] = [];
  for (const one of evidence) {
    if (one.kind === 'figure') out.push(await figureOf(context, one));
    if (one.kind === 'quote') out.push(withQuote(one, quotes.get(one.ref)));
    if (one.kind === 'recommendation') out.push(withRecommendation(one, recommendations.get(one.ref)));
  }
  return out;
}

async function figureOf({ analytics, registry }: PlanContext, evidence: PlanEvidence): Promise<ResolvedEvidence> {
  const record = await recordOf(() => analytics.figure(evidence.ref));
  if (record === null) return { ...evidence, ...nothing, state: 'gone' };
  const { survey, snapshot, then } = record;
  // the versions of the questionnaire that asked for it
  const versions = [...(registry.entry(survey).compiled.variables.get(record.query.variable)?.versions ?? [])];
  const figure = {
    ...{ survey, snapshot: snapshot.id, takenOn: snapshot.takenOn, n: then.n, versions },
    ...{ variable: then.variable, statistic: then.statistic },
    estimate: then.by.length === 0 && then.rows.length === 1 ? (then.rows[0]?.estimate ?? null) : null,
  };
  return { ...evidence, ...nothing, state: 'standing', figure };
}

async function recordOf(read: () => Promise<FigureRecord>): Promise<FigureRecord | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Problem && error.code === 'unknown_figure') return null;
    throw error;
  }
}

type Quote = NonNullable<ResolvedEvidence['quote']>;

const withQuote = (evidence: PlanEvidence, quote: Quote | undefined): ResolvedEvidence => ({
  ...{ ...evidence, ...nothing },
  ...(quote === undefined ? { state: 'withdrawn' } : { state: 'standing', quote }),
});

/** What may be quoted of these codings; a decision of two coders may have taken the place of the first pass. */
async function quotesOf(
  context: PlanContext,
  programme: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, Quote>> {
  if (refs.length === 0) return new Map();
  const codings = `SELECT * FROM coding WHERE session IN (${openSessions})
    AND id IN (SELECT unnest(from_json($refs, '["UUID"]')))`;
  const bound = { ...boundTo(programme, null), refs: JSON.stringify(refs) };
  const found = await readQuotes(context, programme, { codings, bound, each: 'coding', most: refs.length });
  return new Map(found.map(({ coding, ...quote }) => [coding, quote]));
}

type Advice = NonNullable<ResolvedEvidence['recommendation']>;

const withRecommendation = (evidence: PlanEvidence, advice: Advice | undefined): ResolvedEvidence => ({
  ...{ ...evidence, ...nothing },
  ...(advice === undefined
    ? { state: 'gone' }
    : { state: advice.state === 'accepted' ? 'standing' : 'withdrawn', recommendation: advice }),
});

async function recommendationsOf(
  { database }: PlanContext,
  programme: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, Advice>> {
  if (refs.length === 0) return new Map();
  const rows = await database.rows<Advice & { id: string }>(
    `SELECT id::VARCHAR AS id, title, text, state, decided_on::VARCHAR AS "decidedOn" FROM recommendation
     WHERE programme = $programme AND id IN (SELECT unnest(from_json($refs, '["UUID"]')))`,
    { programme, refs: JSON.stringify(refs) },
  );
  return new Map(rows.map(({ id, ...one }) => [id, one]));
}

const linked = `SELECT id FROM code WHERE programme = $programme AND state IN ('accepted', 'retired')
  AND skill IN (SELECT unnest(from_json($skills, '["VARCHAR"]')))`;
const mostOffered = 12;

/** Quotes that anybody may read, and accepted recommendations, about any of these skills. */
export async function offeredFor(
  context: PlanContext,
  programme: string,
  skills: readonly string[],
): Promise<PlanEvidence[]> {
  const named = { programme, skills: JSON.stringify(skills) };
  const codings = `SELECT * FROM (${effective}) coding WHERE coding.code IN (${linked})`;
  const bound = { ...boundTo(programme, null), skills: named.skills };
  const quotes = await readQuotes(context, programme, { codings, bound, each: 'statement', most: mostOffered });
  const advice = await context.database.rows<{ id: string }>(
    `SELECT id::VARCHAR AS id FROM recommendation WHERE programme = $programme AND state = 'accepted' AND id IN (
       SELECT support.recommendation FROM recommendation_support support
       JOIN coding ON coding.id = support.coding AND coding.code IN (${linked}))
     ORDER BY decided_on DESC, title LIMIT ${mostOffered}`,
    named,
  );
  const bare = { skill: null, territory: null, group: null };
  return [
    ...advice.map(({ id }): PlanEvidence => ({ kind: 'recommendation', ref: id, ...bare })),
    ...quotes.map(({ coding, territory }): PlanEvidence => ({ kind: 'quote', ref: coding, ...bare, territory })),
  ];
}
