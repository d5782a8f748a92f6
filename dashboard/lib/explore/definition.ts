/** The questions of an instrument, for what the codebook does not tell: their skill and their words. */
import { z } from 'zod';

const Entry = z.looseObject({ variable: z.string(), skill: z.string().optional() });

/** `wording`: everything that a respondent reads of it. */
export interface Question {
  readonly codebook: { readonly variable: string; readonly skill?: string | undefined };
  readonly title: unknown;
  readonly choices: ReadonlyMap<string, unknown>;
}

/** Every question of a SurveyJS definition that has a place in the codebook. */
export function questionsOf(definition: unknown): Question[] {
  if (Array.isArray(definition)) return definition.flatMap(questionsOf);
  if (typeof definition !== 'object' || definition === null) return [];
  const inside = Object.values(definition).flatMap(questionsOf);
  const entry = Entry.safeParse((definition as { codebook?: unknown }).codebook);
  if (!entry.success) return inside;
  const { title, choices } = definition as { title?: unknown; choices?: unknown };
  return [{ codebook: entry.data, title, choices: choicesOf(choices) }, ...inside];
}

function choicesOf(choices: unknown): ReadonlyMap<string, unknown> {
  if (!Array.isArray(choices)) return new Map();
  return new Map(
    choices.map((choice: unknown) => {
      if (typeof choice !== 'object' || choice === null) return [String(choice), choice];
      const { value, text } = choice as { value?: unknown; text?: unknown };
      return [String(value), text];
    }),
  );
}
