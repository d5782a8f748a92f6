/** The life of a survey: draft, pilot, open, closed. Each step says when and by whom. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { StateRequest, type LifeState, type StateReport } from './contract.ts';

interface Step {
  readonly on: string;
  readonly by: string;
}

/** A new survey is a draft: nobody but its editors sees it. */
export const beginLife = (tx: Connection, survey: string, step: Step): Promise<void> =>
  write(tx, survey, 'draft', step);

/** From where an action leads where. Nobody goes back to a pilot once answers count. */
const ways: Readonly<Record<StateRequest['action'], { readonly from: readonly LifeState[]; readonly to: LifeState }>> =
  {
    pilot: { from: ['draft'], to: 'pilot' },
    open: { from: ['draft', 'pilot', 'closed'], to: 'open' },
    close: { from: ['open', 'pilot'], to: 'closed' },
  };

/** @param answers  how many count already: a survey that nobody has answered may still be piloted */
export function actionsFrom(state: LifeState, answers: number): StateRequest['action'][] {
  const isPilotable = state === 'open' && answers === 0;
  return StateRequest.shape.action.options.filter(
    (action) => ways[action].from.includes(state) || (action === 'pilot' && isPilotable),
  );
}

/**
 * @param answers  how many count already
 * @throws Problem `step_not_possible`, naming what is possible
 */
export function nextState(state: LifeState, action: StateRequest['action'], answers: number): LifeState {
  const possible = actionsFrom(state, answers);
  if (possible.includes(action)) return ways[action].to;
  const known = possible.join(', ');
  throw new Problem('step_not_possible', { value: action, state, known });
}

/** Opening and closing wipe what the pilot gave: content goes, the mark that it was there stays, as with an erasure. */
export async function step(tx: Connection, survey: string, to: LifeState, { on, by }: Step): Promise<number> {
  await write(tx, survey, to, { on, by });
  return to === 'pilot' ? 0 : wipePilot(tx, survey, on);
}

async function write(tx: Connection, survey: string, state: LifeState, { on, by }: Step): Promise<void> {
  await tx.run(
    `INSERT INTO survey_life (survey, step, state, changed_on, changed_by)
     SELECT $survey, coalesce(max(step), 0) + 1, $state, $on::DATE, $by FROM survey_life WHERE survey = $survey`,
    { survey, state, on, by },
  );
}

async function wipePilot(tx: Connection, survey: string, day: string): Promise<number> {
  const [held] = await tx.rows<{ n: number }>(
    'SELECT count(*)::INTEGER AS n FROM response WHERE survey = ? AND pilot AND raw IS NOT NULL',
    [survey],
  );
  await tx.run(
    `UPDATE response SET raw = NULL, body_hash = NULL, version = NULL, wave = NULL, language = NULL, mode = NULL,
       notice_version = NULL, day = NULL, quality = NULL, erased_on = $day::DATE
     WHERE survey = $survey AND pilot AND raw IS NOT NULL`,
    { day, survey },
  );
  return held?.n ?? 0;
}

/** The steps, oldest first; none for a survey that was open from the start. */
export function readSteps(reader: Pick<Connection, 'rows'>, survey: string): Promise<StateReport['steps']> {
  return reader.rows(
    `SELECT state, changed_on::VARCHAR AS "changedOn", changed_by AS "changedBy"
     FROM survey_life WHERE survey = ? ORDER BY step`,
    [survey],
  );
}
