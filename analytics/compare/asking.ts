/** The surveys of a programme that ask about skills, and how each words it. */
import { Problem } from '../../problem.ts';
import type { CompiledVariable, Registry, SurveyEntry } from '../../survey/registry/registry.ts';

/** `territory`: the name of that variable; undefined where none is asked. */
export interface Asking {
  readonly entry: SurveyEntry;
  readonly need: CompiledVariable;
  readonly territory: string | undefined;
}

/** Newer waves first, else in the order of the programme; a draft is not there. @throws Problem not_found */
export function askingSurveys(registry: Pick<Registry, 'programme' | 'entries'>, programme: string): Asking[] {
  registry.programme(programme);
  const own = registry
    .entries()
    .filter(({ compiled, life }) => compiled.programme === programme && life.state !== 'draft')
    .toSorted((a, b) => (a.compiled.wave < b.compiled.wave ? 1 : a.compiled.wave > b.compiled.wave ? -1 : 0));
  return own.flatMap((entry) => {
    const variables = [...entry.compiled.variables.values()];
    const need = variables.find((one) => one.role === 'need' && one.type === 'multiple');
    const territory = variables.find((one) => one.role === 'territory')?.name;
    return need ? [{ entry, need, territory }] : [];
  });
}

/** The one of that id; the first where none is named. @throws Problem not_found */
export function askingNamed(all: readonly Asking[], id: string): Asking {
  const found = id === '' ? all[0] : all.find(({ entry }) => entry.compiled.id === id);
  if (found === undefined) throw new Problem('not_found', { value: id });
  return found;
}

export const codesOf = ({ need }: Asking): string[] => need.categories.map(({ code }) => code);

/** Whether a skill is asked in the very same words in both surveys, in every language. */
export function isSameWording(a: Asking, b: Asking, skill: string): boolean {
  const [one, other] = [a.entry.compiled, b.entry.compiled];
  if (one.programme === other.programme && one.instrument === other.instrument && one.version === other.version)
    return true;
  return wordingOf(a, skill) === wordingOf(b, skill);
}

/** Titles and choices of the questions that feed the need, as one text; what is not about the skill is left out. */
function wordingOf({ entry, need }: Asking, skill: string): string {
  const questions = questionsOf(entry.definition, need.name);
  const told = questions.flatMap(({ title, description, choices }) => {
    const choice = (choices ?? []).find((one) => one === skill || (isObject(one) && one.value === skill));
    return choice === undefined ? [] : [{ title, description, choice }];
  });
  return JSON.stringify(told);
}

type Json = Readonly<Record<string, unknown>>;
interface FoundQuestion extends Json {
  readonly choices?: readonly unknown[];
}
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Wherever they stand: on pages, in panels, in blocks that repeat. */
function questionsOf(value: unknown, variable: string): FoundQuestion[] {
  if (Array.isArray(value)) return value.flatMap((one) => questionsOf(one, variable));
  if (!isObject(value)) return [];
  const { codebook } = value;
  const isFeeding = isObject(codebook) && codebook.variable === variable;
  return [...(isFeeding ? [value as FoundQuestion] : []), ...questionsOf(Object.values(value), variable)];
}
