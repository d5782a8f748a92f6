import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong when papers are made. */
export const printingCatalogue = {
  not_printed: entry(
    409,
    { it: 'Il file non c’è ancora', en: 'The file is not there yet' },
    { it: 'Il file non è pronto (stato: {value}).', en: 'The file is not ready (state: {value}).' },
  ),
  printing_busy: entry(
    429,
    { it: 'Troppe stampe in attesa', en: 'Too many orders waiting' },
    {
      it: 'Ci sono già {value} stampe in attesa. Riprova tra poco.',
      en: 'There are {value} orders waiting already. Try again shortly.',
    },
  ),
  printing_failed: entry(
    500,
    { it: 'Stampa non riuscita', en: 'Printing failed' },
    {
      it: 'Il PDF non è stato fatto: {value}. La pagina si può stampare dal navigatore.',
      en: 'The PDF was not made: {value}. The page can be printed from your browser.',
    },
  ),
  browser_missing: entry(
    503,
    { it: 'Nessun programma per fare PDF', en: 'No program to make PDFs' },
    {
      it: 'Su questo server non c’è Chromium. Indica il suo percorso in CHROMIUM_PATH, o stampa la pagina dal navigatore.',
      en: 'There is no Chromium on this server. Give its path in CHROMIUM_PATH, or print the page from your browser.',
    },
  ),
} as const satisfies Record<string, Entry>;
