import { fill, type Fault, type ProblemLanguage } from '../../problem.ts';
import type { Text } from '../definition/schema.ts';

const sentences = {
  unknown_question: ['Questa domanda non esiste nel questionario.', 'There is no such question in the survey.'],
  hidden_answer: [
    'Questa domanda non era da rispondere, viste le altre risposte.',
    'This question was not to be answered, given the other answers.',
  ],
  required: ['Manca la risposta.', 'The answer is missing.'],
  empty_answer: [
    'La risposta è vuota: se non rispondi, lascia fuori la domanda.',
    'The answer is empty: leave the question out if you do not answer.',
  ],
  wrong_type: [
    'La risposta non ha la forma giusta: serve {expected}.',
    'The answer has the wrong form: {expected} is needed.',
  ],
  unknown_choice: ['«{value}» non è fra le voci da scegliere.', '"{value}" is not one of the choices.'],
  choice_twice: ['«{value}» è scelta due volte.', '"{value}" is chosen twice.'],
  exclusive_choice: [
    '«{value}» vale da sola: non si sceglie insieme ad altre voci.',
    '"{value}" stands alone: it cannot be chosen with others.',
  ],
  too_many_choices: ['Scegli al massimo {limit} voci.', 'Choose at most {limit}.'],
  too_few_choices: ['Scegli almeno {limit} voci.', 'Choose at least {limit}.'],
  too_small: ['Il valore più basso ammesso è {limit}.', 'The lowest value allowed is {limit}.'],
  too_large: ['Il valore più alto ammesso è {limit}.', 'The highest value allowed is {limit}.'],
  not_a_step: ['Sono ammessi solo multipli di {limit}.', 'Only steps of {limit} are allowed.'],
  too_long: [
    'Il testo è troppo lungo: al massimo {limit} caratteri.',
    'The text is too long: at most {limit} characters.',
  ],
  bad_text: ['Il testo contiene caratteri non ammessi.', 'The text contains characters that are not allowed.'],
  too_many_blocks: ['Compila al massimo {limit} schede.', 'Fill in at most {limit} blocks.'],
  too_few_blocks: ['Compila almeno {limit} schede.', 'Fill in at least {limit} blocks.'],
  row_required: ['Manca la risposta in una riga.', 'The answer in one row is missing.'],
  rule_broken: ['La risposta non è valida.', 'The answer is not valid.'],
} as const satisfies Record<string, readonly [it: string, en: string]>;

export type AnswerFaultCode = keyof typeof sentences;

/** One thing wrong with the answers. `path` is a question name, or `block[0].question` inside a repeated block. */
export interface AnswerFault {
  readonly path: string;
  readonly code: AnswerFaultCode;
  readonly value?: string;
  readonly limit?: number;
  readonly expected?: Expected;
  /** the instrument's own sentence, where it has one */
  readonly text?: Text | undefined;
}

const expectations = {
  choice: ['una delle voci', 'one of the choices'],
  choices: ['un elenco di voci', 'a list of choices'],
  number: ['un numero', 'a number'],
  text: ['un testo', 'a text'],
  boolean: ['vero o falso', 'true or false'],
  rows: ['una risposta per riga', 'an answer for each row'],
  blocks: ['un elenco di schede', 'a list of blocks'],
  answers: ['un oggetto con le risposte', 'an object with the answers'],
} as const satisfies Record<string, readonly [it: string, en: string]>;
export type Expected = keyof typeof expectations;

/** The faults as a problem lists them, in the language of the request. */
export function answerFaultList(faults: readonly AnswerFault[], language: ProblemLanguage): Fault[] {
  return faults.map((fault) => ({ path: fault.path, code: fault.code, message: message(fault, language) }));
}

function message({ code, value = '', limit, expected, text }: AnswerFault, language: ProblemLanguage): string {
  const own = typeof text === 'string' ? text : (text?.[language] ?? text?.['default']);
  if (own) return own;
  const pick = ([it, en]: readonly [string, string]) => (language === 'it' ? it : en);
  const need = expected ? pick(expectations[expected]) : '';
  return fill(pick(sentences[code]), { value: value.slice(0, 60), limit: limit ?? '', expected: need });
}
