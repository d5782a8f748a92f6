/** The shares of a survey that a finding may rest on: one for each question with answers to choose from. */
import type { Localized } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';

export interface OfferedFigure {
  readonly figure: string;
  readonly label: Localized;
}

const left = new Set(['territory', 'demand', 'first']);

export function offeredFigures({ survey, analytics }: Services, id: string): OfferedFigure[] {
  const asked = survey
    .codebook(id)
    .variables.filter(({ role, type, categories }) => !left.has(role) && type !== 'text' && categories.length > 0);
  return asked.flatMap(({ name, label }) => {
    const { figure, rows } = analytics.estimate(id, { variable: name });
    return figure !== null && rows.some(({ state }) => state === 'shown') ? [{ figure, label }] : [];
  });
}
