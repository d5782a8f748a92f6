/** What is wrong with a value, in the words of whoever wrote the folder. */
import { z } from 'zod';
import type { ProblemLanguage } from '../../problem.ts';

const seam = ' \u001f ';

/** A message of a schema in both languages; `inLanguage` takes them apart. */
export const bilingual = (it: string, en: string): string => `${it}${seam}${en}`;

const inLanguage = (message: string, language: ProblemLanguage): string =>
  message.split(seam)[language === 'it' ? 0 : 1] ?? message;

const locales = { it: z.locales.it().localeError, en: z.locales.en().localeError };

/** A place where a value does not fit its schema. */
export interface Misfit {
  readonly path: readonly PropertyKey[];
  readonly message: Readonly<Record<ProblemLanguage, string>>;
}

/** Parses; what does not fit is told in both languages. */
export function parseOrMisfits<T>(schema: z.ZodType<T>, value: unknown): { data: T } | { misfits: Misfit[] } {
  const parsed = schema.safeParse(value, { error: locales.it });
  if (parsed.success) return { data: parsed.data };
  const english = schema.safeParse(value, { error: locales.en }).error?.issues ?? [];
  const misfits = parsed.error.issues.map(({ path, message }, index) => ({
    path,
    message: { it: inLanguage(message, 'it'), en: inLanguage(english[index]?.message ?? message, 'en') },
  }));
  return { misfits };
}
