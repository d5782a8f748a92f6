/** The variables of a survey as the registry holds them: those asked, the territory, and the derived target groups. */
import type { CompiledCodebook } from '../codebook/codebook.ts';
import { TerritoryLevel, type Localized } from '../contract.ts';
import type { TargetGroupsFile } from '../programme/schema.ts';
import type { CompiledTargetGroup, CompiledTerritory, CompiledVariable } from './registry.ts';
import { mainGroups, ruleFaults, ruleVariables } from '../target-group.ts';
import { isTerritory, typedVariables } from '../typed/column.ts';


/**
 * The variables of the codebook by name, with their columns; the territory is called `territory` everywhere.
 * @param codebooks  of all versions, oldest first
 */
export function compileVariables(
  codebooks: readonly CompiledCodebook[],
  territories: readonly Pick<CompiledTerritory, 'level'>[],
): Map<string, CompiledVariable> {
  const present = TerritoryLevel.options.filter((level) => territories.some((place) => place.level === level));
  return new Map(
    [...typedVariables(codebooks).values()].map(({ variable, table, column, missingColumn }) => {
      const { sources: _, placesAt: __, ...told } = variable;
      const compiled: CompiledVariable = { ...told, table, column, missingColumn };
      if (!isTerritory(variable)) return [variable.name, compiled];
      return ['territory', { ...compiled, name: 'territory', dimension: true, levels: present }];
    }),
  );
}

/** The groups whose rules can be told from these variables; a group's number is its place in the programme's list. */
export function compileTargetGroups(
  groups: TargetGroupsFile,
  variables: ReadonlyMap<string, CompiledVariable>,
): CompiledTargetGroup[] {
  const isFlagged = (names: readonly string[]) => names.some((name) => variables.get(name)?.flagged);
  return groups
    .map((group, index) => ({ ...group, number: index + 1, flagged: isFlagged(ruleVariables(group.rule)) }))
    .filter(({ rule }) => ruleFaults(rule, variables).length === 0);
}

const label = {
  targetGroup: { it: 'Gruppo destinatario', en: 'Target group' },
  mainGroup: { it: 'Gruppo principale', en: 'Main group' },
  other: { it: 'Nessun gruppo, o non noto', en: 'No group, or not known' },
} satisfies Record<string, Localized>;

/**
 * All groups of a person (`targetGroup`, a bitmask) and the first by priority (`mainGroup`).
 * @param noGroup  number of the main group `other`, in which everybody else stands so that tables add up
 */
export function groupVariables(
  groups: readonly CompiledTargetGroup[],
  versions: readonly number[],
  noGroup: number,
): CompiledVariable[] {
  if (groups.length === 0) return [];
  const categoriesOf = (some: readonly CompiledTargetGroup[]) =>
    some.map(({ key, label, short, number }) => ({ code: key, label, ...(short && { short }), number }));
  const other = { code: 'other', label: label.other, number: noGroup };
  const derived = {
    role: 'targetGroup' as const,
    dimension: true,
    flagged: false,
    scale: null,
    missing: [],
    versions: [...versions],
    table: 'answer' as const,
    missingColumn: null,
  };
  return [
    {
      ...derived,
      name: 'targetGroup',
      label: label.targetGroup,
      type: 'multiple',
      column: 'groups',
      categories: categoriesOf(groups),
    },
    {
      ...derived,
      name: 'mainGroup',
      label: label.mainGroup,
      type: 'single',
      column: 'main_group',
      categories: [...categoriesOf(mainGroups(groups)), other],
    },
  ];
}
