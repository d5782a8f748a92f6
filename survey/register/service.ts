/** The register of a programme: what organisations and people declare apart from answers, each with its own consent. */
import type { InterestForm, InterestKind } from '../contract.ts';
import { attributionsOf, type Attributions } from './attribution.ts';
import type { RegisterContext } from './context.ts';
import { firmsOf, type Firms } from './firm.ts';
import { readForm } from './form.ts';
import { ideasOf, type Ideas } from './idea.ts';
import { interestsOf, type Interests } from './interest.ts';
import { membersOf, type Members } from './member.ts';
import { createPace } from './pace.ts';
import { reachOf, type Reach } from './reach.ts';
import { uptakesOf, type Uptakes } from './uptake.ts';

export interface Register extends Interests, Firms, Members, Ideas, Uptakes, Attributions, Reach {
  /** @throws Problem not_found */
  form(programme: string, kind: InterestKind): Promise<InterestForm>;
}

export interface RegisterOptions extends RegisterContext {
  readonly now: () => Date;
}

/** Every method of staff takes the person first and asks what that person may do there before it tells anything. */
export function createRegister(options: RegisterOptions): Register {
  const firms = firmsOf(options);
  return {
    ...interestsOf(options, createPace(options.now)),
    ...firms,
    ...membersOf(options),
    ...ideasOf(options, firms),
    ...uptakesOf(options),
    ...attributionsOf(options),
    ...reachOf(options, firms),
    form: (programme, kind) => readForm(options, programme, kind),
  };
}
