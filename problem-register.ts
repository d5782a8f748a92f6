import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong for the staff in the register: ideas, members, uptake. */
export const registerCatalogue = {
  idea_step: entry(
    409,
    { it: 'Passo non possibile', en: 'Step not possible' },
    {
      it: 'Un’idea è proposta, poi adottata, poi realizzata. Ora è «{value}».',
      en: 'An idea is proposed, then adopted, then taken up. It now is "{value}".',
    },
  ),
  unknown_reference: entry(
    422,
    { it: 'Voce sconosciuta', en: 'Unknown entry' },
    { it: '«{value}» non c’è nel programma.', en: 'There is no "{value}" in the programme.' },
  ),
  invalid_rows: entry(
    422,
    { it: 'Righe non valide', en: 'Invalid rows' },
    {
      it: 'Righe da correggere: {count}. Non è stato importato niente.',
      en: 'Rows to correct: {count}. Nothing was imported.',
    },
  ),
} as const satisfies Record<string, Entry>;
