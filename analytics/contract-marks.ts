/** What an analyst sees of marked answers. */
import { z } from 'zod';
import { Localized } from '../survey/contract.ts';

/**
 * `GET /api/surveys/{id}/marks`: how many answers bear each mark, those that it keeps out among them (`excluded`: with another
 * one), within `where`. An answer with two marks stands in two rows. `shares` of the first need: by the answers that count,
 * and with those that marks keep out.
 */
export const MarkCounts = z.object({
  survey: z.string(),
  where: z.record(z.string(), z.array(z.string()).readonly()).readonly(),
  responses: z.int(),
  excluded: z.int(),
  marks: z.array(z.object({ mark: z.string(), n: z.int(), excluded: z.int() })).readonly(),
  variable: z.object({ name: z.string(), label: Localized }).nullable(),
  shares: z
    .array(
      z.object({ category: z.string(), label: Localized, without: z.number().nullable(), with: z.number().nullable() }),
    )
    .readonly(),
});
export type MarkCounts = Readonly<z.infer<typeof MarkCounts>>;
