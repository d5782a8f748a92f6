/** What a caller asks for, read before it is trusted. */
import type { z } from 'zod';
import { Problem } from '../../problem.ts';

/** @throws Problem unknown_parameter, which names the first that is wrong */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const parameter = (issue?.path ?? []).join('.') || '–';
  const given = JSON.stringify((value as Record<string, unknown> | null)?.[String(issue?.path[0])]) ?? '–';
  throw new Problem('unknown_parameter', { parameter, value: given.slice(0, 80), known: issue?.message ?? '–' });
}
