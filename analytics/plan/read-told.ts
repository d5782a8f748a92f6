/** Reads what is published of places wanted, by place and by group, a few skills at a time. */
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import type { TerritoryLevel } from '../contract.ts';
import { dimensionsOf } from '../dimension.ts';
import { gapGround } from '../gap/ground.ts';
import { choiceOf } from '../gap/query.ts';
import type { DemandTables } from '../gap/tables.ts';
import { readWanted, type Wanted, type WantedTable } from '../gap/wanted.ts';
import { mostRows } from '../row-limit.ts';
import type { PlanContext } from './context.ts';
import { groupDimension } from './figure.ts';
import type { Scope } from './ground.ts';
import { createMemory } from './memory.ts';
import { placeTree, type PlaceTree } from './place.ts';
import { bySkill, cellsOf, type Told, type ToldCell } from './told.ts';

export interface ReadTold {
  readonly survey: SurveyEntry;
  readonly whole: WantedTable;
  readonly told: Told;
  readonly tree: PlaceTree;
  /** the people of all skills */
  readonly cells: readonly (ToldCell & { readonly skill: string })[];
}

/** Of the newest publication: the same until there is another, so that a page does not read it again for each sum. */
const remember = createMemory<ReadTold>(20);

/** @param skills  empty: all */
export function readTold(context: PlanContext, plan: Scope, skills: readonly string[]): ReadTold {
  const { query, tables } = gapGround(context, plan.programme, queryOf(context, plan, skills));
  const { entry: survey } = query;
  const { snapshot } = tables.whole.envelopes.demand;
  const key = JSON.stringify([snapshot?.id ?? null, skills]);
  return remember(context, survey, key, () => readAnew(context, survey, tables));
}

function readAnew(context: PlanContext, survey: SurveyEntry, { whole, byGroup }: DemandTables): ReadTold {
  const told = toldOf(context, survey, whole, byGroup);
  const tree = placeTree(survey, choiceOf(survey).levels);
  const cells = whole.cells.flatMap(({ skill }) => cellsOf(tree, told, skill).map((cell) => ({ skill, ...cell })));
  return { survey, whole, told, tree, cells };
}

function queryOf({ registry }: PlanContext, { survey, takeUp, from }: Scope, skills: readonly string[]) {
  const hasGroups = choiceOf(registry.entry(survey)).groups.includes(groupDimension);
  return { survey, takeUp, from, level: '', group: hasGroups ? groupDimension : '', skills: skills.join(',') };
}

type Cell = Wanted & { readonly key: string };

/** Groups are told in no municipality: too few people, and too many numbers. */
function toldOf({ analytics }: PlanContext, survey: SurveyEntry, whole: WantedTable, groups: WantedTable | null): Told {
  const { levels } = choiceOf(survey);
  const skills = whole.cells.map(({ skill }) => skill);
  const read = (level: TerritoryLevel, group: string): Cell[] =>
    inParts(skills, sizeOf(survey, level) * sizeOf(survey, group)).flatMap((part) =>
      readWanted(analytics, survey.compiled, {
        ...{ territory: `territory:${level}`, group, where: '', skills: part.join(',') },
      }).cells.map((cell) => ({ ...cell, key: `${level}:${cell.territory}` })),
    );
  const wide = groups === null ? [] : levels.filter((level) => level !== 'municipality');
  const all = levels.flatMap((level) => read(level, ''));
  const divided = [...wide.flatMap((level) => read(level, groupDimension)), ...inWhole(groups?.cells ?? [])];
  const byKey = (cells: readonly Cell[]) => [...Map.groupBy(cells, ({ key }) => key)];
  return {
    all: new Map(byKey([...all, ...inWhole(whole.cells)]).map(([key, own]) => [key, bySkill(own)])),
    groups: new Map(byKey(divided).map(([key, own]) => [key, Map.groupBy(own.filter(isShown), ({ skill }) => skill)])),
  };
}

const inWhole = (cells: readonly Wanted[]): Cell[] => cells.map((cell) => ({ ...cell, key: '' }));
const isShown = ({ state }: Wanted): boolean => state === 'shown';

/** How many codes a dimension has; 1 for none. */
const sizeOf = ({ compiled }: SurveyEntry, dimension: string): number =>
  dimensionsOf(compiled).get(dimension)?.categories.length ?? 1;

/** So many skills at a time that an answer keeps to its rows. @param rows  of one skill */
function inParts(skills: readonly string[], rows: number): string[][] {
  const most = Math.max(1, Math.floor(mostRows / rows));
  return Array.from({ length: Math.ceil(skills.length / most) }, (_, part) =>
    skills.slice(part * most, (part + 1) * most),
  );
}
