/** What the answers tell the one who gave them: the own levels, where one lives, what one wants it for. */
import type { Answers, SurveyModel } from './engine.ts';
import { levelGaps, type LevelGap } from './gap.ts';
import { questionsOf } from './role.ts';
import { answersInWords, type AnsweredPage } from './words.ts';

export interface Outcome {
  readonly gaps: LevelGap[];
  /** the skills that matter most, at most three */
  readonly wanted: readonly WantedSkill[];
  /** code of the place where one lives, or the firm is */
  readonly home: string | null;
  /** what it is for, and whether one means to, in words */
  readonly goals: readonly string[];
  readonly answers: Answers;
  /** the same in words */
  readonly pages: readonly AnsweredPage[];
}

export interface WantedSkill {
  readonly key: string;
  readonly text: string;
}

const apart = new Set(['none', 'other', 'refused', 'dont_know']);
const most = 3;

/**
 * @param definition  the instrument that the model was made of
 * @param answers  as they were sent
 */
export function outcomeOf(model: SurveyModel, definition: Answers, answers: Answers): Outcome {
  const home = first(questionsOf(definition, 'territory').map((name) => model.getValue(name) as unknown));
  return {
    gaps: levelGaps(model, definition),
    wanted: wantedSkills(model, definition),
    home: typeof home === 'string' ? home : null,
    goals: ['purpose', 'intention'].flatMap((role) => goalsOf(model, definition, role as 'purpose' | 'intention')),
    answers,
    pages: answersInWords(model),
  };
}

const first = (values: readonly unknown[]) => values.find((value) => value !== undefined && value !== null);

/** Those named first, then others with a distance, the longest first; then whatever was chosen. */
function wantedSkills(model: SurveyModel, definition: Answers): WantedSkill[] {
  const gaps = levelGaps(model, definition).filter(({ now, wanted }) => wanted > now);
  const distance = (key: string) =>
    gaps.filter((gap) => gap.key === key).map(({ now, wanted }) => wanted - now)[0] ?? 0;
  const byDistance = (a: WantedSkill, b: WantedSkill) => distance(b.key) - distance(a.key);
  const chosen = (role: 'first' | 'need') => questionsOf(definition, role).flatMap((name) => chosenOf(model, name));
  const rated = gaps.map(({ key, skill }) => ({ key, text: skill }));
  const ordered = [...chosen('first').toSorted(byDistance), ...rated.toSorted(byDistance), ...chosen('need')];
  return unique(ordered).slice(0, most);
}

function chosenOf(model: SurveyModel, name: string): WantedSkill[] {
  const question = model.getQuestionByName(name) as unknown as Choosing | null;
  if (!question?.isVisible) return [];
  const values = [question.value].flat().filter((value): value is string => typeof value === 'string');
  const words = question.getType() === 'checkbox' ? (question.selectedChoices ?? []) : [{ value: question.value, text: question.displayValue }]; // prettier-ignore
  return values
    .filter((value) => !apart.has(value))
    .map((key) => ({ key, text: String(words.find(({ value }) => value === key)?.text ?? key) }));
}

interface Choosing {
  readonly isVisible: boolean;
  readonly value: unknown;
  readonly displayValue: unknown;
  readonly selectedChoices?: readonly { readonly value: unknown; readonly text: unknown }[];
  getType(): string;
}

const unique = (skills: readonly WantedSkill[]) =>
  skills.filter(({ key }, at) => skills.findIndex((one) => one.key === key) === at);

function goalsOf(model: SurveyModel, definition: Answers, role: 'purpose' | 'intention'): string[] {
  const [question] = questionsOf(definition, role)
    .map((name) => model.getQuestionByName(name))
    .filter((one) => one?.isVisible && !one.isEmpty());
  if (!question) return [];
  const chosen = (question as unknown as Choosing).selectedChoices;
  const words = question.getType() === 'checkbox' ? (chosen ?? []).map(({ text }) => String(text)) : [String(question.displayValue)]; // prettier-ignore
  return role === 'purpose' ? words : [`${String(question.processedTitle).trim()} ${words.join(', ')}`];
}
