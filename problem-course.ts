import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong with the catalogue of courses. */
export const courseCatalogue = {
  catalogue_file: entry(
    422,
    { it: 'File non leggibile', en: 'Unreadable file' },
    {
      it: 'Non si legge il catalogo da «{file}»: {reason}. Non è cambiato niente.',
      en: 'The catalogue cannot be read from "{file}": {reason}. Nothing changed.',
    },
  ),
  catalogue_rows: entry(
    413,
    { it: 'Troppe righe', en: 'Too many rows' },
    {
      it: '«{file}» ha troppe righe o colonne: al massimo {rows} righe e {columns} colonne. Dividilo in più file.',
      en: '"{file}" has too many rows or columns: at most {rows} rows and {columns} columns. Divide it into several files.',
    },
  ),
  catalogue_busy: entry(
    409,
    { it: 'Altri file sono in prova', en: 'Other files are being checked' },
    {
      it: 'In questo momento si stanno controllando altri file. Riprova fra un minuto.',
      en: 'Other files are being checked at this moment. Try again in a minute.',
    },
  ),
  catalogue_stopped: entry(
    409,
    { it: 'Controllo interrotto', en: 'Check stopped' },
    { it: 'Il controllo è stato interrotto: non è cambiato niente.', en: 'The check was stopped: nothing changed.' },
  ),
  catalogue_not_checked: entry(
    409,
    { it: 'Nessun file pronto', en: 'No file ready' },
    {
      it: 'Non c’è un file controllato e senza errori da salvare. Carica prima il file.',
      en: 'There is no checked file without errors to store. Upload the file first.',
    },
  ),
  catalogue_changed: entry(
    409,
    { it: 'Il catalogo è cambiato', en: 'The catalogue changed' },
    {
      it: 'Dopo il controllo qualcuno ha cambiato il catalogo. Controlla di nuovo il file: non è stato salvato niente.',
      en: 'Somebody changed the catalogue after the check. Check the file again: nothing was stored.',
    },
  ),
  catalogue_not_last: entry(
    409,
    { it: 'Non è l’ultima importazione', en: 'Not the last import' },
    {
      it: 'Si annulla solo l’ultima importazione: {last}.',
      en: 'Only the last import can be undone: {last}.',
    },
  ),
  catalogue_edited: entry(
    409,
    { it: 'Modificato dopo l’importazione', en: 'Edited since the import' },
    {
      it: 'Dopo l’importazione qualcuno ha modificato: {rows}. Annullare perderebbe le modifiche.',
      en: 'Since the import somebody edited: {rows}. Undoing it would lose the edits.',
    },
  ),
  invalid_course: entry(
    422,
    { it: 'Dati da correggere', en: 'Data to correct' },
    {
      it: 'Campi da correggere: {count}. Non è stato salvato niente.',
      en: 'Fields to correct: {count}. Nothing was stored.',
    },
  ),
} as const satisfies Record<string, Entry>;
