import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong in the register: interests, ideas, members, uptake. */
export const registerCatalogue = {
  invalid_interest: entry(
    422,
    { it: 'Modulo da completare', en: 'Form to be completed' },
    { it: 'Alcune voci mancano o non vanno bene.', en: 'Some entries are missing or not right.' },
  ),
  consent_changed: entry(
    409,
    { it: 'Il testo del consenso è cambiato', en: 'The consent text has changed' },
    {
      it: 'Hai letto la versione «{value}»; ora vale la «{known}». Rileggi e invia di nuovo.',
      en: 'You read version "{value}"; version "{known}" now applies. Read it and send again.',
    },
  ),
  withdrawal_missing: entry(
    401,
    { it: 'Manca il codice di ritiro', en: 'Withdrawal code missing' },
    { it: 'Serve il codice che hai avuto inviando il modulo.', en: 'The code you were given with the form is needed.' },
  ),
  withdrawal_unknown: entry(
    404,
    { it: 'Codice non trovato', en: 'Code not found' },
    {
      it: 'A questo codice non corrisponde nessun modulo. Controllalo, o il modulo è già stato ritirato.',
      en: 'No form belongs to this code. Check it, or the form was already withdrawn.',
    },
  ),
  interest_withdrawn: entry(
    410,
    { it: 'Modulo ritirato', en: 'Form withdrawn' },
    {
      it: 'Questo modulo è stato ritirato. Per essere contattato inviane uno nuovo.',
      en: 'This form was withdrawn. To be contacted, send a new one.',
    },
  ),
  interest_conflict: entry(
    409,
    { it: 'Modulo già inviato', en: 'Form already sent' },
    {
      it: 'Con questo identificativo è già arrivato un modulo diverso. Apri un modulo nuovo.',
      en: 'A different form was sent with this identifier. Open a new form.',
    },
  ),
  too_many_interests: entry(
    429,
    { it: 'Troppi moduli in questo momento', en: 'Too many forms just now' },
    { it: 'Riprova fra un minuto.', en: 'Try again in a minute.' },
  ),
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
