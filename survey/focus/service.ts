/** Focus groups of a programme: sessions, who took part, what was said, what participants say themselves, old notes. */
import type { FocusGroups } from '../contract.ts';
import type { FocusContext, StatementHooks } from './context.ts';
import { feedbacksOf } from './feedback.ts';
import { hintFinder } from './hint-finder.ts';
import { participantsOf } from './participant.ts';
import { rankingsOf } from './ranking.ts';
import { searchOf } from './search.ts';
import { sessionsOf } from './session.ts';
import { sourcesOf } from './source.ts';
import { statementsOf } from './statement.ts';
import { unheardOf } from './unheard.ts';
import { withdrawalsOf } from './withdrawal.ts';

export type FocusOptions = Omit<FocusContext, keyof StatementHooks> & Partial<StatementHooks>;

/** Every method of staff takes the person first and asks what that person reaches before it tells anything. */
export function createFocusGroups(options: FocusOptions): FocusGroups {
  const context: FocusContext = { onEdit: async () => undefined, onRemove: async () => undefined, ...options };
  const findHints = hintFinder(context);
  return {
    ...sessionsOf(context),
    ...participantsOf(context),
    ...statementsOf(context, findHints),
    ...searchOf(context),
    ...rankingsOf(context),
    ...feedbacksOf(context),
    ...sourcesOf(context, findHints),
    ...unheardOf(context),
    ...withdrawalsOf(context),
  };
}
