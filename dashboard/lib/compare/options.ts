/** What a programme offers to compare: read on the server, the same in the browser. */
import type { ComparisonKind, Coverage } from '../../../analytics/contract.ts';
import type { Category, Localized, SurveySummary, Territory } from '../../../survey/contract.ts';
import { needOf } from '../explore/frame.ts';
import type { Services } from '../services.ts';

/** A variable that tells groups of people apart; `named`: its answers say little without its question. */
export interface GroupDimension {
  readonly named: boolean;
  readonly name: string;
  readonly label: Localized;
  readonly choices: readonly Category[];
}

/** A survey that asks about skills. */
export interface ComparedSurvey extends Pick<SurveySummary, 'id' | 'title' | 'wave' | 'unit' | 'synthetic'> {
  readonly skills: readonly Category[];
  readonly territories: readonly Pick<Territory, 'level' | 'code' | 'name'>[];
  readonly dimensions: readonly GroupDimension[];
  readonly waves: readonly string[];
}

/** `kinds` in the order in which they are offered; `home` the programme's one territory, empty where there are several. */
export interface CompareOptions {
  readonly programme: string;
  readonly kinds: readonly ComparisonKind[];
  readonly surveys: readonly ComparedSurvey[];
  readonly voices: readonly string[];
  readonly home: string;
}

/** @throws Problem not_found */
export function readOptions({ survey, comparisons, analytics }: Services, programme: string): CompareOptions {
  const { surveys, voices } = comparisons.choices(programme);
  const all = surveys.map(({ survey: id, dimensions, waves }): ComparedSurvey => {
    const { title, wave, unit, synthetic } = survey.survey(id);
    const codebook = survey.codebook(id);
    const { variables } = codebook;
    const offered = dimensions.filter((name) => isPublished(analytics.coverage(id), name));
    const named = offered.flatMap((name) => variables.find((one) => one.name === name) ?? []);
    return {
      ...{ id, title, wave, unit, synthetic, waves },
      skills: variables.find(({ name }) => name === needOf(codebook))?.categories ?? [],
      territories: survey.territories(id).map(({ level, code, name }) => ({ level, code, name })),
      dimensions: named.map(({ name, label, role, categories }) => {
        return { name, label, named: !['targetGroup', 'sector'].includes(role), choices: categories };
      }),
    };
  });
  const { territories } = survey.programmes().find(({ id }) => id === programme)!;
  const home = territories.level === 'country' ? '' : (territories.codes[0] ?? '');
  return { programme, kinds: kindsOf(all, voices, home), surveys: all, voices, home };
}

/** Whether any group of a variable is published; before the first publication any may come to be. */
function isPublished({ snapshot, dimensions }: Coverage, name: string): boolean {
  const rows = dimensions.find(({ dimension }) => dimension === name)?.rows ?? [];
  return snapshot === null || rows.some(({ state }) => state === 'shown');
}

function kindsOf(surveys: readonly ComparedSurvey[], voices: readonly string[], home: string): ComparisonKind[] {
  const offered: [ComparisonKind, boolean][] = [
    ['voices', voices.length > 1],
    ['territories', surveys.some((one) => placesIn(one, home).length > 1)],
    ['groups', surveys.some((one) => one.dimensions.length > 0)],
    ['waves', surveys.some(({ waves }) => waves.length > 1)],
  ];
  return offered.flatMap(([kind, isThere]) => (isThere ? [kind] : []));
}

/** Where somebody may look: the programme's own territory is the whole. */
export const placesIn = ({ territories }: Pick<ComparedSurvey, 'territories'>, home: string) =>
  territories.filter(({ code }) => code !== home);

/** The surveys that a kind may be of. */
export function surveysFor({ surveys, home }: CompareOptions, kind: string): readonly ComparedSurvey[] {
  if (kind === 'territories') return surveys.filter((one) => placesIn(one, home).length > 1);
  return kind === 'groups' ? surveys.filter(({ dimensions }) => dimensions.length > 0) : surveys;
}
