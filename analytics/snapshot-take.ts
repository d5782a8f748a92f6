/** Taking a snapshot: counts the cells of the release plan and keeps what the disclosure rule releases. */
import { createHash } from 'node:crypto';
import type { Connection } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import type { CompiledSurvey, ReleaseStep } from '../survey/registry/registry.ts';
import { readComposition, readVariable, type Composition, type VariableCounts } from './cell-count.ts';
import { dimensionsOf } from './dimension.ts';
import { releaseCells, releaseMeasure } from './disclosure.ts';
import { tableName } from './domain.ts';
import { identifier } from './figure/word.ts';
import { isAsked, measuresOf } from './query.ts';
import type { ReleasedVariable, Snapshot } from './snapshot-store.ts';
import type { PlanTable } from './cube.ts';

export interface TakeOptions {
  /** K_MIN: no published figure is about fewer people */
  readonly k: number;
  /** YYYY-MM-DD */
  readonly today: string;
  /** told after each variable: how many of how many are counted */
  readonly onProgress?: (done: number, of: number) => void;
}

/** The moment of a snapshot: the step of the plan, and how many answers count now. */
export interface Moment {
  readonly step: ReleaseStep;
  readonly closing: boolean;
  readonly responses: number;
}

type Reader = Pick<Connection, 'rows' | 'columns'>;

/**
 * Counts and decides; stores nothing.
 * @param reader  one consistent state of the answers
 * @returns the snapshot, and how many cells hold anybody
 * @throws Problem invalid_programme when the plan names a dimension that does not exist
 */
export async function takeSnapshot(
  reader: Reader,
  survey: CompiledSurvey,
  { step, closing, responses }: Moment,
  options: TakeOptions,
): Promise<{ snapshot: Snapshot; candidates: number }> {
  const { k, today } = options;
  const composition = await readComposition(reader, survey, tablesOf(survey, step));
  const released = releaseCells(composition.cells, { k });
  const variables = await releaseVariables(reader, survey, composition, released, options);
  const cells = composition.cells.filter((_, place) => released[place]);
  const head = { survey: survey.id, takenOn: today, size: step.size, responses, k, closing };
  return {
    snapshot: { ...head, id: snapshotId(head, cells, variables), cells, variables },
    candidates: released.length,
  };
}

/** Follows from everything that is in the snapshot: the same figures have the same identifier, others another. */
function snapshotId(head: unknown, cells: Snapshot['cells'], variables: Snapshot['variables']): string {
  const content = createHash('sha256').update(JSON.stringify(cells));
  for (const [name, { bases, counts }] of variables) content.update(name).update(bases).update(counts);
  return identifier([head, content.digest('hex')], 12);
}

/** Counts each variable and keeps what is released of it, so that no more than one is held unreleased. */
async function releaseVariables(
  reader: Reader,
  survey: CompiledSurvey,
  composition: Composition,
  released: readonly boolean[],
  { k, onProgress }: TakeOptions,
): Promise<Map<string, ReleasedVariable>> {
  const measures = measuresOf(survey).filter((one) => isAsked(survey, one));
  const variables = new Map<string, ReleasedVariable>();
  for (const [index, variable] of measures.entries()) {
    const counts = await readVariable(reader, survey, composition, variable);
    const { flagged, dimension } = variable;
    const measure = { flagged, bases: counts.bases, ...((dimension || flagged) && { groups: counts }) };
    variables.set(variable.name, kept(counts, released, releaseMeasure(composition.cells, released, measure, { k })));
    onProgress?.(index + 1, measures.length);
  }
  return variables;
}

/** The counts of the released cells, in their order; zero throughout where the variable is not released. */
function kept(
  { bases, counts, width }: VariableCounts,
  cells: readonly boolean[],
  measured: readonly boolean[],
): ReleasedVariable {
  const places = cells.flatMap((released, place) => (released ? [place] : []));
  const result = { bases: new Int32Array(places.length), counts: new Int32Array(places.length * width), width };
  places.forEach((place, cell) => {
    if (!measured[place]) return;
    result.bases[cell] = bases[place] ?? 0;
    result.counts.set(counts.subarray(place * width, (place + 1) * width), cell * width);
  });
  return result;
}

function tablesOf(survey: CompiledSurvey, step: ReleaseStep): PlanTable[] {
  const dimensions = dimensionsOf(survey);
  const tables = step.tables.map((names) =>
    names.toSorted().map((name) => {
      const found = dimensions.get(name);
      if (found === undefined) throw unknownDimension(survey, name, [...dimensions.keys()]);
      return found;
    }),
  );
  return [...new Map(tables.map((table) => [tableName(table.map((one) => one.name)), table])).values()];
}

function unknownDimension(survey: CompiledSurvey, name: string, known: readonly string[]): Problem {
  const first = `release of ${survey.id}: "${name}" is none of ${known.join(', ')}`;
  return new Problem('invalid_programme', { count: 1, first });
}
