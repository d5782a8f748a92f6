/** The attack's own door to the solver of linear programs. */
import loadHighs, { type Highs, type Model } from 'highs';

/** Σ of the columns' values × the row = `sum`. */
export interface Equality {
  readonly row: ArrayLike<number>;
  readonly sum: number;
}

/** The largest value of Σ weights × values over all values that fit; and such values. */
export type Largest = (weights: Float64Array) => { readonly value: number; readonly at: Float64Array };

let highs: Promise<Highs> | undefined;

/** Values from 0 to `most` that fulfil the equalities, to ask what they can be. */
export async function withValues<T>(
  most: readonly number[],
  equalities: readonly Equality[],
  work: (largest: Largest) => T,
): Promise<T> {
  const solver = await (highs ??= loadHighs());
  return solver.withModel((model) => {
    model.options.set('output_flag', false);
    for (const one of most) model.addVar(0, one);
    for (const { row, sum } of equalities) model.addRow(sum, sum, entries(row));
    model.changeObjectiveSense(solver.constants.objectiveSense.maximize);
    return work((weights) => largest(solver, model, weights));
  });
}

function entries(row: ArrayLike<number>): { indices: number[]; values: number[] } {
  const indices = Array.from(row, (value, place) => (value === 0 ? -1 : place)).filter((place) => place >= 0);
  return { indices, values: indices.map((place) => row[place]!) };
}

function largest({ constants }: Highs, model: Model, weights: Float64Array) {
  weights.forEach((weight, place) => model.changeColCost(place, weight));
  model.run();
  const status = model.getModelStatus();
  if (status !== constants.modelStatus.optimal) throw new Error(`no bounds: the solver ended with status ${status}`);
  return { value: model.getObjectiveValue(), at: Float64Array.from(model.getSolution().colValue) };
}
