import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong for those who code words: codes, passes, stretches, recommendations. */
export const codingCatalogue = {
  id_taken: entry(
    409,
    { it: 'Identificativo già usato', en: 'Identifier already used' },
    {
      it: '«{value}» esiste già con un altro contenuto. Riprova con un identificativo nuovo.',
      en: '"{value}" exists already with another content. Try again with a new identifier.',
    },
  ),
  code_state: entry(
    409,
    { it: 'Passo non possibile', en: 'Step not possible' },
    {
      it: 'Un codice è proposto, poi accettato o rifiutato; uno accettato si può ritirare. Ora è «{value}».',
      en: 'A code is proposed, then accepted or refused; an accepted one can be retired. It now is "{value}".',
    },
  ),
  code_cycle: entry(
    422,
    { it: 'Codice sotto sé stesso', en: 'Code below itself' },
    {
      it: 'Un codice non può stare sotto sé stesso, né sotto un codice che sta sotto di lui.',
      en: 'A code cannot lie below itself, nor below a code that lies below it.',
    },
  ),
  code_depth: entry(
    422,
    { it: 'Troppi livelli', en: 'Too many levels' },
    { it: 'L’albero dei codici ha al massimo 6 livelli.', en: 'The tree of codes has at most 6 levels.' },
  ),
  span_outside: entry(
    422,
    { it: 'Parole non trovate', en: 'Words not found' },
    {
      it: 'Il tratto deve contenere almeno un carattere e stare dentro il testo, che ne ha {count}.',
      en: 'The stretch must hold at least one character and lie inside the text, which has {count}.',
    },
  ),
  pass_needed: entry(
    409,
    { it: 'Codifica non iniziata', en: 'Coding not begun' },
    {
      it: 'Prima di codificare prendi in carico la prima o la seconda codifica dell’incontro.',
      en: 'Take up the first or the second coding of the session before you code.',
    },
  ),
  pass_taken: entry(
    409,
    { it: 'Codifica già presa in carico', en: 'Coding already taken up' },
    { it: 'Un’altra persona fa già questa codifica.', en: 'Somebody else does this coding already.' },
  ),
  one_pass_each: entry(
    409,
    { it: 'Serve un’altra persona', en: 'Somebody else is needed' },
    {
      it: 'La prima e la seconda codifica di un incontro le fanno due persone diverse.',
      en: 'The first and the second coding of a session are done by two different people.',
    },
  ),
  first_pass_missing: entry(
    409,
    { it: 'Manca la prima codifica', en: 'No first coding' },
    {
      it: 'La seconda codifica si prende in carico dopo che qualcuno ha preso la prima.',
      en: 'The second coding is taken up after somebody took the first.',
    },
  ),
  passes_done: entry(
    409,
    { it: 'Codifica conclusa', en: 'Coding complete' },
    {
      it: 'Questa codifica è stata consegnata: si cambia solo ciò che una modifica del testo ha spostato.',
      en: 'This coding was handed in: only what an edit of the text moved can be changed.',
    },
  ),
  passes_open: entry(
    409,
    { it: 'Codifiche non concluse', en: 'Codings not complete' },
    {
      it: 'Il confronto si vede quando tutte e due le persone hanno consegnato la loro codifica.',
      en: 'The comparison is shown once both people have handed in their coding.',
    },
  ),
  no_difference: entry(
    422,
    { it: 'Nessuna differenza qui', en: 'No difference here' },
    {
      it: 'In questo tratto le due codifiche non differiscono. Ricarica il confronto.',
      en: 'The two codings do not differ on this stretch. Reload the comparison.',
    },
  ),
  recommendation_quotes: entry(
    422,
    { it: 'Servono parole tue', en: 'Words of your own are needed' },
    {
      it: 'Queste sono parole di chi ha partecipato: «{value}». Scrivile con parole tue: le citazioni compaiono da sole sotto la raccomandazione, finché il permesso vale.',
      en: 'These are words of somebody who took part: "{value}". Write them in your own: quotes appear below the recommendation by themselves, as long as the consent holds.',
    },
  ),
  recommendation_decided: entry(
    409,
    { it: 'Già deciso', en: 'Already decided' },
    {
      it: 'Su questa raccomandazione si è già deciso: ora è «{value}».',
      en: 'This recommendation was decided already: it now is "{value}".',
    },
  ),
} as const satisfies Record<string, Entry>;
