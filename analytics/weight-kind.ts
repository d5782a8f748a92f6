/** Which weights a figure is made with: those asked for, or the best there are. */
import { Problem } from '../problem.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { WeightKind } from './contract.ts';
import { unknownParameter } from './fault.ts';
import type { CheckedQuery } from './query.ts';

/**
 * Weights that exist for a survey. `version` null: nobody was drawn by lot and all weigh the same. `dimensions`: what
 * they were made to agree with (`sex`, `ageClass`).
 */
export interface KnownWeights {
  readonly kind: 'calibrated' | 'design';
  readonly version: number | null;
  readonly dimensions: readonly string[];
}

/** What stands in the envelope. */
export interface ChosenWeights {
  readonly kind: WeightKind;
  readonly version: number | null;
}

/** A query with the weights it is answered with. */
export interface WeightedQuery extends CheckedQuery {
  readonly chosen: ChosenWeights;
}

const none: ChosenWeights = { kind: 'none', version: null };

/**
 * Chooses the weights of a query.
 * @param known  what exists on the path that answers, the best first
 * @throws Problem unknown_parameter, which names the weights that exist; not_for_volunteers
 */
export function withWeights(
  survey: CompiledSurvey,
  query: CheckedQuery,
  known: readonly KnownWeights[],
): WeightedQuery {
  const chosen = query.statistic === 'count' ? counted(query) : weighted(query, known);
  if (query.statistic === 'total') refuseTotal(survey, query, chosen, known);
  return { ...query, chosen };
}

/** What is counted has no weights. */
function counted({ weights }: CheckedQuery): ChosenWeights {
  if (weights !== null && weights !== 'none') throw unknownParameter('weights', weights, ['none']);
  return none;
}

/** What firms say is added up as it is, unless weights are asked for. */
function weighted({ weights, variable, statistic }: CheckedQuery, known: readonly KnownWeights[]): ChosenWeights {
  const all: ChosenWeights[] = [...known.map(({ kind, version }) => ({ kind, version })), none];
  if (weights === null && variable.type === 'number' && statistic === 'total') return none;
  if (weights === null) return all.find(({ version }) => version !== null) ?? none;
  const found = all.find(({ kind }) => kind === weights);
  if (found) return found;
  throw unknownParameter(
    'weights',
    weights,
    all.map(({ kind }) => kind),
  );
}

/**
 * A total of the population needs weights, and of volunteers those that know their education: who is schooled longer
 * answers more. What respondents themselves add up to needs none.
 */
function refuseTotal(
  survey: CompiledSurvey,
  { variable }: CheckedQuery,
  { kind }: ChosenWeights,
  known: readonly KnownWeights[],
): void {
  if (survey.sampleType === 'census' || (variable.type === 'number' && kind === 'none')) return;
  const made = known.find((one) => one.kind === kind);
  const repaired = made?.dimensions.some((name) => roleOf(survey, name) === 'education');
  if (survey.sampleType === 'open' && !repaired) throw new Problem('not_for_volunteers', { value: variable.name });
  if (kind === 'none') throw unknownParameter('weights', 'none', ['design', 'calibrated']);
}

const roleOf = (survey: CompiledSurvey, name: string) => survey.variables.get(name)?.role;
