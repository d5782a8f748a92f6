import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong with microcredentials, passports and what was decided. */
export const credentialCatalogue = {
  credential_incomplete: entry(
    422,
    { it: 'Mancano elementi obbligatori', en: 'Mandatory elements missing' },
    {
      it: 'Mancano, o non sono completi: {value}. La Raccomandazione del Consiglio 2022/C 243/02 li chiede tutti.',
      en: 'Missing, or not complete: {value}. Council Recommendation 2022/C 243/02 asks for all of them.',
    },
  ),
  credential_faulty: entry(
    422,
    { it: 'Microcredenziale da correggere', en: 'Microcredential to correct' },
    { it: 'Da correggere: {value}.', en: 'To correct: {value}.' },
  ),
  passport_faulty: entry(
    422,
    { it: 'Passaporto da completare', en: 'Passport to complete' },
    { it: 'Da completare o correggere: {value}.', en: 'To complete or correct: {value}.' },
  ),
  said_faulty: entry(
    422,
    { it: 'Testo da completare', en: 'Text to complete' },
    {
      it: 'Da completare o correggere: {value}. Servono tre risultati, ognuno con una cifra pubblicata di questa indagine (una quota), in italiano e in inglese.',
      en: 'To complete or correct: {value}. Three findings are needed, each with a published figure of this survey (a share), in Italian and in English.',
    },
  ),
} as const satisfies Record<string, Entry>;
