/** The weights that exact figures can be made with: the newest version, the design alone, or none. */
import type { Database } from '../data/database.server.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { WeightKind } from './contract.ts';
import { dimensionsOf, type Dimension } from './dimension.ts';
import { svydesign } from './estimate/design.ts';
import type { DesignOfClasses } from './exact-sample.ts';
import type { KnownWeights } from './weight-kind.ts';
import { loadWeights } from './weight/version-store.ts';
import { weightOf, type VersionFrame, type WeightVersion } from './weight/version.ts';

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

/** Reads the newest version of a survey's weights. */
export async function exactWeights(reader: Pick<Database, 'rows'>, survey: CompiledSurvey): Promise<ExactWeights> {
  const version = await loadWeights(reader, survey.id);
  const frame = version?.frame ?? null;
  return {
    known: knownWeights(survey, version),
    classesOf: (kind) => {
      if (kind === 'none') return null;
      return version?.kind === kind ? weightOf(survey, version) : drawnClasses(survey, frame);
    },
  };
}

function knownWeights({ sampleType }: CompiledSurvey, version: WeightVersion | null): KnownWeights[] {
  const made = version === null ? [] : [knownVersion(version)];
  if (sampleType === 'census' || version?.kind === 'design') return made;
  return [...made, { kind: 'design', version: version?.frame ? version.version : null, dimensions: [] }];
}

function knownVersion({ kind, version, margins }: WeightVersion): KnownWeights {
  return { kind, version, dimensions: margins.flatMap(({ name }) => name.split('*')) };
}

/** As the sample was drawn: each stratum's respondents stand for its population. Without a frame all count alike. */
function drawnClasses(survey: CompiledSurvey, frame: VersionFrame | null): WeightingClasses {
  const dimension = dimensionsOf(survey).get(frame?.dimension ?? '');
  if (frame === null || dimension === undefined)
    return { dimensions: [], design: (_, frequencies) => svydesign({ frequencies: Array.from(frequencies) }) };
  const strata = strataOf(dimension, frame);
  return {
    dimensions: [dimension],
    design: ([numbers = []], frequencies) => {
      const drawn = Array.from(numbers, (number) => strata.get(number) ?? frame.strata[0]!);
      return svydesign({
        frequencies: Array.from(frequencies),
        strata: drawn.map(({ category }) => category),
        fpc: drawn.map(({ population }) => population),
      });
    },
  };
}

/** The stratum of each category, by its number; who came later without one counts in the first. */
function strataOf({ categories }: Dimension, { strata }: VersionFrame) {
  return new Map(
    categories.flatMap(({ code, number }) => {
      const stratum = strata.find(({ category }) => category.split('|').includes(code));
      return stratum === undefined ? [] : [[number, stratum] as const];
    }),
  );
}
