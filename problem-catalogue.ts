import { accessCatalogue } from './problem-access.ts';
import { codingCatalogue } from './problem-coding.ts';
import { courseCatalogue } from './problem-course.ts';
import { commandCatalogue } from './problem-command.ts';
import { credentialCatalogue } from './problem-credential.ts';
import { draftCatalogue } from './problem-draft.ts';
import { entry, type Entry } from './problem-entry.ts';
import { entryCatalogue } from './problem-assist.ts';
import { feedbackCatalogue } from './problem-feedback.ts';
import { focusCatalogue } from './problem-focus.ts';
import { instrumentCatalogue } from './problem-instrument.ts';
import { interchangeCatalogue } from './problem-interchange.ts';
import { interestCatalogue } from './problem-interest.ts';
import { linkageCatalogue } from './problem-linkage.ts';
import { invitationCatalogue } from './problem-invitation.ts';
import { planCatalogue } from './problem-plan.ts';
import { printingCatalogue } from './problem-printing.ts';
import { registerCatalogue } from './problem-register.ts';
import { respondentCatalogue } from './problem-respondent.ts';
import { serviceCatalogue } from './problem-service.ts';
import { shapesCatalogue } from './problem-shapes.ts';
import { statisticsCatalogue } from './problem-statistics.ts';

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
  not_for_volunteers: entry(
    422,
    { it: 'Totale non calcolabile', en: 'No total can be told' },
    {
      it: 'Ha risposto chi ha voluto: da queste risposte non si può dire quante persone della popolazione riguarda «{value}». Chiedi la quota (statistic=proportion) o i rispondenti (statistic=count).',
      en: 'Whoever wanted to answered: these answers cannot tell how many of the population "{value}" is about. Ask for the share (statistic=proportion) or the respondents (statistic=count).',
    },
  ),
  unknown_figure: entry(
    404,
    { it: 'Figura sconosciuta', en: 'Unknown figure' },
    {
      it: 'Nessuna figura ha il codice «{value}». Controlla di averlo copiato per intero; una figura si ritrova finché si conserva la sua pubblicazione.',
      en: 'No figure has the identifier "{value}". Check that you copied all of it; a figure is found as long as its publication is kept.',
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
  revision_conflict: entry(
    409,
    { it: 'Modificato nel frattempo', en: 'Changed meanwhile' },
    {
      it: 'Qualcuno ha modificato questi dati dopo che li hai letti (revisione {value}). Ricarica e riprova.',
      en: 'Somebody changed these data after you read them (revision {value}). Reload and try again.',
    },
  ),
  not_acceptable: entry(
    406,
    { it: 'Formato non disponibile', en: 'Format not available' },
    { it: 'Formati disponibili: {known}.', en: 'Available formats: {known}.' },
  ),
  unsupported_media_type: entry(
    415,
    { it: 'Formato non accettato', en: 'Unsupported format' },
    { it: 'Qui si accetta solo {known}; è arrivato «{value}».', en: 'Only {known} is taken here; "{value}" arrived.' },
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
  publication_stopped: entry(
    503,
    { it: 'Pubblicazione interrotta', en: 'Publication stopped' },
    {
      it: 'La pubblicazione è stata interrotta prima della fine: non è stato salvato nulla. Si può ripetere.',
      en: 'The publication was stopped before its end: nothing was stored. It can be repeated.',
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
  ...respondentCatalogue,
  ...draftCatalogue,
  ...invitationCatalogue,
  ...serviceCatalogue,
  ...statisticsCatalogue,
  ...accessCatalogue,
  ...commandCatalogue,
  ...interestCatalogue,
  ...registerCatalogue,
  ...codingCatalogue,
  ...instrumentCatalogue,
  ...interchangeCatalogue,
  ...feedbackCatalogue,
  ...focusCatalogue,
  ...shapesCatalogue,
  ...linkageCatalogue,
  ...planCatalogue,
  ...printingCatalogue,
  ...courseCatalogue,
  ...credentialCatalogue,
  ...entryCatalogue,
} as const satisfies Record<string, Entry>;
