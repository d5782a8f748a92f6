/** Of which people somebody may see exact figures: those of the territories that their grants name. */
import { grantsFor, type Person } from '../access.ts';
import { Problem } from '../problem.ts';
import type { CompiledSurvey, CompiledTerritory } from '../survey/registry/registry.ts';
import { dimensionsOf, type Dimension } from './dimension.ts';
import type { Filter } from './domain-query.ts';
import { isFiner, nested, placesOf } from './territory.ts';

/** The territories of somebody's grants; null: everywhere. */
export type ExactScope = readonly CompiledTerritory[] | null;

/**
 * An organisation is no part of a figure: a grant for one covers none.
 * @throws Problem sign_in_needed, exact_not_allowed
 */
export function exactScope(person: Person | null, survey: CompiledSurvey): ExactScope {
  if (person === null) throw new Problem('sign_in_needed');
  const grants = grantsFor(person, 'figures.exact').filter(
    ({ programme, organisation }) => (programme === null || programme === survey.programme) && organisation === null,
  );
  if (grants.some(({ territory }) => territory === null)) return null;
  const named = new Set(grants.map(({ territory }) => territory));
  const own = survey.territories.filter(({ level, code }) => named.has(`${level}:${code}`));
  if (own.length === 0) throw new Problem('exact_not_allowed');
  return own;
}

/**
 * The filters of a query, narrowed to the scope. A territory that was asked for by name must lie inside it.
 * @throws Problem not_found for one that does not
 */
export function narrowed(survey: CompiledSurvey, where: readonly Filter[], scope: ExactScope): readonly Filter[] {
  if (scope === null) return where;
  const asked = where.filter(({ dimension }) => dimension.level !== null);
  const stranger = asked
    .flatMap(({ categories }) => categories)
    .find(({ number }) => !scope.some((own) => isInside(survey, number, own)));
  if (stranger) throw new Problem('not_found', { value: stranger.code });
  return asked.length > 0 ? where : [...where, filterOf(survey, scope)];
}

function isInside(survey: CompiledSurvey, number: number, own: CompiledTerritory): boolean {
  const places = placesOf(survey);
  const level = places.get(number)?.level;
  return level !== undefined && !isFiner(own.level, level) && nested(places, number, own.id) === true;
}

/** One filter has one level: places of several levels are told by the municipalities in them. */
function filterOf(survey: CompiledSurvey, scope: readonly CompiledTerritory[]): Filter {
  const levels = new Set(scope.map(({ level }) => level));
  const dimension = dimensionAt(survey, levels.size === 1 ? [...levels][0]! : 'municipality');
  const categories = dimension.categories.filter(({ number }) => scope.some((own) => isInside(survey, number, own)));
  return { dimension, categories };
}

/** @throws Problem exact_not_allowed when the survey does not know that level: nothing can be told apart */
function dimensionAt(survey: CompiledSurvey, level: string): Dimension {
  const found = [...dimensionsOf(survey).values()].find((one) => one.level === level);
  if (found === undefined) throw new Problem('exact_not_allowed');
  return found;
}
