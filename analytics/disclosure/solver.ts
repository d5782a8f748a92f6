/** The linear programs of the audit. */
import { Problem } from '../../problem.ts';
import { openHighs, type Highs, type Model } from '../highs.ts';

/** Sums of variables between bounds: `terms` are variables, each once, with factor 1. */
export interface Sum {
  readonly terms: readonly number[];
  readonly least: number;
  readonly most: number;
}

/** Variables from 0 to `most`, bound by sums. */
export interface Polytope {
  readonly most: ArrayLike<number>;
  readonly sums: readonly Sum[];
}

/** A point of the polytope where Σ costs × variables is largest. */
export type Maximise = (costs: Float64Array) => Float64Array;

/** The solver's number for the primal simplex. */
const primal = 4;

/**
 * Opens a polytope for some work, and closes it.
 * @throws Problem bounds_not_found when there is no such point, or the solver gives up
 */
export async function withPolytope<T>(polytope: Polytope, work: (maximise: Maximise) => T): Promise<T> {
  const highs = await openHighs();
  return highs.withModel((model) => {
    model.options.set('output_flag', false);
    pass(highs, model, polytope);
    return work((costs) => maximised(highs, model, costs));
  });
}

function pass({ constants }: Highs, model: Model, { most, sums }: Polytope): void {
  const [numCols, numRows] = [most.length, sums.length];
  const indices = Int32Array.from(sums.flatMap(({ terms }) => terms));
  const starts = new Int32Array(numRows + 1);
  sums.forEach(({ terms }, row) => (starts[row + 1] = starts[row]! + terms.length));
  model.passModel({
    ...{ numCols, numRows, sense: constants.objectiveSense.maximize },
    ...{ colCost: new Float64Array(numCols), colLower: new Float64Array(numCols), colUpper: Float64Array.from(most) },
    rowLower: Float64Array.from(sums, ({ least }) => least),
    rowUpper: Float64Array.from(sums, ({ most: upper }) => upper),
    matrix: { format: 'csr', numRows, numCols, starts, indices, values: new Float64Array(indices.length).fill(1) },
  });
}

function maximised({ constants }: Highs, model: Model, costs: Float64Array): Float64Array {
  model.changeColsCost({ kind: 'range', from: 0, to: costs.length - 1 }, costs);
  model.run();
  // with other costs the point that was found is still one: the next run sets out from it
  model.options.set('presolve', 'off');
  model.options.set('simplex_strategy', primal);
  const status = model.getModelStatus();
  if (status !== constants.modelStatus.optimal) throw new Problem('bounds_not_found', { status });
  return model.getSolution().colValue;
}
