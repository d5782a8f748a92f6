import type { Part } from './messages.ts';

/** The comma, stop, colon or semicolon that a text of a sentence begins with: it stays beside the control before it. */
export const stopOf = (part: Part | undefined): string =>
  part && 'text' in part ? (/^[,.:;]/.exec(part.text)?.[0] ?? '') : '';
