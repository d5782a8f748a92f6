/**
 * Which skills have a level now and a level wanted: the one place that knows how the codebook names them. Two ways lead
 * to a pair: two questions of the instrument about one fixed skill, and the measures `levelNow:SKILL`,
 * `levelWanted:SKILL`, which gather what was asked about a skill wherever somebody chose it.
 */
import type { Category, Codebook, Localized, Variable } from '../../../survey/contract.ts';
import type { Question } from './definition.ts';
import type { LevelPair } from './offer.ts';

/**
 * @param questions  of the instrument, for the skill that a question is about
 * @param order  codes of skills, the most needed first
 * @param gathered  the skills whose levels are gathered as measures
 */
export function pairsOf(
  variables: readonly Variable[],
  questions: readonly Question[],
  skills: readonly Category[],
  order: readonly string[],
  gathered: Codebook['levels'] = null,
): LevelPair[] {
  const scales = variables.filter(({ type, role }) => type === 'scale' && isLevel(role));
  const chosen = gathered?.skills.map(({ code }) => code) ?? [];
  const fixed = [...new Set(scales.flatMap((one) => skillOf(one, questions) ?? []))]
    .flatMap((skill): LevelPair[] => pairOf(skill, scales, questions, labelOf(skill, skills)))
    .map((pair) => (chosen.includes(pair.skill) ? { ...pair, both: bothOf(pair.skill) } : pair));
  const others = (gathered?.skills ?? [])
    .filter(({ code }) => !fixed.some(({ skill }) => skill === code))
    .map(({ code, label }) => gatheredPair(code, label, gathered?.scale ?? []));
  return inOrder([...fixed, ...others], order);
}

/** The most needed first; whose need is not known come last. */
export function inOrder(pairs: readonly LevelPair[], order: readonly string[]): LevelPair[] {
  const place = ({ skill }: LevelPair) => (order.includes(skill) ? order.indexOf(skill) : order.length);
  return pairs.toSorted((a, b) => place(a) - place(b));
}

/** A skill whose levels are gathered: on the scale that all questions share, whatever the words of each. */
export function gatheredPair(skill: string, label: Localized, steps: LevelPair['steps']): LevelPair {
  const both = bothOf(skill);
  return { skill, label, now: both.now, wanted: both.wanted, both, steps };
}

function pairOf(
  skill: string,
  scales: readonly Variable[],
  questions: readonly Question[],
  label: Localized,
): LevelPair[] {
  const own = scales.filter((one) => skillOf(one, questions) === skill);
  // a gathered measure holds all that the fixed question holds
  const first = (role: Variable['role']) =>
    own.filter((one) => one.role === role).toSorted((a, b) => Number(isGathered(b)) - Number(isGathered(a)))[0];
  const [now, wanted] = [first('levelNow'), first('levelWanted')];
  if (!now || !wanted || now.scale === null || now.scale !== wanted.scale) return [];
  return [{ skill, label, now: now.name, wanted: wanted.name, both: null, steps: now.categories }];
}

const bothOf = (skill: string) => ({
  now: `levelNow:${skill}`,
  wanted: `levelWanted:${skill}`,
  gap: `levelGap:${skill}`,
});

/** The skill that a level is about; null where the respondent chose it. */
function skillOf({ name }: Variable, questions: readonly Question[]): string | null {
  const gathered = gatheredName.exec(name)?.[1];
  if (gathered !== undefined) return gathered;
  const told = questions.find(({ codebook }) => codebook.variable === name)?.codebook.skill;
  return told === undefined || told.startsWith('{') ? null : told;
}

const gatheredName = /^level(?:Now|Wanted):(.+)$/;
const isGathered = ({ name }: Variable) => gatheredName.test(name);
const isLevel = (role: Variable['role']) => role === 'levelNow' || role === 'levelWanted';

const labelOf = (skill: string, skills: readonly Category[]): Localized =>
  skills.find(({ code }) => code === skill)?.label ?? { it: skill, en: skill };
