import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong with files that other programs for qualitative analysis read and write. */
export const interchangeCatalogue = {
  invalid_interchange: entry(
    422,
    { it: 'File non valido', en: 'Invalid file' },
    {
      it: 'Punti da correggere: {count}. Non è stato importato niente.',
      en: 'Places to correct: {count}. Nothing was imported.',
    },
  ),
  interchange_differs: entry(
    409,
    { it: 'C’è già, ma diverso', en: 'Already here, but different' },
    {
      it: 'Elementi che ci sono già con altro contenuto: {count}. Non è stato importato niente.',
      en: 'Things that are here already with other content: {count}. Nothing was imported.',
    },
  ),
  nothing_to_export: entry(
    409,
    { it: 'Niente da esportare', en: 'Nothing to export' },
    { it: 'In questo programma non ci sono ancora codici.', en: 'There are no codes in this programme yet.' },
  ),
} as const satisfies Record<string, Entry>;
