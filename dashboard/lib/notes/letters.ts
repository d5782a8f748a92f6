import type { StatementKind } from '../../../survey/contract.ts';
import type { Messages } from '../messages.ts';
import type { Letters } from './command.ts';

/** Every kind of statement, in the order of the buttons; zod stays out of the browser. */
export const kinds = [
  ...(['need', 'barrier', 'proposal', 'quote', 'agreement', 'disagreement', 'silence'] as const),
] satisfies StatementKind[];

/** The letter of each kind in the language of the page. */
export const lettersOf = (m: Messages): Letters =>
  Object.fromEntries(kinds.map((kind) => [kind, m(`notes.letter.${kind}`)])) as Record<StatementKind, string>;
