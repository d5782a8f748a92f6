/** The exact path as it is asked for: by an analyst, within a scope, and noted in the audit before it is answered. */
import type { AuditEntry, Person } from '../access.ts';
import type { Database } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateQuery, ExactService } from './contract.ts';
import { exactFigures } from './exact.ts';
import { exactWeights } from './exact-weights.ts';
import { exactCoverage } from './exact-coverage.ts';
import { exactMarks } from './exact-marks.ts';
import { exactScope, narrowed, type ExactScope } from './exact-scope.ts';
import { placed, unknownParameter } from './fault.ts';
import { checkQuery } from './query.ts';
import { limitRows } from './row-limit.ts';
import { withWeights, type KnownWeights, type WeightedQuery } from './weight-kind.ts';

export interface ExactOptions {
  readonly database: Pick<Database, 'rows' | 'columns'>;
  /** where the surveys are; a survey that is not there is undefined */
  readonly surveys: (id: string) => CompiledSurvey | undefined;
  /** K_MIN, told with every table */
  readonly k: number;
  /** keeps who saw what */
  readonly record: (entry: AuditEntry) => Promise<void>;
}

export function createExact({ database, surveys, k, record }: ExactOptions): ExactService {
  const find = (id: string): CompiledSurvey => {
    const survey = surveys(id);
    if (survey === undefined) throw new Problem('not_found', { value: id });
    return survey;
  };
  const note = (person: Person | null, { id, programme }: CompiledSurvey, detail: AuditEntry['detail'] & object) =>
    record({ who: person?.id ?? null, action: 'figures.exact', programme, object: id, detail });

  return {
    estimates: async (person, surveyId, queries) => {
      const survey = find(surveyId);
      const scope = exactScope(person, survey);
      const weights = await exactWeights(database, survey);
      const checked = queries.map((query, index) =>
        placed(index, () => exactQuery(survey, query, scope, weights.known)),
      );
      limitRows(survey, checked);
      await note(person, survey, { queries: checked.length });
      const envelopes: EstimateEnvelope[] = [];
      for (const query of checked) envelopes.push(await exactFigures(database, survey, query, k, weights));
      return envelopes;
    },
    coverage: async (person, surveyId) => {
      const survey = find(surveyId);
      const where = narrowed(survey, [], exactScope(person, survey));
      await note(person, survey, { coverage: 1 });
      return exactCoverage(database, survey, where, k);
    },
    marks: async (person, surveyId) => {
      const survey = find(surveyId);
      const where = narrowed(survey, [], exactScope(person, survey));
      await note(person, survey, { marks: 1 });
      return exactMarks(database, survey, where, k);
    },
  };
}

/** Exact and published figures never stand in one answer. */
function exactQuery(
  survey: CompiledSurvey,
  input: EstimateQuery,
  scope: ExactScope,
  known: readonly KnownWeights[],
): WeightedQuery {
  const query = checkQuery(survey, input);
  if (query.view !== 'exact') throw unknownParameter('view', query.view, ['exact']);
  return withWeights(survey, { ...query, where: narrowed(survey, query.where, scope) }, known);
}
