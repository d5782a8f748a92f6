/** The only door to the solver of linear and whole-number programs. */
import highsLoader, { type Highs } from 'highs';

export type { Highs, Model, ModelData } from 'highs';

let loaded: Promise<Highs> | undefined;

/** One for the process, or for a thread of it: its memory is of WebAssembly, and never shared. */
export function openHighs(): Promise<Highs> {
  loaded ??= highsLoader();
  return loaded;
}
