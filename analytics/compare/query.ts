/** A question for a comparison: read from the address, and the two sides that it names. */
import { Problem } from '../../problem.ts';
import { ComparisonKind, ComparisonQuery } from '../contract.ts';
import { dimensionsOf, type Dimension } from '../dimension.ts';
import { unknownParameter, unknownWord } from '../fault.ts';
import { nested, placesOf } from '../territory.ts';
import { askingNamed, type Asking } from './asking.ts';
import type { Relation } from './judge.ts';
import type { Rule } from '../../survey/target-group.ts';
import { groupRelation } from './rule-relation.ts';

/** `code` as the query names it; `where` in the words of the estimates. */
export interface SideQuery {
  readonly code: string;
  readonly asking: Asking;
  readonly where: readonly string[];
}

export interface PairQuery {
  readonly sides: readonly [SideQuery, SideQuery];
  readonly relation: Relation;
}

export type ReadQuery = Required<ComparisonQuery>;

/** @throws Problem unknown_parameter, missing_parameter */
export function readQuery(input: unknown): ReadQuery {
  const parsed = ComparisonQuery.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const names = Object.keys(ComparisonQuery.shape);
  if (issue.code === 'unrecognized_keys') throw unknownParameter('query', issue.keys[0] ?? '', names);
  const name = String(issue.path[0]);
  const value = (input as Readonly<Record<string, unknown>>)[name];
  if (value === undefined) throw missing(name, ComparisonKind.options);
  throw unknownParameter(name, JSON.stringify(value), name === 'kind' ? ComparisonKind.options : ['text']);
}

/** @throws Problem not_found, unknown_parameter, missing_parameter, unknown_category, not_a_dimension */
export function readPair(surveys: readonly Asking[], query: ReadQuery): PairQuery {
  if (query.kind === 'waves') return readWaves(surveys, query);
  const asking = askingNamed(surveys, query.survey);
  return query.kind === 'territories' ? readTerritories(asking, query) : readGroups(asking, query);
}

/** Both waves of one instrument: other questions would be another comparison. */
function readWaves(surveys: readonly Asking[], { a, b, area, group }: ReadQuery): PairQuery {
  if (a === '' || b === '') throw missing(a === '' ? 'a' : 'b', idsOf(surveys));
  const [one, other] = [askingNamed(surveys, a), askingNamed(surveys, b)];
  const isWave = ({ entry: { compiled } }: Asking) =>
    compiled.id !== a && compiled.instrument === one.entry.compiled.instrument;
  if (!isWave(other)) throw unknownParameter('b', b, idsOf(surveys.filter(isWave)));
  const side = (asking: Asking, code: string): SideQuery => ({
    ...{ code, asking },
    where: [...areaOf(asking, area), ...groupOf(asking, group)],
  });
  return { sides: [side(one, a), side(other, b)], relation: 'apart' };
}

function readTerritories(asking: Asking, { a, b, group }: ReadQuery): PairQuery {
  const { compiled } = asking.entry;
  const known = compiled.territories.map(({ code }) => code);
  const [one, other] = [a, b].map((code, at) => {
    const place = compiled.territories.find((territory) => territory.code === code);
    if (place) return place;
    const name = at === 0 ? 'a' : 'b';
    throw code === '' ? missing(name, known) : unknownWord('unknown_category', name, code, known, 'territory');
  }) as [(typeof compiled.territories)[number], (typeof compiled.territories)[number]];
  if (one.id === other.id)
    throw unknownParameter(
      'b',
      b,
      known.filter((code) => code !== a),
    );
  const side = (code: string): SideQuery => ({
    ...{ code, asking },
    where: [`${asking.territory}:${code}`, ...groupOf(asking, group)],
  });
  return { sides: [side(a), side(b)], relation: placeRelation(asking, one, other) };
}

type Place = Asking['entry']['compiled']['territories'][number];

