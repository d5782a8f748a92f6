import type { RespondentLanguage } from '../../survey/contract.ts';

/** The body of an error answer (RFC 9457), as the API sends it. */
export interface ProblemDocument {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

/** What pages need of a `Problem`; known by its shape, because Kit bundles its own copy of the class. */
export interface ProblemLike {
  readonly code: string;
  readonly status: number;
  document(language: RespondentLanguage): ProblemDocument;
}

export function isProblem(error: unknown): error is ProblemLike {
  const shape = error as Partial<ProblemLike> | null;
  return (
    typeof shape === 'object' &&
    shape !== null &&
    typeof shape.code === 'string' &&
    typeof shape.status === 'number' &&
    typeof shape.document === 'function'
  );
}
