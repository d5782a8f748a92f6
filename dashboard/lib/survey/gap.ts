import type { CodebookEntry } from '../../../survey/contract.ts';
import { inWords, toRespondentLanguage } from '../language.ts';
import type { Answers, SurveyModel } from './engine.ts';

/** One's own level in a skill, now and wanted, on the instrument's scale from 1. */
export interface LevelGap {
  readonly skill: string;
  /** its key in the programme */
  readonly key: string;
  readonly now: number;
  readonly wanted: number;
  readonly steps: number;
  /** the sentences that were chosen */
  readonly nowWords: string;
  readonly wantedWords: string;
}

interface Element {
  name: string;
  elements?: Element[];
  codebook?: Partial<CodebookEntry>;
}

/** The respondent's own distances: every skill whose level now and level wanted were both rated. */
export function levelGaps(model: SurveyModel, definition: Answers): LevelGap[] {
  const entries = elementsOf(definition).filter(({ name }) => model.getQuestionByName(name)?.isVisible);
  const nows = entries.filter(({ codebook }) => codebook?.role === 'levelNow');
  return nows.flatMap((element) => {
    const skill = element.codebook?.skill;
    const partner = entries.find(({ codebook }) => codebook?.role === 'levelWanted' && codebook.skill === skill);
    const now = levelOf(model, element.name);
    const wanted = partner ? levelOf(model, partner.name) : null;
    if (!skill || !partner || now === null || wanted === null) return [];
    const words = (name: string) => String(model.getQuestionByName(name).displayValue);
    return [
      {
        skill: nameOf(model, element, skill),
        key: keyOf(model, skill),
        now,
        wanted,
        steps: stepsOf(model, element.name),
        nowWords: words(element.name),
        wantedWords: words(partner.name),
      },
    ];
  });
}

function elementsOf(definition: Answers): Element[] {
  const inside = (element: Element): Element[] => [element, ...(element.elements ?? []).flatMap(inside)];
  return ((definition.pages ?? []) as Element[]).flatMap(inside);
}

function levelOf(model: SurveyModel, name: string): number | null {
  const level = Number(model.getQuestionByName(name).value);
  return Number.isInteger(level) && level > 0 ? level : null;
}

function stepsOf(model: SurveyModel, name: string): number {
  const { choices = [] } = model.getQuestionByName(name) as unknown as { choices?: { value: unknown }[] };
  return Math.max(2, choices.filter(({ value }) => Number.isInteger(Number(value))).length);
}

/** `{first}` stands for the skill chosen in that question. */
function keyOf(model: SurveyModel, skill: string): string {
  const question = /^\{(\w+)\}$/.exec(skill)?.[1];
  return question ? String(model.getValue(question) ?? '') : skill;
}

/** `{first}` stands for the skill chosen in that question; a plain key is named by the rating's own label. */
function nameOf(model: SurveyModel, element: Element, skill: string): string {
  const question = /^\{(\w+)\}$/.exec(skill)?.[1];
  if (question) return String(model.getQuestionByName(question)?.displayValue ?? skill);
  const label = element.codebook?.label;
  const name = label ? inWords(label, toRespondentLanguage(model.locale)) : skill;
  return name.replace(/[,:–-].*$/, '').trim();
}
