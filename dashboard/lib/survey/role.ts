import type { Role } from '../../../survey/contract.ts';

interface Element {
  name?: string;
  codebook?: { role: Role };
  elements?: Element[];
  /** what a repeated block asks each time */
  templateElements?: Element[];
}

/** The names of the questions of an instrument that have a role, in their order; those of repeated blocks are among them. */
export function questionsOf({ pages }: Record<string, unknown>, role: Role): string[] {
  const inside = ({ name, codebook, elements = [], templateElements = [] }: Element): string[] => [
    ...(name !== undefined && codebook?.role === role ? [name] : []),
    ...[...elements, ...templateElements].flatMap(inside),
  ];
  return ((pages ?? []) as Element[]).flatMap(inside);
}
