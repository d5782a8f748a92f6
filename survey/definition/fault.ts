import { fill, type ProblemLanguage } from '../../problem.ts';

const sentences = {
  too_deep: ['Troppi livelli di annidamento (al massimo {limit}).', 'Nested too deeply (at most {limit} levels).'],
  too_many: ['Troppi elementi (al massimo {limit}).', 'Too many elements (at most {limit}).'],
  too_long: [
    'Testo troppo lungo: {value} caratteri, al massimo {limit}.',
    'Too long: {value} characters, at most {limit}.',
  ],
  expressions_too_long: [
    'Le espressioni insieme superano {limit} caratteri.',
    'The expressions together exceed {limit} characters.',
  ],
  not_allowed: ['La proprietà «{value}» non è ammessa.', 'The property "{value}" is not allowed.'],
  choice_disabled: [
    '«{value}» guida solo la mano: una scelta fatta prima resta, e il server non la può rifiutare. Usa visibleIf, maxSelectedChoices o un validatore.',
    '"{value}" guides the hand only: a choice made earlier stays, and the server cannot refuse it. Use visibleIf, maxSelectedChoices or a validator.',
  ],
  wrong_shape: ['Valore non ammesso ({value}).', 'Value not allowed ({value}).'],
  expression_syntax: ['L’espressione non è leggibile: {value}', 'The expression cannot be read: {value}'],
  expression_function: ['La funzione «{value}» non è ammessa.', 'The function "{value}" is not allowed.'],
  expression_reference: [
    '«{value}» non si può leggere in un’espressione.',
    '"{value}" cannot be read in an expression.',
  ],
  unknown_question: ['La domanda «{value}» non esiste.', 'There is no question "{value}".'],
  later_question: [
    'L’espressione legge «{value}», che viene dopo: può leggere solo ciò che viene prima.',
    'The expression reads "{value}", which comes later: it may read only what comes before.',
  ],
  name_taken: ['Il nome «{value}» è già usato.', 'The name "{value}" is already used.'],
  name_reserved: ['Il nome «{value}» è riservato.', 'The name "{value}" is reserved.'],
  choice_twice: ['La voce «{value}» compare due volte.', 'The choice "{value}" stands twice.'],
  regex_refused: ['L’espressione regolare non è ammessa: {value}', 'The regular expression is not allowed: {value}'],
  regex_explodes: [
    'L’espressione regolare può bloccare il telefono di chi risponde (una ripetizione di ciò che già si ripete o ha alternative): {value}',
    'The regular expression can freeze the respondent’s phone (a repetition of what repeats or has alternatives): {value}',
  ],
  length_missing: [
    'Manca maxLength: ogni testo libero ha un limite.',
    'maxLength is missing: every free text has a limit.',
  ],
  range_wrong: ['L’intervallo è vuoto: {value}.', 'The range is empty: {value}.'],
  codebook_rows: [
    'La riga «{value}» non ha la sua voce nel codebook, o viceversa.',
    'Row "{value}" and its codebook entry do not match.',
  ],
  codebook_type: [
    'Questo tipo di domanda non dà una variabile di tipo «{value}».',
    'This type of question does not give a variable of type "{value}".',
  ],
  codebook_conflict: [
    'La variabile «{value}» è descritta in due modi diversi.',
    'The variable "{value}" is described in two different ways.',
  ],
  variable_twice: [
    'La variabile «{value}» ha due domande per lo stesso posto.',
    'The variable "{value}" has two questions for the same place.',
  ],
  narrows_order: [
    'Le altre domande della variabile «{value}» devono esserci, e venire prima di quella che le restringe.',
    'The other questions of the variable "{value}" must be there, and come before the one that narrows them.',
  ],
  narrows_twice: [
    'La variabile «{value}» è già ristretta da un’altra domanda.',
    'The variable "{value}" is narrowed by another question already.',
  ],
  narrows_type: [
    'Restringe solo una domanda a scelte multiple, obbligatoria.',
    'Only a required question with several choices narrows.',
  ],
  narrows_choices: [
    'Le voci non sono quelle delle domande che restringe: «{value}».',
    'The choices are not those of the questions that it narrows: "{value}".',
  ],
  narrows_unticked: [
    'La voce «{value}» si può scegliere anche se non è fra quelle scelte prima: serve un visibleIf che le legga.',
    'The choice "{value}" is offered even when it was not ticked before: it needs a visibleIf that reads those ticks.',
  ],
} as const satisfies Record<string, readonly [it: string, en: string]>;

/** One fault of an instrument: where (`pages[0].elements[2].visibleIf`), which, and the value that was wrong. */
export interface DefinitionFault {
  readonly path: string;
  readonly code: keyof typeof sentences;
  readonly value?: string | number;
  readonly limit?: number;
}

/** The sentence of a fault in the language of the request. */
export function definitionFaultText(fault: DefinitionFault, language: ProblemLanguage): string {
  const [it, en] = sentences[fault.code];
  return fill(language === 'it' ? it : en, { value: short(fault.value ?? ''), limit: fault.limit ?? '' });
}

const short = (value: string | number) =>
  typeof value === 'string' && value.length > 120 ? `${value.slice(0, 117)}…` : value;
