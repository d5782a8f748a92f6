/** What a check can find: faults keep a version from being published, warnings are for the editor to judge. */
import { fill } from '../../problem.ts';
import type { Finding, Words } from './contract.ts';

const says = (it: string, en: string): Words => ({ it, en });

const faults = {
  not_json: says('Il testo non è JSON: {value}', 'The text is not JSON: {value}'),
  key_twice: says('La stessa chiave compare due volte.', 'The same key stands twice.'),
  markup: says(
    'Qui non si ammettono marcatori né indirizzi che eseguono codice.',
    'No markup and no addresses that run code are allowed here.',
  ),
  type_not_allowed: says('Il tipo «{value}» non è ammesso.', 'The type "{value}" is not allowed.'),
  codebook_missing: says('La domanda non ha la sua voce nel codebook.', 'The question has no codebook entry.'),
  string_missing: says('Manca il testo in: {value}.', 'The text is missing in: {value}.'),
  title_missing: says(
    'La domanda non ha un titolo: chi risponde leggerebbe «{value}».',
    'The question has no title: respondents would read "{value}".',
  ),
  choice_text_missing: says(
    'Una scelta non ha testo: chi risponde leggerebbe «{value}».',
    'A choice has no text: respondents would read "{value}".',
  ),
  meaning_changed: says(
    'La variabile «{value}» ha cambiato significato ({known}). Dalle un nome nuovo.',
    'The variable "{value}" has changed its meaning ({known}). Give it a new name.',
  ),
  never_shown: says('Nessuna risposta porta a questa domanda.', 'No answer leads to this question.'),
  programme: says('{value}', '{value}'),
  notice_missing: says('Manca l’informativa.', 'The notice is missing.'),
  opening_missing: says('Manca il primo giorno.', 'The first day is missing.'),
  closing_missing: says('Manca la data di chiusura.', 'The closing date is missing.'),
  correction_missing: says(
    'Manca l’ultimo giorno per correggere o cancellare.',
    'The last day for correcting or erasing is missing.',
  ),
  dates: says(
    'Le date non sono in ordine: prima il primo giorno, poi le correzioni, poi la chiusura.',
    'The dates are out of order: first the opening, then the corrections, then the closing.',
  ),
  minutes_missing: says('Mancano i minuti promessi.', 'The promised minutes are missing.'),
  legal_basis_missing: says('Manca la base giuridica.', 'The legal basis is missing.'),
  release_missing: says('Manca il piano di rilascio.', 'The release plan is missing.'),
  survey_taken: says(
    'L’indagine «{value}» appartiene già a «{known}».',
    'The survey "{value}" already belongs to "{known}".',
  ),
};

const warnings = {
  category_changed: says(
    'La voce «{value}» diceva «{known}»: se il significato è un altro, serve un codice nuovo.',
    'The category "{value}" used to say "{known}": if it means something else, it needs a new code.',
  ),
  condition_never: says(
    'Questa parte della condizione non vale mai: {value}',
    'This part of the condition never holds: {value}',
  ),
  not_seen: says(
    'In {value} percorsi a caso la domanda non è mai comparsa.',
    'In {value} random walks the question never came up.',
  ),
  hard_to_read: says(
    'Leggibilità (Gulpease) {value}: si desidera almeno {known}. Frasi più corte, parole più brevi.',
    'Readability (Gulpease) {value}: at least {known} is wished for. Shorter sentences, shorter words.',
  ),
  too_long: says(
    'A metà di chi risponde servono più dei {known} minuti che l’informativa promette: {value}.',
    'Half of the respondents need more than the {known} minutes that the notice promises: {value}.',
  ),
};

const sentences = { ...faults, ...warnings };
export type FindingCode = keyof typeof sentences;

/** A finding before its place in the text and its question are known. */
export type Found = Pick<Finding, 'path' | 'code' | 'severity' | 'message'>;

/** @param value  what was found; may differ by language */
export function found(path: string, code: FindingCode, value: string | Words = '', known = ''): Found {
  const { it, en } = typeof value === 'string' ? says(value, value) : value;
  const told = sentences[code];
  const message = { it: fill(told.it, { value: it, known }), en: fill(told.en, { value: en, known }) };
  return { path, code, severity: code in faults ? 'fault' : 'warning', message };
}