function placeRelation({ entry: { compiled } }: Asking, one: Place, other: Place): Relation {
  const inside = nested(placesOf(compiled), one.id, other.id);
  if (inside === null) return 'shared';
  if (!inside) return 'apart';
  const order = ['municipality', 'area', 'province', 'region', 'country'];
  return order.indexOf(one.level) < order.indexOf(other.level) ? 'a_in_b' : 'b_in_a';
}

function readGroups(asking: Asking, { a, b, area }: ReadQuery): PairQuery {
  const [one, other] = [groupNamed(asking, 'a', a), groupNamed(asking, 'b', b)];
  if (a === b) throw unknownParameter('b', b, [`${other.dimension.name}:…`]);
  const side = (code: string): SideQuery => ({ code, asking, where: [...areaOf(asking, area), code] });
  return { sides: [side(a), side(b)], relation: relationOf(asking, one, other) };
}

interface Group {
  readonly dimension: Dimension;
  readonly code: string;
}

/** Values of one question exclude each other; any other two groups by what must hold of the answers of who is in them. */
function relationOf({ entry: { compiled } }: Asking, one: Group, other: Group): Relation {
  if (one.dimension === other.dimension && !one.dimension.overlapping) return 'apart';
  const [first, second] = [ruleOf(compiled, one), ruleOf(compiled, other)];
  return first && second ? groupRelation(first, second, compiled.variables) : 'shared';
}

/** Null for the main group, whose rule is an order of rules. */
function ruleOf({ targetGroups, variables }: Asking['entry']['compiled'], { dimension, code }: Group): Rule | null {
  if (dimension.overlapping) return targetGroups.find(({ key }) => key === code)?.rule ?? null;
  return variables.get(dimension.variable)?.role === 'targetGroup'
    ? null
    : { variable: dimension.variable, in: [code] };
}

/** The pairs of groups by which figures are divided that may have somebody in common, in either order. */
export function sharingGroups(asking: Asking, variable: string): [string, string][] {
  const dimension = dimensionsOf(asking.entry.compiled).get(variable);
  const groups = (dimension?.categories ?? []).map(({ code }): Group => ({ dimension: dimension!, code }));
  return groups.flatMap((one) =>
    groups.flatMap((other): [string, string][] =>
      one !== other && relationOf(asking, one, other) !== 'apart' ? [[one.code, other.code]] : [],
    ),
  );
}

/** `dimension:code`. @throws Problem missing_parameter, not_a_dimension, unknown_category */
function groupNamed({ entry: { compiled } }: Asking, parameter: string, text: string): Group {
  const dimensions = [...dimensionsOf(compiled).values()].filter(({ level }) => level === null);
  const names = dimensions.map(({ name }) => name);
  if (text === '')
    throw missing(
      parameter,
      names.map((name) => `${name}:…`),
    );
  const [name = '', code = ''] = text.split(':', 2);
  const dimension = dimensions.find((one) => one.name === name);
  if (!dimension) throw unknownWord('not_a_dimension', parameter, name, names);
  const codes = dimension.categories.map((category) => category.code);
  if (!codes.includes(code)) throw unknownWord('unknown_category', parameter, code, codes, name);
  return { dimension, code };
}

function groupOf(asking: Asking, group: string): string[] {
  if (group === '') return [];
  groupNamed(asking, 'group', group);
  return [group];
}

/** @throws Problem unknown_category */
function areaOf({ entry: { compiled }, territory }: Asking, area: string): string[] {
  if (area === '') return [];
  const known = compiled.territories.map(({ code }) => code);
  if (!known.includes(area)) throw unknownWord('unknown_category', 'area', area, known, 'territory');
  return [`${territory}:${area}`];
}

const idsOf = (surveys: readonly Asking[]) => surveys.map(({ entry }) => entry.compiled.id);

function missing(parameter: string, known: readonly string[]): Problem {
  const shown = known.slice(0, 40).join(', ');
  return new Problem('missing_parameter', { parameter, known: shown });
}
