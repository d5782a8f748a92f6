import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong with answers that are given with help, or that come from paper. */
export const entryCatalogue = {
  mode_not_allowed: entry(
    403,
    { it: 'Modo non permesso', en: 'Mode not allowed' },
    {
      it: 'Le risposte con modo «{value}» le manda solo lo sportello, da chi ha il ruolo. Qui si risponde con modo «{known}».',
      en: 'Answers with mode "{value}" are sent by a counter alone, by those who have the role. Here the mode is "{known}".',
    },
  ),
  presence_missing: entry(
    422,
    { it: 'Manca chi era presente', en: 'It is missing who was present' },
    {
      it: 'Con modo «assisted» di’ chi era presente ({known}); con «paper» non si dice. È arrivato: «{value}».',
      en: 'With mode "assisted" say who was present ({known}); with "paper" it is not said. What came: "{value}".',
    },
  ),
  entry_again: entry(
    409,
    { it: 'File già importato', en: 'File imported before' },
    {
      it: 'Questo stesso file è già stato importato il {day}: importazione numero {number}. Non è stato salvato niente.',
      en: 'This very file was imported on {day}: import number {number}. Nothing was stored.',
    },
  ),
  entry_used: entry(
    409,
    { it: 'Importazione già usata', en: 'Import in use' },
    {
      it: 'L’importazione numero {value} non si può annullare: dopo di essa sono state pubblicate cifre, o le sue risposte aperte hanno già codici.',
      en: 'Import number {value} cannot be undone: figures were published after it, or its open answers have codes already.',
    },
  ),
} as const satisfies Record<string, Entry>;
