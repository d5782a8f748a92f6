import { fill, Problem, type Fault, type ProblemLanguage } from '../../problem.ts';

const sentences = {
  missing_file: ['Il file manca.', 'The file is missing.'],
  invalid_json: ['Non è JSON: {value}', 'Not JSON: {value}'],
  wrong_shape: ['{value}', '{value}'],
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
  sizes: ['Le dimensioni devono crescere.', 'The sizes must grow.'],
  rule: ['{value}', '{value}'],
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
