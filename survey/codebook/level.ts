/** Levels by skill: which questions tell how well somebody masters a skill now and wants to, and of which skills. */
import type { NumberedCategory } from '../registry/registry.ts';
import type { CodebookVariable, CompiledCodebook, Source } from './codebook.ts';

/** Two questions about one skill: a fixed one, or the answer to another question (`{question}`). */
export interface LevelPlace {
  readonly skill: string;
  readonly now: LevelSource | null;
  readonly wanted: LevelSource | null;
}

export interface LevelSource {
  readonly variable: CodebookVariable;
  readonly source: Source;
}

/** The levels that a survey can tell: the steps of the scale, and the skills, each with the versions that ask it. */
export interface SkillLevels {
  readonly scale: readonly NumberedCategory[];
  readonly skills: readonly (NumberedCategory & { readonly versions: readonly number[] })[];
  /** a level is a sensitive answer */
  readonly flagged: boolean;
}

/**
 * The questions about levels, two by two. Fixed ones come first: where a skill is also among those that the respondent
 * chose, the question that everybody met is the one that counts.
 */
export function levelPlaces({ variables }: CompiledCodebook): LevelPlace[] {
  const sourcesOf = (role: 'levelNow' | 'levelWanted') =>
    variables
      .filter((one) => one.role === role)
      .flatMap((variable) => variable.sources.map((source): LevelSource => ({ variable, source })))
      .filter(({ source }) => source.repeat === null && source.skill !== null);
  const wanted = sourcesOf('levelWanted');
  const paired = sourcesOf('levelNow').map((now): LevelPlace => {
    const at = wanted.findIndex((one) => one.source.skill === now.source.skill && isAlike(one, now));
    return { skill: now.source.skill!, now, wanted: at < 0 ? null : wanted.splice(at, 1)[0]! };
  });
  const alone = wanted.map((one): LevelPlace => ({ skill: one.source.skill!, now: null, wanted: one }));
  return [...paired, ...alone].toSorted((a, b) => Number(isChosen(a)) - Number(isChosen(b)));
}

/** The question that the skill is the answer to. */
export const chosenIn = (skill: string): string | null => /^\{(.+)\}$/.exec(skill)?.[1] ?? null;

/**
 * The skills whose two levels are asked on the newest scale, in the order of the skills; null when there are none.
 * @param versions  the codebooks of the instrument, oldest first
 */
export function skillLevels(versions: readonly CompiledCodebook[]): SkillLevels | null {
  const need = versions.at(-1)?.variables.find(({ role }) => role === 'need');
  const places = versions.flatMap((codebook) => fullPlaces(codebook).map((place) => ({ codebook, ...place })));
  const newest = places.at(-1)?.now.variable;
  if (need === undefined || newest === undefined) return null;
  const asked = places.filter(({ now, wanted }) => sameScale(now, newest) && sameScale(wanted, newest));
  const skills = need.categories.flatMap((category) => {
    const own = asked.filter(({ codebook, skill }) => codesOf(codebook, skill).includes(category.code));
    const numbers = [...new Set(own.map(({ codebook }) => codebook.version))];
    return numbers.length === 0 ? [] : [{ ...category, versions: numbers }];
  });
  const flagged = asked.some(({ now, wanted }) => now.variable.flagged || wanted.variable.flagged);
  return skills.length === 0 ? null : { scale: newest.categories, skills, flagged: flagged || need.flagged };
}

function fullPlaces(codebook: CompiledCodebook) {
  return levelPlaces(codebook).flatMap(({ skill, now, wanted }) => (now && wanted ? [{ skill, now, wanted }] : []));
}

/** The skills that a place can be about. */
function codesOf({ variables }: CompiledCodebook, skill: string): readonly string[] {
  const question = chosenIn(skill);
  if (question === null) return [skill];
  const asking = variables.find(({ sources }) => sources.some((one) => one.question === question));
  return asking?.categories.map(({ code }) => code) ?? [];
}

const isChosen = ({ skill }: LevelPlace) => chosenIn(skill) !== null;
const isAlike = (one: LevelSource, other: LevelSource) => sameScale(one, other.variable);

function sameScale({ variable }: LevelSource, { categories }: CodebookVariable): boolean {
  const steps = (some: readonly NumberedCategory[]) => JSON.stringify(some.map(({ code, number }) => [code, number]));
  return steps(variable.categories) === steps(categories);
}
