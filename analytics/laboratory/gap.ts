/** The gap in hours: what people would use of laboratories, and what these have free. */
import type { Localized } from '../../survey/contract.ts';
import type { Laboratory } from '../../survey/programme/reference.ts';
import type { LaboratorySettings } from '../../survey/programme/schema-laboratory.ts';
import type { Registry, SurveyEntry } from '../../survey/registry/registry.ts';
import { hoursName } from '../../survey/typed/hours.ts';
import { LabGapQuery, type LabGap, type LabGapRow } from '../contract.ts';
import { unknownParameter, unknownWord } from '../fault.ts';
import { choiceOf } from '../gap/query.ts';
import { placeFinder } from '../gap/seats.ts';
import { hourSupply, type HourLot } from './supply.ts';
import { readWantedHours, type Published, type WantedHours, type WantedHoursTable } from './wanted.ts';

/** The newest survey of a programme that tells hours, and whose answers may be published. */
export function tellingHours(registry: Pick<Registry, 'entries'>, programme: string): SurveyEntry | null {
  const telling = registry
    .entries()
    .filter(({ compiled, life }) => compiled.programme === programme && !['draft', 'pilot'].includes(life.state))
    .filter(({ compiled, settings }) => settings.hours !== undefined && compiled.variables.has(hoursName));
  return telling.toSorted((a, b) => b.settings.opensOn.localeCompare(a.settings.opensOn))[0] ?? null;
}

export interface LabSources {
  readonly programme: string;
  readonly entry: SurveyEntry | null;
  readonly laboratories: readonly Laboratory[];
  readonly labels: ReadonlyMap<string, Localized>;
  readonly weeks: LaboratorySettings;
}

/** @throws Problem unknown_parameter, unknown_level */
export function labGap(published: Published, sources: LabSources, input: unknown): LabGap {
  const { programme, entry, laboratories, weeks } = sources;
  const levels = entry ? choiceOf(entry).levels : [];
  const { level, takeUp } = readQuery(input, levels);
  const find = entry === null || level === '' ? () => null : placeFinder(entry.compiled.territories, level);
  const { lots, told } = hourSupply(laboratories, weeks.weeks, find, level !== '');
  const hours = entry?.settings.hours;
  const wanted = entry && hours ? readWantedHours(published, entry.compiled, hours, level) : null;
  const labelOf = labelsOf(sources);
  return {
    ...{ programme, unit: 'hours a year', survey: entry?.compiled.id ?? null, wave: entry?.compiled.wave ?? null },
    ...{ level, levels: [...levels], takeUp, weeks, supply: told, ...ofSurvey(entry, wanted) },
    rows: (wanted ? wanted.cells : supplyAlone(lots)).map((cell) => rowOf(cell, lots, takeUp / 100, labelOf)),
  };
}

function readQuery(input: unknown, levels: readonly string[]) {
  const result = LabGapQuery.safeParse(input);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    const names = Object.keys(LabGapQuery.shape);
    if (issue.code === 'unrecognized_keys') throw unknownParameter('query', issue.keys[0] ?? '', names);
    const name = String(issue.path[0]);
    const value = (input as Readonly<Record<string, unknown>>)[name];
    throw unknownParameter(name, JSON.stringify(value), [name === 'takeUp' ? '1–100' : 'text']);
  }
  const { level } = result.data;
  if (level !== '' && !levels.includes(level)) throw unknownWord('unknown_level', 'level', level, levels);
  return result.data;
}

/** Of all who there are nothing varies; of volunteers a range is indicative. */
const intervalOf = { probability: 'confidence', census: 'none', open: 'indicative' } as const;

type OfSurvey = Pick<LabGap, 'interval' | 'classes' | 'classSource' | 'snapshot' | 'k' | 'figure'>;

function ofSurvey(entry: SurveyEntry | null, wanted: WantedHoursTable | null): OfSurvey {
  const hours = entry?.settings.hours;
  if (!entry || !hours || !wanted) {
    return { interval: 'none', classes: [], classSource: null, snapshot: null, k: null, figure: null };
  }
  const { snapshot, k, figure } = wanted.envelope;
  const interval = intervalOf[entry.compiled.sampleType];
  const asked = [...entry.compiled.variables.values()].find(({ role }) => role === 'hours');
  const labels = new Map(asked?.categories.map(({ code, label }) => [code, label]));
  const classes = hours.classes.map(({ category, hours: year }) => ({
    ...{ category, hours: year, label: labels.get(category) ?? { it: category, en: category } },
  }));
  return { interval, snapshot, k, figure, classes, classSource: hours.source };
}

function labelsOf({ entry, labels }: LabSources): (skill: string) => Localized {
  const need = [...(entry?.compiled.variables.values() ?? [])].find(({ role }) => role === 'need');
  const known = new Map([...labels, ...(need?.categories ?? []).map(({ code, label }) => [code, label] as const)]);
  return (skill) => known.get(skill) ?? { it: skill, en: skill };
}

/** Skills of laboratories where nobody was asked for hours. */
const supplyAlone = (lots: readonly HourLot[]): WantedHours[] =>
  [...new Set(lots.map(({ skill }) => skill))].sort().map((skill) => ({
    ...{ skill, territory: null, state: 'not_asked', n: null, hours: 0, low: 0, high: 0, isRanged: false },
  }));

/** @param takeUp  0 to 1 */
function rowOf(
  cell: WantedHours,
  lots: readonly HourLot[],
  takeUp: number,
  labelOf: (skill: string) => Localized,
): LabGapRow {
  const { skill, territory, state, n } = cell;
  const own = lots.filter((lot) => lot.skill === skill && lot.territory === territory);
  const free = own.reduce((all, { hours }) => all + hours, 0);
  const place = { skill, label: labelOf(skill), territory, state, n, free, laboratories: own.length };
  if (state !== 'shown') return { ...place, wanted: null, needed: null, gap: null, spare: null };
  const isWanted = cell.hours > 0 && cell.isRanged;
  const ranged = (value: (hours: number) => number) => ({
    estimate: value(cell.hours),
    low: isWanted ? value(cell.low) : null,
    high: isWanted ? value(cell.high) : null,
  });
  return {
    ...place,
    wanted: ranged((hours) => hours),
    needed: ranged((hours) => takeUp * hours),
    gap: ranged((hours) => Math.max(0, takeUp * hours - free)),
    spare: Math.max(0, free - takeUp * cell.hours),
  };
}
