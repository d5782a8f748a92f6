import { say } from '../../problem-entry.ts';
import { fill, Problem, type Fault, type ProblemLanguage } from '../../problem.ts';
import type { Misfit } from './message.ts';

const sentences = {
  missing_file: ['Il file manca.', 'The file is missing.'],
  invalid_json: ['Non è JSON: {value}', 'Not JSON: {value}'],
  unknown_file: [
    'Il programma non legge un file con questo nome. Legge: {known}.',
    'A programme has no file of this name. It reads: {known}.',
  ],
  not_utf8: ['Il file non è in UTF-8: salvalo come «CSV UTF-8».', 'The file is not in UTF-8: save it as "CSV UTF-8".'],
  quotes: ['Le virgolette non tornano ({value}).', 'The quotes do not match ({value}).'],
  missing_column: ['Manca la colonna «{value}».', 'The column "{value}" is missing.'],
  unknown_column: ['La colonna «{value}» non esiste: {known}.', 'There is no column "{value}": {known}.'],
  cells: ['La riga ha {value} celle, non {known}.', 'The row has {value} cells, not {known}.'],
  no_territory: [
    'Il territorio «{value}» non c’è, o non è di questo programma.',
    'There is no territory "{value}", or it is not in this programme.',
  ],
  no_country: [
    'Per il Paese «{value}» mancano i contorni. Ci sono: {known}.',
    'No outlines ship for the country "{value}". There are: {known}.',
  ],
  map_level: [
    'Il livello «{value}» non è dentro il territorio del programma: {known}.',
    'The level "{value}" does not lie inside the programme’s territory: {known}.',
  ],
  places_mixed: [
    'La domanda sul territorio mescola livelli diversi: {known}.',
    'The territory question mixes levels: {known}.',
  ],
  no_legal_basis: [
    'Manca la base giuridica (legalBasis): una frase in italiano e in inglese.',
    'The legal basis is missing (legalBasis): one sentence in Italian and in English.',
  ],
  languages: [
    'Servono l’italiano e l’inglese fra le lingue: {known}.',
    'Italian and English must be among the languages: {known}.',
  ],
  unreviewed: ['«{value}» non è fra le lingue: {known}.', '"{value}" is not among the languages: {known}.'],
  no_language: ['Manca il testo in: {value}.', 'The text is missing in: {value}.'],
  no_under16: [
    'Con «minors» la domanda sull’età deve avere la voce under16.',
    'With "minors" the age question must have the choice under16.',
  ],
  no_organisation: [
    'L’organizzazione «{value}» non è in organisations.csv.',
    'The organisation "{value}" is not in organisations.csv.',
  ],
  no_credential: [
    'La microcredenziale «{value}» non è fra quelle del file: {known}.',
    'There is no microcredential "{value}" in the file: {known}.',
  ],
  no_course: ['Il corso «{value}» non è in courses.csv.', 'The course "{value}" is not in courses.csv.'],
  no_target_group: [
    'Il gruppo «{value}» non è in target-groups.json.',
    'The group "{value}" is not in target-groups.json.',
  ],
  no_variable: ['Nessun questionario ha la variabile «{value}».', 'No instrument has the variable "{value}".'],
  no_role: [
    'Per i posti richiesti il questionario deve avere una domanda di ruolo «{value}».',
    'To tell places wanted the instrument must have a question of the role "{value}".',
  ],
  name_derived: [
    'Il nome «{value}» è di una variabile calcolata: la domanda ne usi un altro.',
    'The name "{value}" is that of a derived variable: the question must use another.',
  ],
  no_category: [
    'La variabile ha queste voci, non «{value}»: {known}.',
    'The variable has these codes, not "{value}": {known}.',
  ],
  order: ['«{value}» viene dopo «{known}».', '"{value}" comes after "{known}".'],
  more_than: ['{value} è più di {known}.', '{value} is more than {known}.'],
  guide_topic: [
    'La guida ha solo domande aperte (comment), una per tema.',
    'The guide has open questions only (comment), one a topic.',
  ],
  no_spec: ['Il questionario «{value}» non c’è: {known}.', 'There is no instrument "{value}": {known}.'],
  folder_name: ['L’identificativo è «{value}», la cartella «{known}».', 'The id is "{value}", the folder "{known}".'],
  contrast: [
    'Il colore {value} si legge male sul bianco: il contrasto è {known}, serve almeno 4,5.',
    'The colour {value} reads badly on white: its contrast is {known}, at least 4.5 is needed.',
  ],
  twice: ['«{value}» compare due volte.', '"{value}" stands twice.'],
  dates: [
    'Le date non sono in ordine: serve opensOn ≤ correctUntil < closesOn.',
    'The dates are out of order: opensOn ≤ correctUntil < closesOn is needed.',
  ],
  no_instrument: ['Il questionario «{value}» non c’è: {known}.', 'There is no instrument "{value}": {known}.'],
  no_notice: ['L’informativa «{value}» non c’è: {known}.', 'There is no notice "{value}": {known}.'],
  no_area: ['L’area «{value}» non c’è: {known}.', 'There is no area "{value}": {known}.'],
  no_skill: ['La competenza «{value}» non è in skills.json.', 'The skill "{value}" is not in skills.json.'],
  not_a_dimension: ['«{value}» non è una dimensione: {known}.', '"{value}" is not a dimension: {known}.'],
  no_weights: [
    'In un censimento ognuno conta per sé: togli weighting.',
    'In a census everybody counts as one: take weighting out.',
  ],
  no_margin: ['In margins.csv non c’è «{value}»: {known}.', 'margins.csv does not have "{value}": {known}.'],
  no_frame: [
    'Solo un campione estratto a sorte (probability) ha una lista da cui è estratto.',
    'Only a sample drawn by lot (probability) has a frame.',
  ],
  sizes: ['Le dimensioni devono crescere.', 'The sizes must grow.'],
  one_block: ['Un questionario ha al massimo un blocco ripetuto.', 'An instrument has one repeated block at most.'],
  column_twice: [
    'Le variabili «{value}» e «{known}» avrebbero la stessa colonna.',
    'The variables "{value}" and "{known}" would share a column.',
  ],
  notice_changed: [
    'Il testo è cambiato ma la versione è ancora «{value}»: dalle un nuovo nome.',
    'The text changed but the version is still "{value}": give it a new name.',
  ],
  survey_moved: [
    'Il questionario «{value}» appartiene già al programma «{known}».',
    'The survey "{value}" already belongs to the programme "{known}".',
  ],
} as const satisfies Record<string, readonly [it: string, en: string]>;

