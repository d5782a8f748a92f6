/** Which other waves a survey has, and how far they ask the same. */
import type { Codebook, PublicSurvey, SurveyService, SurveySummary } from '../../../survey/contract.ts';
import { filterKeys, heldBy, type FilterKey, type View } from '../filter.ts';
import type { Services } from '../services.ts';
import { askedWaves } from './course.ts';
import { questionsOf, type Question } from './definition.ts';
import { filterRoles, namesOf, type Frame } from './frame.ts';
import type { Wave } from './offer.ts';
import { waveQuery } from './queries.ts';
import type { WaveFigures } from './scene.ts';

const known = new WeakMap<object, readonly Question[]>();

/** The questions of a survey's instrument. */
export function asked({ definition }: Pick<PublicSurvey, 'definition'>): readonly Question[] {
  const found = known.get(definition) ?? questionsOf(definition);
  known.set(definition, found);
  return found;
}

/** The waves of the same programme that ask the same kind of respondents, oldest first; without its own. */
export function wavesOf(service: SurveyService, own: PublicSurvey): Wave[] {
  const others = service.surveys().filter((one) => isOtherWave(one, own));
  return others
    .map((one) => compared(service, own, service.survey(one.id)))
    .toSorted((a, b) => a.wave.localeCompare(b.wave));
}

const isOtherWave = (one: SurveySummary, own: SurveySummary): boolean =>
  one.programme === own.programme &&
  one.audience === own.audience &&
  one.unit === own.unit &&
  one.wave !== own.wave &&
  one.id !== own.id;

function compared(service: SurveyService, own: PublicSurvey, other: PublicSurvey): Wave {
  const [mine, theirs] = [service.codebook(own.id), service.codebook(other.id)];
  const need = needOf(mine);
  const codes = (need?.categories ?? []).map(({ code }) => code);
  const told = new Set(needOf(theirs)?.categories.map(({ code }) => code));
  const wording = (survey: PublicSurvey, code: string) => wordingOf(asked(survey), need?.name ?? '', code);
  return {
    ...{ survey: other.id, wave: other.wave, sample: own.sampleType === other.sampleType },
    need: need !== undefined && needOf(theirs)?.name === need.name,
    filters: filterKeys.filter((key) => isSame(key, mine, theirs)),
    changed: codes.filter((code) => told.has(code) && wording(own, code) !== wording(other, code)),
    missing: codes.filter((code) => !told.has(code)),
  };
}

const needOf = ({ variables }: Codebook) => variables.find(({ role, type }) => role === 'need' && type === 'multiple');

/** The question that holds a skill, and the skill, as respondents read them; null where it is not asked. */
function wordingOf(questions: readonly Question[], variable: string, code: string): string | null {
  const holds = questions.filter((one) => one.codebook.variable === variable && one.choices.has(code));
  return holds.length === 0 ? null : JSON.stringify(holds.map(({ title, choices }) => [title, choices.get(code)]));
}

/** A filter means the same where its variable has the same values in the same words. */
function isSame(key: FilterKey, mine: Codebook, theirs: Codebook): boolean {
  const roles = key === 'area' ? ['territory'] : filterRoles.flatMap(([role, one]) => (one === key ? role : []));
  const found = ({ variables }: Codebook) =>
    variables
      .filter((one) => roles.includes(one.role) && one.dimension)
      .map(({ name, categories }) => [name, categories]);
  return JSON.stringify(found(mine)) === JSON.stringify(found(theirs));
}

/** The chosen skill in the waves that can answer. @throws Problem */
export function readWaves({ analytics }: Services, frame: Frame, view: View): WaveFigures {
  const query = waveQuery(view, namesOf(frame));
  const waves = askedWaves(frame.waves, heldBy(view));
  return Object.fromEntries(waves.map(({ survey }) => [survey, analytics.estimate(survey, query)]));
}
