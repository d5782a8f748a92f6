/** The call about places wanted on courses and the seats that are planned. */
import { z } from 'zod';
import { GapQuery, SupplyGap } from './analytics/contract.ts';
import { json, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';

const format = z.object({
  format: z.enum(['csv']).optional().meta({ description: 'As `Accept: text/csv`, for links.' }),
});
const ofQuery = [
  ...(['unknown_parameter', 'missing_parameter', 'unknown_level', 'not_a_dimension', 'unknown_category'] as const),
  ...(['too_many_rows', 'not_acceptable', 'storage_unavailable', 'query_too_slow'] as const),
] satisfies readonly ProblemCode[];

export const gapCalls: Readonly<Record<string, { readonly get: Call }>> = {
  '/api/programmes/{programme}/supply-gap': {
    get: {
      id: 'supplyGap',
      summary: 'Places wanted on courses, the seats planned, and the gap, by skill, place and group',
      description:
        'Person-places a year from published figures, times the take-up; seats of the editions that begin within twelve months. Each seat is counted once and serves only who can use it; one reserved for a group serves that group alone. Of volunteers those who answered are counted, and nobody else.',
      path: z.object({ programme: z.string().meta({ example: 'basilicata' }) }),
      query: GapQuery.extend(format.shape),
      tagged: true,
      answers: {
        200: {
          description: 'The gap',
          content: {
            ...json(SupplyGap),
            'text/csv': { schema: z.string().meta({ description: 'UTF-8, a row a skill, place and group.' }) },
          },
        },
      },
      problems: [...ofPath, ...ofQuery],
    },
  },
};