export type ProgrammeFaultCode = keyof typeof sentences;

/** One fault of a programme folder: the file, the place inside it, and a sentence in the reader's language. */
export interface ProgrammeFault {
  readonly file: string;
  readonly path: string;
  readonly code: string;
  readonly message: (language: ProblemLanguage) => string;
}

export function programmeFault(
  file: string,
  path: string,
  code: ProgrammeFaultCode,
  value = '',
  known: readonly string[] = [],
): ProgrammeFault {
  const [it, en] = sentences[code];
  const values = { value, known: known.join(', ') };
  return { file, path, code, message: (language) => fill(language === 'it' ? it : en, values) };
}

/** A value that does not fit its schema. */
export function misfitFault(file: string, path: string, message: Misfit['message']): ProgrammeFault {
  return { file, path, code: 'wrong_shape', message: (language) => say(message, language) };
}

/** The faults that another check found in one file, as faults of the programme. */
export function faultsFrom(file: string, error: unknown): ProgrammeFault[] {
  if (!(error instanceof Problem) || !error.errors) throw error;
  const { errors } = error;
  const [italian, english] = [errors('it'), errors('en')];
  return english.map(({ path, code, message }, index) => ({
    file,
    path: path === file ? '' : path,
    code,
    message: (language) => (language === 'it' ? (italian[index]?.message ?? message) : message),
  }));
}

/** All faults as one problem; each entry's path is `file: place`, and so is what the sentence names first. */
export function invalidProgramme(faults: readonly ProgrammeFault[]): Problem {
  const errors = (language: ProblemLanguage): Fault[] =>
    faults.map(({ file, path, code, message }) => ({
      path: [file, path].filter(Boolean).join(': '),
      code,
      message: message(language),
    }));
  const [first] = errors('en');
  return new Problem('invalid_programme', { count: faults.length, first: first?.path ?? '' }, { errors });
}
