import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong at the start and on the command line; the status is not used on the wire. */
export const commandCatalogue = {
  database_locked: entry(
    503,
    { it: 'Archivio già in uso', en: 'Database already in use' },
    {
      it: 'Un altro processo usa {file}. Fermalo, o scegli un altro DATA_DIR.',
      en: 'Another process uses {file}. Stop it, or choose another DATA_DIR.',
    },
  ),
  database_damaged: entry(
    503,
    { it: 'Archivio non integro', en: 'Database not whole' },
    { it: '{file}: {reason}. Nulla è stato toccato. {action}', en: '{file}: {reason}. Nothing was touched. {action}' },
  ),
  database_newer: entry(
    503,
    { it: 'Archivio di una versione più recente', en: 'Database of a newer version' },
    {
      it: 'Lo schema di {file} è alla migrazione {found}; questo programma arriva alla {known}. Aggiorna il programma.',
      en: 'The schema of {file} is at migration {found}; this program knows {known}. Update the program.',
    },
  ),
  migration_changed: entry(
    503,
    { it: 'Migrazione modificata', en: 'Migration changed' },
    {
      it: 'La migrazione {file} non è quella già applicata all’archivio.',
      en: 'Migration {file} is not the one that was applied to the database.',
    },
  ),
  secret_missing: entry(
    503,
    { it: 'Manca la chiave segreta', en: 'Secret key missing' },
    {
      it: 'L’archivio contiene dati ma manca {file}: senza quella chiave nessuna ricevuta si riapre. Ripristinala dalla copia.',
      en: 'The database holds data but {file} is missing: without that key no receipt opens. Restore it from your copy.',
    },
  ),
  secret_invalid: entry(
    503,
    { it: 'Chiave segreta non leggibile', en: 'Secret key unreadable' },
    {
      it: '{file} non contiene una chiave leggibile (64 cifre esadecimali). Ripristinalo dalla copia.',
      en: '{file} holds no readable key (64 hexadecimal digits). Restore it from your copy.',
    },
  ),
  audit_damaged: entry(
    503,
    { it: 'Registro non integro', en: 'Audit not whole' },
    { it: 'Registro degli atti: {what}.', en: 'Audit: {what}.' },
  ),
  invalid_definition: entry(
    422,
    { it: 'Questionario non ammesso', en: 'Instrument not allowed' },
    { it: 'Il questionario ha {count} errori. {first}', en: 'The instrument has {count} faults. {first}' },
  ),
  invalid_programme: entry(
    422,
    { it: 'Programma non valido', en: 'Invalid programme' },
    { it: 'Il programma ha {count} errori. {first}', en: 'The programme has {count} faults. {first}' },
  ),
  invalid_file: entry(
    422,
    { it: 'File non leggibile', en: 'Unreadable file' },
    { it: '{file}: {reason}.', en: '{file}: {reason}.' },
  ),
  invalid_population: entry(
    422,
    { it: 'Tavola della popolazione non valida', en: 'Invalid population table' },
    { it: '{file} ha {count} errori. Nulla è stato scritto.', en: '{file} has {count} faults. Nothing was written.' },
  ),
  margins_need_survey: entry(
    400,
    { it: 'Indagine da scegliere', en: 'Survey to be chosen' },
    {
      it: 'Serve --survey con un’indagine che chiede la classe di età. Ci sono: {known}.',
      en: '--survey must name a survey that asks the class of age. There are: {known}.',
    },
  ),
  margins_need_year: entry(
    400,
    { it: 'Anno non chiaro', en: 'Year not clear' },
    {
      it: '{file} è dell’anno {found}, --year dice {year}. Ci vuole un anno solo.',
      en: '{file} is of the year {found}, --year says {year}. It takes one year.',
    },
  ),
  not_synthetic: entry(
    409,
    { it: 'Ci sono risposte vere', en: 'There are real answers' },
    {
      it: 'Il questionario «{value}» contiene già {count} risposte vere: non vi si mescolano risposte generate.',
      en: 'The survey "{value}" already holds {count} real answers: generated ones are not mixed with them.',
    },
  ),
  usage: entry(400, { it: 'Comando non riconosciuto', en: 'Command not understood' }, { it: '{value}', en: '{value}' }),
} as const satisfies Record<string, Entry>;
