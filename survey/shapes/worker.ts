/** The thread of an import: a large file takes seconds, and nobody's answer shall wait for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem, type ProblemCode, type Values } from '../../problem.ts';
import type { ShapesStep } from '../contract.ts';
import { makeShapes, type Made, type ShapesTask } from './make.ts';

export type Said =
  | { readonly kind: 'step'; readonly step: ShapesStep; readonly done: number; readonly of: number }
  | { readonly kind: 'made'; readonly made: Made }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly values: Values };

const say = (said: Said) => parentPort?.postMessage(said);

try {
  const made = await makeShapes(workerData as ShapesTask, (step, done, of) => say({ kind: 'step', step, done, of }));
  say({ kind: 'made', made });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  say({ kind: 'problem', code: error.code, values: error.values });
}
