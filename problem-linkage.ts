import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong when answers are put in random order, backed up or restored; the status is not used on the wire. */
export const linkageCatalogue = {
  renewal_no_room: entry(
    503,
    { it: 'Spazio su disco insufficiente', en: 'Not enough room on the disk' },
    {
      it: 'Per riscrivere l’archivio servono {needed} MB liberi accanto ai dati. Libera spazio e riprova.',
      en: 'Writing the database anew takes {needed} MB free beside the data. Make room and try again.',
    },
  ),
  linkage_found: entry(
    409,
    { it: 'Codici e risposte si possono collegare', en: 'Codes and answers can be joined' },
    {
      it: 'Trovate {count} tracce con cui collegare codici e risposte, o il loro ordine; la prima: {attacks}. Prima di copiare i dati esegui «purge».',
      en: 'Found {count} traces that join codes and answers or tell their order; the first: {attacks}. Run "purge" before you copy the data.',
    },
  ),
  backup_withheld: entry(
    409,
    { it: 'Copia rinviata', en: 'Backup withheld' },
    {
      it: 'Dall’ultima copia le indagini {surveys} hanno ricevuto meno di {least} risposte con codice: due copie vicine le collegherebbero ai codici. Aspetta, oppure distruggi la copia precedente e aggiungi --few.',
      en: 'Since the last backup the surveys {surveys} had fewer than {least} answers with a code: two such backups would join them to their codes. Wait, or destroy the earlier backup and add --few.',
    },
  ),
  backup_exists: entry(
    409,
    { it: 'Il file esiste già', en: 'The file exists' },
    { it: '{file} esiste già. Scegli un altro nome.', en: '{file} exists. Choose another name.' },
  ),
  backup_unreadable: entry(
    422,
    { it: 'Copia non leggibile', en: 'Unreadable backup' },
    { it: '{file}: {reason}. Nulla è stato scritto.', en: '{file}: {reason}. Nothing was written.' },
  ),
  restore_not_empty: entry(
    409,
    { it: 'La cartella contiene già dati', en: 'The directory holds data' },
    {
      it: '{directory} contiene già {file}. Scegli una cartella vuota con DATA_DIR.',
      en: '{directory} already holds {file}. Choose an empty directory with DATA_DIR.',
    },
  ),
} as const satisfies Record<string, Entry>;
