/** Codes on words: the shared list of codes, two coders, open answers, recommendations. */
import type { Codings } from '../contract.ts';
import { answersOf } from './answer.ts';
import { codebookOf } from './code.ts';
import { codingsOf } from './coding.ts';
import type { CodingContext } from './context.ts';
import { decisionsOf } from './decide.ts';
import { recommendationsOf } from './recommendation.ts';
import { reshapingOf } from './reshape.ts';
import { suggestionsOf } from './suggestion.ts';
import { tasksIn } from './task.ts';

/** Every method takes the person first and asks what that person may do there before it tells anything. */
export function createCodings(options: CodingContext): Codings {
  return {
    ...codebookOf(options),
    ...reshapingOf(options),
    ...codingsOf(options),
    ...tasksIn(options),
    ...decisionsOf(options),
    ...answersOf(options),
    ...suggestionsOf(options),
    ...recommendationsOf(options),
  };
}
