import { accessCatalogue } from './problem-access.ts';
import { commandCatalogue } from './problem-command.ts';
import { entry, type Entry } from './problem-entry.ts';
import { registerCatalogue } from './problem-register.ts';

/** Everything that can go wrong, once. A code never changes its meaning; RFC 9457 gives the shape on the wire. */
export const catalogue = {
  malformed: entry(
    400,
    { it: 'Richiesta non leggibile', en: 'Unreadable request' },
    { it: 'La richiesta non è leggibile: {reason}.', en: 'The request cannot be read: {reason}.' },
  ),
  unknown_variable: entry(
    400,
    { it: 'Variabile sconosciuta', en: 'Unknown variable' },
    {
      it: 'La variabile «{value}» non esiste. Esistono: {known}.',
      en: 'There is no variable "{value}". There are: {known}.',
    },
  ),
  not_a_dimension: entry(
    400,
    { it: 'Non è una dimensione', en: 'Not a dimension' },
    {
      it: '«{value}» non è una dimensione. Si può filtrare e dividere per: {known}.',
      en: '"{value}" is not a dimension. You can filter and divide by: {known}.',
    },
  ),
  unknown_category: entry(
    400,
    { it: 'Categoria sconosciuta', en: 'Unknown category' },
    {
      it: '«{value}» non è una categoria di «{variable}». Esistono: {known}.',
      en: '"{value}" is not a category of "{variable}". There are: {known}.',
    },
  ),
  unknown_level: entry(
    400,
    { it: 'Livello sconosciuto', en: 'Unknown level' },
    {
      it: 'Il livello territoriale «{value}» non esiste. Esistono: {known}.',
      en: 'There is no territorial level "{value}". There are: {known}.',
    },
  ),
  unknown_statistic: entry(
    400,
    { it: 'Statistica sconosciuta', en: 'Unknown statistic' },
    {
      it: 'La statistica «{value}» non è disponibile. Esistono: {known}.',
      en: 'The statistic "{value}" is not available. There are: {known}.',
    },
  ),
  unknown_parameter: entry(
    400,
    { it: 'Parametro non valido', en: 'Invalid parameter' },
    {
      it: '«{value}» non vale per il parametro «{parameter}». Valori ammessi: {known}.',
      en: '"{value}" is not valid for the parameter "{parameter}". Allowed: {known}.',
    },
  ),
  missing_parameter: entry(
    400,
    { it: 'Manca un parametro', en: 'Parameter missing' },
    {
      it: 'Serve il parametro «{parameter}». Valori ammessi: {known}.',
      en: 'The parameter "{parameter}" is needed. Allowed: {known}.',
    },
  ),
  too_many_rows: entry(
    400,
    { it: 'Troppe righe', en: 'Too many rows' },
    {
      it: 'La richiesta darebbe {count} righe; il limite è {limit}. Scegli meno categorie o meno dimensioni.',
      en: 'The request would give {count} rows; the limit is {limit}. Choose fewer categories or dimensions.',
    },
  ),
  exact_not_allowed: entry(
    403,
    { it: 'Vista riservata agli analisti', en: 'For analysts only' },
    {
      it: 'I valori esatti sono riservati agli analisti. Usa i valori pubblicati (view=published).',
      en: 'Exact figures are for analysts only. Use the published ones (view=published).',
    },
  ),
  not_found: entry(
    404,
    { it: 'Non trovato', en: 'Not found' },
    { it: 'Non c’è nulla a questo indirizzo: {value}.', en: 'There is nothing at this address: {value}.' },
  ),
  receipt_unknown: entry(
    404,
    { it: 'Ricevuta non trovata', en: 'Receipt not found' },
    {
      it: 'Nessuna risposta corrisponde a questo codice. Controlla di averlo scritto come sulla ricevuta.',
      en: 'No answers match this code. Check that it is written as on the receipt.',
    },
  ),
  receipt_missing: entry(
    401,
    { it: 'Manca il codice della ricevuta', en: 'Receipt code missing' },
    {
      it: 'Serve l’intestazione «Authorization: Receipt CODICE».',
      en: 'The header "Authorization: Receipt CODE" is needed.',
    },
  ),
  method_not_allowed: entry(
    405,
    { it: 'Metodo non ammesso', en: 'Method not allowed' },
    { it: 'Questo indirizzo non accetta {value}.', en: 'This address does not take {value}.' },
  ),
  id_conflict: entry(
    409,
    { it: 'Identificativo già usato', en: 'Identifier already used' },
    {
      it: 'Con questo identificativo sono già arrivate risposte diverse. Per correggerle usa il codice della ricevuta.',
      en: 'Different answers already arrived under this identifier. To correct them use the receipt code.',
    },
  ),
  revision_conflict: entry(
    409,
    { it: 'Modificato nel frattempo', en: 'Changed meanwhile' },
    {
      it: 'Qualcuno ha modificato questi dati dopo che li hai letti (revisione {value}). Ricarica e riprova.',
      en: 'Somebody changed these data after you read them (revision {value}). Reload and try again.',
    },
  ),
  erased: entry(
    410,
    { it: 'Risposte cancellate', en: 'Answers erased' },
    {
      it: 'Queste risposte sono state cancellate su richiesta e non si possono riaprire.',
      en: 'These answers were erased on request and cannot be opened again.',
    },
  ),
  survey_closed: entry(
    410,
    { it: 'Questionario chiuso', en: 'Survey closed' },
    {
      it: 'Il questionario «{value}» non riceve risposte: è aperto dal {opensOn} al {closesOn}.',
      en: 'The survey "{value}" takes no answers: it is open from {opensOn} to {closesOn}.',
    },
  ),
  minor_not_admitted: entry(
    422,
    { it: 'Per ora solo dai {age} anni', en: 'For now from {age} years on' },
    {
      it: 'A questo questionario per ora si risponde dai {age} anni in su. Le tue risposte non sono state salvate. Grazie di averci pensato.',
      en: 'For now this survey is for people aged {age} or over. Your answers were not kept. Thank you for thinking of us.',
    },
  ),
  correction_closed: entry(
    410,
    { it: 'Termine scaduto', en: 'Too late' },
    {
      it: 'Le risposte si potevano correggere o cancellare fino al {value}.',
      en: 'The answers could be corrected or erased until {value}.',
    },
  ),
  not_acceptable: entry(
    406,
    { it: 'Formato non disponibile', en: 'Format not available' },
    { it: 'Formati disponibili: {known}.', en: 'Available formats: {known}.' },
  ),
  too_large: entry(
    413,
    { it: 'Richiesta troppo grande', en: 'Request too large' },
    { it: 'La richiesta supera il limite di {limit}.', en: 'The request exceeds the limit of {limit}.' },
  ),
  unsupported_media_type: entry(
    415,
    { it: 'Formato non accettato', en: 'Unsupported format' },
    { it: 'Qui si accetta solo {known}; è arrivato «{value}».', en: 'Only {known} is taken here; "{value}" arrived.' },
  ),
  invalid_answers: entry(
    422,
    { it: 'Risposte da correggere', en: 'Answers to correct' },
    {
      it: 'Alcune risposte non si possono accettare ({count}). Ogni voce dell’elenco dice quale e perché.',
      en: 'Some answers cannot be accepted ({count}). Each entry of the list says which and why.',
    },
  ),
  version_unknown: entry(
    422,
    { it: 'Versione sconosciuta', en: 'Unknown version' },
    {
      it: 'Il questionario «{survey}» non ha la versione {value}. Versioni: {known}.',
      en: 'The survey "{survey}" has no version {value}. Versions: {known}.',
    },
  ),
  notice_unknown: entry(
    422,
    { it: 'Informativa sconosciuta', en: 'Unknown notice' },
    {
      it: 'L’informativa di «{survey}» non ha la versione «{value}». Versioni: {known}.',
      en: 'The notice of "{survey}" has no version "{value}". Versions: {known}.',
    },
  ),
  publication_not_due: entry(
    409,
    { it: 'Pubblicazione non prevista', en: 'Publication not due' },
    {
      it: 'Il piano di rilascio di «{value}» prevede la prossima pubblicazione a {next} risposte; ora sono {count}.',
      en: 'The release plan of "{value}" sets the next publication at {next} answers; there are {count} now.',
    },
  ),
  closing_too_early: entry(
    409,
    { it: 'Troppo presto per chiudere', en: 'Too early to close' },
    {
      it: 'La pubblicazione di chiusura di «{value}» si fa dopo il {date}: fino ad allora le risposte possono cambiare.',
      en: 'The closing publication of "{value}" comes after {date}: until then answers can change.',
    },
  ),
  publication_finished: entry(
    409,
    { it: 'Pubblicazioni concluse', en: 'Publications complete' },
    {
      it: 'Il piano di rilascio di «{value}» non prevede altre pubblicazioni; le risposte sono {count}.',
      en: 'The release plan of "{value}" sets no further publication; there are {count} answers.',
    },
  ),
  internal: entry(
    500,
    { it: 'Errore interno', en: 'Internal error' },
    {
      it: 'Qualcosa non ha funzionato da parte nostra. Riferimento: {reference}.',
      en: 'Something failed on our side. Reference: {reference}.',
    },
  ),
  storage_unavailable: entry(
    503,
    { it: 'Per ora non si può salvare', en: 'Cannot store for now' },
    {
      it: 'In questo momento non è possibile salvare. Riprova fra poco: nulla di ciò che hai scritto va perso se tieni aperta la pagina.',
      en: 'Storing is not possible at the moment. Try again shortly: nothing you wrote is lost while you keep the page open.',
    },
  ),
  not_ready: entry(
    503,
    { it: 'Servizio non pronto', en: 'Service not ready' },
    { it: 'Le risposte non si possono salvare: {reason}.', en: 'Answers cannot be stored: {reason}.' },
  ),
  query_too_slow: entry(
    503,
    { it: 'Calcolo troppo lungo', en: 'Computation too long' },
    {
      it: 'Il calcolo ha superato {limit}. Riprova con meno dimensioni.',
      en: 'The computation took longer than {limit}. Try fewer dimensions.',
    },
  ),
  ...accessCatalogue,
  ...commandCatalogue,
  ...registerCatalogue,
} as const satisfies Record<string, Entry>;
