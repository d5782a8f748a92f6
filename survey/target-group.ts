import { z } from 'zod';

/**
 * A published rule: who belongs to a target group, from the variables of the codebook.
 * A comparison with a variable that has no value (not shown, skipped, refused, don't know) is unknown, as in SQL;
 * a person belongs to a group only where the rule is true.
 */
export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  | { readonly variable: string; readonly in: readonly string[] };

export const Rule: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Rule).min(1).max(20) }),
    z.strictObject({ any: z.array(Rule).min(1).max(20) }),
    z.strictObject({ not: Rule }),
    z.strictObject({ variable: z.string(), in: z.array(z.string()).min(1).max(60) }),
  ]),
);
