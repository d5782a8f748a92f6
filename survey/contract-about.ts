/** What a programme tells of itself. Part of the contract of `survey`. */
import type { Localized } from './contract-language.ts';

/** A form that stands apart from every questionnaire: a firm that adopts ideas, somebody who would work for themselves. */
export interface SeparateForm {
  readonly kind: 'madrina' | 'self_employment';
  readonly title: Localized;
}

/** What the page of a programme tells beside the summary. */
export interface ProgrammeAbout {
  readonly description: Localized | null;
  readonly forms: readonly SeparateForm[];
  /** until when notes of focus groups are kept, and whom to write to; null where the programme does not say it */
  readonly dataProtection: { readonly erasedBy: string; readonly contact: Localized } | null;
}
