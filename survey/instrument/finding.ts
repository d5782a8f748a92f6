import { fill } from '../../problem.ts';
import type { Finding } from './contract.ts';

const sentences = {
  not_json: ['fault', 'Il testo non è JSON: {value}', 'The text is not JSON: {value}'],
  key_twice: ['fault', 'La stessa chiave compare due volte.', 'The same key stands twice.'],
  markup: [
    'fault',
    'Qui non si ammettono marcatori né indirizzi che eseguono codice.',
    'No markup and no addresses that run code are allowed here.',
  ],
  type_not_allowed: ['fault', 'Il tipo «{value}» non è ammesso.', 'The type "{value}" is not allowed.'],
  codebook_missing: ['fault', 'La domanda non ha la sua voce nel codebook.', 'The question has no codebook entry.'],
  string_missing: ['fault', 'Manca il testo in: {value}.', 'The text is missing in: {value}.'],
  title_missing: [
    'fault',
    'La domanda non ha un titolo: chi risponde leggerebbe «{value}».',
    'The question has no title: respondents would read "{value}".',
  ],
  choice_text_missing: [
    'fault',
    'Una scelta non ha testo: chi risponde leggerebbe «{value}».',
    'A choice has no text: respondents would read "{value}".',
  ],
  meaning_changed: [
    'fault',
    'La variabile «{value}» ha cambiato significato ({known}). Dalle un nome nuovo.',
    'The variable "{value}" has changed its meaning ({known}). Give it a new name.',
  ],
  category_changed: [
    'warning',
    'La voce «{value}» diceva «{known}»: se il significato è un altro, serve un codice nuovo.',
    'The category "{value}" used to say "{known}": if it means something else, it needs a new code.',
  ],
  never_shown: ['fault', 'Nessuna risposta porta a questa domanda.', 'No answer leads to this question.'],
  condition_never: [
    'warning',
    'Questa parte della condizione non vale mai: {value}',
    'This part of the condition never holds: {value}',
  ],
  not_seen: [
    'warning',
    'In {value} percorsi a caso la domanda non è mai comparsa.',
    'In {value} random walks the question never came up.',
  ],
  hard_to_read: [
    'warning',
    'Leggibilità (Gulpease) {value}: si desidera almeno {known}. Frasi più corte, parole più brevi.',
    'Readability (Gulpease) {value}: at least {known} is wished for. Shorter sentences, shorter words.',
  ],
  too_long: [
    'warning',
    'A metà di chi risponde servono {value} minuti; l’informativa ne promette {known}.',
    'Half of the respondents need {value} minutes; the notice promises {known}.',
  ],
  programme: ['fault', '{value}', '{value}'],
  notice_missing: ['fault', 'Manca l’informativa.', 'The notice is missing.'],
  opening_missing: ['fault', 'Manca il primo giorno.', 'The first day is missing.'],
  closing_missing: ['fault', 'Manca la data di chiusura.', 'The closing date is missing.'],
  correction_missing: [
    'fault',
    'Manca l’ultimo giorno per correggere o cancellare.',
    'The last day for correcting or erasing is missing.',
  ],
  dates: [
    'fault',
    'Le date non sono in ordine: prima il primo giorno, poi le correzioni, poi la chiusura.',
    'The dates are out of order: first the opening, then the corrections, then the closing.',
  ],
  minutes_missing: ['fault', 'Mancano i minuti promessi.', 'The promised minutes are missing.'],
  legal_basis_missing: ['fault', 'Manca la base giuridica.', 'The legal basis is missing.'],
  release_missing: ['fault', 'Manca il piano di rilascio.', 'The release plan is missing.'],
  survey_taken: [
    'fault',
    'L’indagine «{value}» appartiene già a «{known}».',
    'The survey "{value}" already belongs to "{known}".',
  ],
} as const satisfies Record<string, readonly [severity: Finding['severity'], it: string, en: string]>;

export type FindingCode = keyof typeof sentences;

/** A finding before its place in the text and its question are known. */
export type Found = Pick<Finding, 'path' | 'code' | 'severity' | 'message'>;

/** @param value  what was found; may differ by language */
export function found(
  path: string,
  code: FindingCode,
  value: string | { readonly it: string; readonly en: string } = '',
  known = '',
): Found {
  const [severity, it, en] = sentences[code];
  const values = typeof value === 'string' ? { it: value, en: value } : value;
  const message = { it: fill(it, { value: values.it, known }), en: fill(en, { value: values.en, known }) };
  return { path, code, severity, message };
}
