/** The best plan of all, by branch and cut: for problems that are small enough for the solver. */
import { openHighs, type Highs, type Model } from '../../highs.ts';
import type { Network } from './network.ts';
import { columnsOf, programOf, type Aim } from './program.ts';
import type { RelaxModel } from './relax-model.ts';

/** Variables and rows beyond which branch and cut is not begun. */
export const exactLimit = 20_000;

export const sizeOf = ({ network, arcMiddle, outCell }: RelaxModel): number =>
  network.offers.length + arcMiddle.length + outCell.length;

export interface Exact {
  /** null where the solver found none in its time */
  readonly counts: Int32Array | null;
  /** the aim's value at `counts`, and what none exceeds */
  readonly value: number;
  readonly bound: number;
  /** person-places of each floor that are covered */
  readonly floors: readonly number[];
  readonly isDone: boolean;
  readonly isImpossible: boolean;
}

export interface ExactOptions {
  readonly seed: number;
  readonly seconds: number;
  /** a plan to begin from */
  readonly from: Int32Array | null;
  readonly stop: (found: { readonly bound: number; readonly value: number; readonly counts: Int32Array | null }) => boolean; // prettier-ignore
}

export async function solveExactly(model: RelaxModel, aim: Aim, options: ExactOptions): Promise<Exact> {
  const highs = await openHighs();
  return highs.withModel((solver) => {
    solver.options.set('output_flag', false);
    solver.options.set('random_seed', options.seed % 2147483647);
    solver.options.set('time_limit', Math.max(0.01, options.seconds));
    for (const name of ['mip_rel_gap', 'mip_abs_gap']) solver.options.set(name, name === 'mip_abs_gap' ? 1e-7 : 0);
    solver.passModel(programOf(model, aim, highs));
    if (options.from !== null) startFrom(solver, options.from);
    run(highs, solver, model.network, options);
    return readExact(highs, solver, model);
  });
}

function startFrom(solver: Model, counts: Int32Array): void {
  solver.setSolution({ indices: Int32Array.from(counts.keys()), values: Float64Array.from(counts) });
}

function run({ constants }: Highs, solver: Model, network: Network, { stop }: ExactOptions): void {
  let counts: Int32Array | null = null;
  const { mipImprovingSolution, mipInterrupt } = constants.callbackType;
  solver.run({
    [mipImprovingSolution]: ({ data }) => {
      if (data.mip_solution) counts = wholeEditions(data.mip_solution, network);
      return undefined;
    },
    [mipInterrupt]: (event) => {
      const { mip_dual_bound: bound = Infinity, mip_primal_bound: value = -Infinity } = event.data;
      if (stop({ bound, value, counts })) event.interrupt();
      return undefined;
    },
  });
}

const wholeEditions = (values: Float64Array, { offers }: Network) =>
  Int32Array.from(values.subarray(0, offers.length), Math.round);

function readExact({ constants }: Highs, solver: Model, model: RelaxModel): Exact {
  const status = solver.getModelStatus();
  const { optimal, infeasible, unboundedOrInfeasible } = constants.modelStatus;
  const isImpossible = status === infeasible || status === unboundedOrInfeasible;
  const isFound = solver.info.get('primal_solution_status') === constants.solutionStatus.feasible;
  const bound = status === optimal ? solver.getObjectiveValue() : Number(solver.info.get('mip_dual_bound'));
  if (!isFound) return { counts: null, value: -Infinity, bound, floors: [], isDone: isImpossible, isImpossible };
  const { colValue } = solver.getSolution();
  return {
    ...{ counts: wholeEditions(colValue, model.network), value: solver.getObjectiveValue(), bound },
    ...{ floors: floorsAt(model, colValue), isDone: status === optimal, isImpossible: false },
  };
}

function floorsAt(model: RelaxModel, values: Float64Array): number[] {
  const { toCell } = columnsOf(model);
  return model.network.floors.map(({ inside }) =>
    model.outCell.reduce((sum, cell, out) => sum + inside[model.pair[cell]!]! * values[toCell + out]!, 0),
  );
}
