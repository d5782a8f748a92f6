/** The curriculum that published needs ask for: one order of modules, and each country's own beside it. */
import type { Localized } from '../../survey/contract.ts';
import type { CompiledSurvey, CompiledVariable, SurveyEntry } from '../../survey/registry/registry.ts';
import type { AnalyticsService, Curriculum, EstimateEnvelope, RankedShare, RankedShares } from '../contract.ts';
import { rankedShares } from './ranked.ts';

export type Published = Pick<AnalyticsService, 'estimate'>;

/** Whether a module surely stands in the upper half of its order; that it may be among the first is true of most. */
export const isUpper = ({ places }: Pick<RankedShare, 'places'>, { rows }: Pick<RankedShares, 'rows'>): boolean =>
  places !== null && places.to <= rows.length / 2;

/** @param area  of each skill */
export function curriculumOf(
  analytics: Published,
  { compiled, title }: SurveyEntry,
  area: ReadonlyMap<string, Localized>,
): Omit<Curriculum, 'programme'> {
  const [need, mode] = [variableOf(compiled, 'need')!, variableOf(compiled, 'mode')];
  const ask = (variable: CompiledVariable, by = '') => analytics.estimate(compiled.id, { variable: variable.name, by });
  const whole = ask(need);
  const ranked = (envelope: EstimateEnvelope) => rankedShares(envelope, envelope.rows, need, area);
  const countries = countriesOf(compiled, ask, need, mode, area);
  const { wave, sampleType, interval, snapshot, k } = whole;
  return {
    ...{ survey: compiled.id, title, wave, sampleType, interval, snapshot, k, synthetic: compiled.synthetic },
    ...{ modules: ranked(whole), mix: mode ? rankedShares(ask(mode), ask(mode).rows, mode) : null },
    ...{ countries, common: commonOf(need, countries) },
    comparison: { state: 'withheld', reason: 'self_rating' },
  };
}

export const variableOf = ({ variables }: CompiledSurvey, role: 'need' | 'mode'): CompiledVariable | undefined =>
  [...variables.values()].find((one) => one.role === role && one.categories.length > 0);

type Country = Curriculum['countries'][number];

function countriesOf(
  compiled: CompiledSurvey,
  ask: (variable: CompiledVariable, by: string) => EstimateEnvelope,
  need: CompiledVariable,
  mode: CompiledVariable | undefined,
  area: ReadonlyMap<string, Localized>,
): Country[] {
  const countries = compiled.territories.filter(({ level }) => level === 'country');
  const territory = [...compiled.variables.values()].find(({ role }) => role === 'territory')?.name;
  if (countries.length < 2 || territory === undefined) return [];
  const by = `${territory}:country`;
  const [needs, modes] = [ask(need, by), mode ? ask(mode, by) : null];
  const within = (envelope: EstimateEnvelope, variable: CompiledVariable, code: string): RankedShares => {
    const rows = envelope.rows.filter((row) => row[territory] === code);
    const n = rows.find(({ state }) => state === 'shown')?.n ?? null;
    return rankedShares({ figure: envelope.figure, n }, rows, variable, area);
  };
  return countries.map(({ code, name }) => ({
    ...{ code, name, modules: within(needs, need, code) },
    mix: mode && modes ? within(modes, mode, code) : null,
  }));
}

/** Orders within countries, read side by side: shares and levels of different countries are never set against each other. */
function commonOf({ categories }: CompiledVariable, countries: readonly Country[]): Curriculum['common'] {
  const isHigh = ({ modules }: Country, code: string) =>
    modules.rows.some((row) => row.code === code && isUpper(row, modules));
  return categories
    .map(({ code, label }) => ({
      ...{ code, label },
      countries: countries.filter((one) => isHigh(one, code)).map((one) => one.code),
    }))
    .filter((one) => one.countries.length > 1)
    .toSorted((one, other) => other.countries.length - one.countries.length);
}
