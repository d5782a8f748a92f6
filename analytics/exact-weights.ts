/** The weights that exact figures can be made with. */
import type { Database } from '../data/database.server.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { WeightKind } from './contract.ts';
import type { Dimension } from './dimension.ts';
import { svydesign } from './estimate/design.ts';
import type { DesignOfClasses } from './exact-figure.ts';
import type { KnownWeights } from './weight-kind.ts';

/** Weighting classes: what a GROUP BY must carry, and the design of its rows. */
export interface WeightingClasses extends DesignOfClasses {
  readonly dimensions: readonly Dimension[];
}

export interface ExactWeights {
  /** the best first */
  readonly known: readonly KnownWeights[];
  /** null: every respondent counts one */
  classesOf(kind: WeightKind): WeightingClasses | null;
}

/** Nobody was drawn by lot, as far as is known: one stratum, equal weights. */
const equal: WeightingClasses = {
  dimensions: [],
  design: (_, frequencies) => svydesign({ frequencies: Array.from(frequencies) }),
};

export async function exactWeights(_: Pick<Database, 'rows'>, survey: CompiledSurvey): Promise<ExactWeights> {
  const known: KnownWeights[] =
    survey.sampleType === 'census' ? [] : [{ kind: 'design', version: null, dimensions: [] }];
  return { known, classesOf: (kind) => (kind === 'none' ? null : equal) };
}
