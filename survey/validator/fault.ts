import { fill, type Fault, type ProblemLanguage } from '../../problem.ts';
import type { Text } from '../definition/schema.ts';
import { expectations } from './expectation.ts';
import { faultSentences } from './fault-sentence.ts';

export type AnswerFaultCode = keyof typeof faultSentences;

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

export type Expected = keyof typeof expectations;

/** The faults as a problem lists them, in the language of the request. */
export function answerFaultList(faults: readonly AnswerFault[], language: ProblemLanguage): Fault[] {
  return faults.map((fault) => ({ path: fault.path, code: fault.code, message: message(fault, language) }));
}

function message({ code, value = '', limit, expected, text }: AnswerFault, language: ProblemLanguage): string {
  const own = typeof text === 'string' ? text : (text?.[language] ?? text?.['default']);
  if (own) return own;
  const need = expected ? expectations[expected][language] : '';
  return fill(faultSentences[code][language], { value: value.slice(0, 60), limit: limit ?? '', expected: need });
}
