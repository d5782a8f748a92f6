import type { z } from 'zod';
import { Problem } from '../../problem.ts';

/** A body of staff. @throws Problem malformed, which names the first place and never what stood there */
export function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new Problem('malformed', { reason: result.error.issues[0]?.path.join('.') || 'body' });
}
