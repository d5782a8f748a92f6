/** Which column of the typed tables holds which variable, over all versions of an instrument. */
import type { CodebookVariable, CompiledCodebook, Source } from '../codebook/codebook.ts';
import type { TerritoryLevel } from '../contract.ts';

/**
 * How a variable stands in the typed tables.
 * A variable asked in several places (level now of English, of the skill ranked first …) has a column for each place;
 * `column` is then that of the first rank, or null.
 */
export interface TypedVariable {
  readonly variable: CodebookVariable;
  readonly table: 'answer' | 'profile';
  readonly column: string | null;
  readonly missingColumn: string | null;
  /** columns of the wide table, by `placeKey` */
  readonly places: ReadonlyMap<string, string>;
  /** column of the child table of repeated blocks */
  readonly inner: string | null;
}

/** Columns that every wide table has; the names of variables keep clear of them. */
export const fixedColumns = [
  'seq INTEGER NOT NULL',
  'version INTEGER NOT NULL',
  'day DATE NOT NULL',
  'language VARCHAR NOT NULL',
  'mode VARCHAR NOT NULL',
  'marks SMALLINT NOT NULL',
  'country INTEGER NOT NULL DEFAULT -1',
  'region INTEGER NOT NULL DEFAULT -1',
  'province INTEGER NOT NULL DEFAULT -1',
  'area INTEGER NOT NULL DEFAULT -1',
  'municipality INTEGER NOT NULL DEFAULT -1',
  'groups INTEGER NOT NULL DEFAULT 0',
  'main_group SMALLINT NOT NULL',
] as const;

const taken = new Set(['item', ...fixedColumns.map((column) => column.split(' ')[0])]);

/** The level whose codes are the answers to the territory question. */
export const placesAt = (variable: Pick<CodebookVariable, 'placesAt'> | undefined): TerritoryLevel =>
  variable?.placesAt ?? 'municipality';

/** The variables of all versions, by name, with their columns. @param versions  oldest first, at least one */
export function typedVariables(versions: readonly CompiledCodebook[]): Map<string, TypedVariable> {
  const latest = versions.at(-1)?.variables ?? [];
  return new Map(latest.map((variable) => [variable.name, typed(variable, sourcesOf(variable.name, versions))]));
}

/** Tells apart the places of one variable: by the skill they are about and the rank. */
export function placeKey({ skill, rank }: Pick<Source, 'skill' | 'rank'>): string {
  return [skill?.replace(/[{}]/g, ''), rank].filter((part) => part !== null && part !== undefined).join('_');
}

/** Multiple and number variables say in a column of their own why they have no value. */
export const missingColumnOf = (column: string): string => `${column}_missing`;

export const isTerritory = (variable: Pick<CodebookVariable, 'role'>): boolean => variable.role === 'territory';

function typed(variable: CodebookVariable, sources: readonly Source[]): TypedVariable {
  const base = columnName(variable.name);
  const none = {
    variable,
    table: 'answer',
    column: null,
    missingColumn: null,
    places: new Map(),
    inner: null,
  } as const;
  if (variable.type === 'text') return none;
  if (isTerritory(variable)) return { ...none, column: placesAt(variable) };
  const outer = sources.filter(({ repeat }) => repeat === null);
  const inner = outer.length < sources.length ? base : null;
  const separate = variable.type === 'multiple' || variable.type === 'number';
  if (variable.type === 'multiple') return { ...none, column: base, missingColumn: missingColumnOf(base), inner };
  if (outer.length === 0 && inner)
    return { ...none, table: 'profile', column: base, missingColumn: separate ? missingColumnOf(base) : null, inner };
  const places = placesOf(base, outer);
  const column = places.size === 1 ? base : (places.get('1') ?? null);
  return { ...none, column, missingColumn: separate && column ? missingColumnOf(column) : null, places, inner };
}

function placesOf(base: string, sources: readonly Source[]): Map<string, string> {
  const keys = [...new Set(sources.map(placeKey))];
  const name = (key: string) => (keys.length === 1 ? base : `${base}__${key.replace(/[^A-Za-z0-9_]/g, '_')}`);
  return new Map(keys.map((key) => [key, name(key)]));
}

function sourcesOf(name: string, versions: readonly CompiledCodebook[]): Source[] {
  return versions.flatMap(({ variables }) => variables.find((one) => one.name === name)?.sources ?? []);
}

/** `ageClass` → `age_class`; a variable named like a column that every table has gets `_value` after its name. */
function columnName(variable: string): string {
  const name = variable.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return taken.has(name) ? `${name}_value` : name;
}
