import { z } from 'zod';

/** The languages of the interface: every page, every sentence of ours. */
export const Language = z.enum(['it', 'en']);
export type Language = z.infer<typeof Language>;

/** The languages in which people may be asked and may answer. */
export const RespondentLanguage = z.enum(['it', 'en', 'es', 'el', 'pl', 'de', 'sv', 'fi', 'ro', 'ar']);
export type RespondentLanguage = z.infer<typeof RespondentLanguage>;

const text = z.string().optional();

/** A text in every language of the interface, and in further ones where respondents meet it. */
export const Localized = z.strictObject({
  it: z.string(),
  en: z.string(),
  ...{ es: text, el: text, pl: text, de: text, sv: text, fi: text, ro: text, ar: text },
});
export type Localized = z.infer<typeof Localized>;
