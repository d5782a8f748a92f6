/** What the parts of a method note are made with. */
import type { Coverage, MethodFacts } from '../../../analytics/contract.ts';
import type { Codebook, Language, ProgrammeSummary, SurveySummary } from '../../../survey/contract.ts';
import type { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

export interface NoteParts {
  readonly survey: SurveySummary;
  readonly programme: ProgrammeSummary;
  readonly codebook: Codebook;
  readonly facts: MethodFacts;
  readonly coverage: Coverage;
  /** the address of the note */
  readonly address: string;
}

export interface Told {
  readonly parts: NoteParts;
  readonly language: Language;
  readonly m: Messages;
  readonly format: ReturnType<typeof formats>;
}

export type NoteItems = readonly { readonly term: string; readonly text: string }[];

const levels = ['country', 'region', 'province', 'area', 'municipality'] as const;

/** A dimension of the release plan or of the weights in words: a level of territory, or a variable. */
export function dimensionName({ parts: { codebook }, language, m }: Told, name: string): string {
  const level = levels.find((one) => one === name);
  if (level) return m('method.level', { level });
  return codebook.variables.find((one) => one.name === name)?.label[language].toLocaleLowerCase(language) ?? name;
}
