import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong in focus groups. */
export const focusCatalogue = {
  statement_conflict: entry(
    409,
    { it: 'Scritto nel frattempo', en: 'Written meanwhile' },
    {
      it: 'Questa frase è stata cambiata altrove. Scegli quale versione tenere.',
      en: 'This statement was changed elsewhere. Choose which version to keep.',
    },
  ),
  session_closed: entry(
    409,
    { it: 'Incontro chiuso', en: 'Session closed' },
    {
      it: 'L’incontro è chiuso: chi lo conduce può riaprirlo.',
      en: 'The session is closed: its moderator can open it again.',
    },
  ),
  session_conflict: entry(
    409,
    { it: 'Incontro già presente', en: 'Session already there' },
    {
      it: 'Un altro incontro ha già questo identificativo.',
      en: 'Another session has this identifier already.',
    },
  ),
  session_step: entry(
    409,
    { it: 'Passo non possibile', en: 'Step not possible' },
    {
      it: 'Un incontro è previsto, poi in corso, poi chiuso; uno chiuso si può riaprire. Ora è «{value}».',
      en: 'A session is planned, then live, then closed; a closed one can be opened again. It now is "{value}".',
    },
  ),
  guide_missing: entry(
    409,
    { it: 'Manca la guida', en: 'No guide' },
    {
      it: 'Il programma «{value}» non ha una guida per i focus group.',
      en: 'The programme "{value}" has no guide for focus groups.',
    },
  ),
  names_somebody: entry(
    422,
    { it: 'Sembra il nome di una persona', en: 'It seems to name a person' },
    {
      it: 'Qui non si deve riconoscere nessuno: togli nomi, telefoni, email e codici.',
      en: 'This must not tell who somebody is: take out names, phones, e-mails and codes.',
    },
  ),
  ranking_begun: entry(
    409,
    { it: 'Voti già arrivati', en: 'Votes have arrived' },
    {
      it: 'Qualcuno ha già scelto tra questi temi: ora non si cambiano più.',
      en: 'Somebody has chosen among these themes already: they cannot change any more.',
    },
  ),
  unreadable_file: entry(
    422,
    { it: 'File non leggibile', en: 'Unreadable file' },
    { it: 'Il file non si legge: {reason}.', en: 'The file cannot be read: {reason}.' },
  ),
} as const satisfies Record<string, Entry>;
