/** What no file of a programme can tell alone: that all of them fit together. */
import { say, type ProblemLanguage } from '../../problem-entry.ts';
import { compileCodebook, type CompiledCodebook } from '../codebook/codebook.ts';
import { contrastOnPage, leastContrast } from '../contrast.ts';
import { demandFaults } from './check-demand.ts';
import { hoursFaults } from './check-hours.ts';
import { languageFaults } from './check-language.ts';
import { referenceFaults } from './check-reference.ts';
import { levelsOf, territoryFaults } from './check-territory.ts';
import { programmeFault, type ProgrammeFault } from './fault.ts';
import { GeneratorFile } from '../generate/schema.ts';
import { weightingFaults } from './check-weighting.ts';
import type { Programme } from './read.ts';
import { under16, type SurveySettings } from './schema.ts';
import { compileVariables } from '../registry/variable.ts';
import type { CompiledVariable } from '../registry/registry.ts';
import { ruleFaults } from '../target-group.ts';

type Variables = ReadonlyMap<string, CompiledVariable>;

/** @returns every fault; none means that the programme can be loaded */
export function checkProgramme(programme: Programme): ProgrammeFault[] {
  const codebooks = new Map(
    [...programme.instruments].map(([name, definition]) => [name, compileCodebook(definition)]),
  );
  const variables = new Map(
    [...codebooks].map(([name, codebook]) => [name, compileVariables([codebook], levelsOf(programme, codebook))]),
  );
  return [
    ...checkNames(programme),
    ...checkColours(programme),
    ...territoryFaults(programme),
    ...languageFaults(programme),
    ...programme.programme.surveys.flatMap((survey, index) =>
      checkSurvey(programme, survey, `surveys[${index}]`, variables),
    ),
    ...[...codebooks].flatMap(([name, codebook]) => checkCodebook(programme, name, codebook)),
    ...[...variables].flatMap(([name, known]) => checkColumns(name, known)),
    ...checkRules(programme, variables),
    ...checkGenerator(programme),
    ...referenceFaults(programme, variables),
  ];
}

function checkNames({ programme, skills, targetGroups }: Programme): ProgrammeFault[] {
  const areas = skills.areas.map(({ key }) => key);
  return [
    ...repeated(
      'programme.json',
      'surveys',
      programme.surveys.map(({ id }) => id),
    ),
    ...repeated('skills.json', 'areas', areas),
    ...repeated(
      'skills.json',
      'skills',
      skills.skills.map(({ key }) => key),
    ),
    ...repeated(
      'target-groups.json',
      '',
      targetGroups.map(({ key }) => key),
    ),
    ...repeated(
      'target-groups.json',
      '',
      targetGroups.map(({ priority }) => String(priority)),
    ),
    ...skills.skills.flatMap(({ area }, index) =>
      areas.includes(area) ? [] : [programmeFault('skills.json', `skills[${index}].area`, 'no_area', area, areas)],
    ),
  ];
}

/** Both colours carry words on the pages. */
function checkColours({ programme }: Programme): ProgrammeFault[] {
  const pale = Object.entries(programme.colours).filter(([, colour]) => contrastOnPage(colour) < leastContrast);
  return pale.map(([name, colour]) =>
    programmeFault('programme.json', `colours.${name}`, 'contrast', colour, [contrastOnPage(colour).toFixed(1)]),
  );
}

function repeated(file: string, path: string, names: readonly string[]): ProgrammeFault[] {
  const twice = names.flatMap((name, index) => (names.indexOf(name) < index ? [{ name, index }] : []));
  return twice.map(({ name, index }) => programmeFault(file, `${path}[${index}]`, 'twice', name));
}

function checkSurvey(
  programme: Programme,
  survey: SurveySettings,
  path: string,
  variables: ReadonlyMap<string, Variables>,
): ProgrammeFault[] {
  const { instruments, notices, targetGroups } = programme;
  const fault = (place: string, ...rest: FaultRest) => programmeFault('programme.json', `${path}.${place}`, ...rest);
  const { opensOn, correctUntil, closesOn, release } = survey;
  const known = variables.get(survey.instrument);
  return [
    ...(known ? [] : [fault('instrument', 'no_instrument', survey.instrument, [...instruments.keys()])]),
    ...(notices.has(survey.notice) ? [] : [fault('notice', 'no_notice', survey.notice, [...notices.keys()])]),
    ...(opensOn <= correctUntil && correctUntil < closesOn ? [] : [fault('correctUntil', 'dates')]),
    ...checkSizes(release, fault),
    ...(survey.legalBasis ? [] : [fault('legalBasis', 'no_legal_basis')]),
    ...(survey.minors && known && !asksUnder16(known) ? [fault('minors', 'no_under16')] : []),
    ...(known ? checkTables(release, dimensionNames(known, targetGroups.length > 0), fault) : []),
    ...(known ? demandFaults(survey, path, known) : []),
    ...(known ? hoursFaults(survey, path, known) : []),
    ...(known ? weightingFaults(programme, survey, path, known, dimensionNames(known, targetGroups.length > 0)) : []),
  ];
}

const asksUnder16 = (variables: Variables) =>
  [...variables.values()].some(({ role, categories }) => role === 'ageClass' && categories.some(isUnder16));
const isUnder16 = ({ code }: { code: string }) => code === under16;

/** Whether the sizes of a release plan grow, and its tables divide by dimensions. */
export function checkRelease(release: Release, variables: Variables, hasGroups: boolean): ProgrammeFault[] {
  const fault: FaultAt = (place, ...rest) => programmeFault('programme.json', place, ...rest);
  return [...checkSizes(release, fault), ...checkTables(release, dimensionNames(variables, hasGroups), fault)];
}

type Release = SurveySettings['release'];

function checkSizes({ sizes }: Release, fault: FaultAt): ProgrammeFault[] {
  const grow = sizes.every(({ size }, index) => index === 0 || size > sizes[index - 1]!.size);
  return grow ? [] : [fault('release.sizes', 'sizes')];
}

type FaultRest = Parameters<typeof programmeFault> extends [string, string, ...infer Rest] ? Rest : never;
type FaultAt = (place: string, ...rest: FaultRest) => ProgrammeFault;

function checkTables({ sizes }: Release, dimensions: readonly string[], fault: FaultAt): ProgrammeFault[] {
  return sizes.flatMap(({ tables }, size) =>
    tables.flatMap((table, index) =>
      table
        .filter((name) => !dimensions.includes(name))
        .map((name) => fault(`release.sizes[${size}].tables[${index}]`, 'not_a_dimension', name, dimensions)),
    ),
  );
}

/** What a table of the release plan may name: levels of the territory, dimensions of the codebook, derived groups. */
function dimensionNames(variables: Variables, hasGroups: boolean): string[] {
  const own = [...variables.values()].filter(({ dimension, table }) => dimension && table === 'answer');
  const names = own.flatMap(({ name, levels }) => levels ?? [name]);
  return hasGroups ? [...names, 'targetGroup', 'mainGroup'] : names;
}

/** Needs, ranks and levels are about skills of the list. */
export function checkCodebook(
  { skills }: { readonly skills: { readonly skills: readonly { readonly key: string }[] } },
  instrument: string,
  codebook: CompiledCodebook,
): ProgrammeFault[] {
  const keys = new Set(skills.skills.map(({ key }) => key));
  const file = `instruments/${instrument}.json`;
  const chosen = codebook.variables.filter(({ role }) => role === 'need' || role === 'first');
  const named = [
    ...chosen.flatMap(({ name, categories }) => categories.map(({ code }) => ({ name, skill: code }))),
    ...codebook.variables.flatMap(({ name, sources }) =>
      sources.flatMap(({ skill }) => (skill && !skill.startsWith('{') ? [{ name, skill }] : [])),
    ),
  ];
  return [
    ...named
      .filter(({ skill }) => !keys.has(skill))
      .map(({ name, skill }) => programmeFault(file, name, 'no_skill', skill)),
    ...(codebook.repeats.length > 1 ? [programmeFault(file, '', 'one_block')] : []),
  ];
}

/** DuckDB tells columns apart without regard to case. */
export function checkColumns(instrument: string, variables: Variables): ProgrammeFault[] {
  const seen = new Map<string, string>();
  return [...variables.values()].flatMap(({ name, column }) => {
    const other = column === null ? undefined : seen.get(column);
    if (column !== null) seen.set(column, name);
    return other ? [programmeFault(`instruments/${instrument}.json`, name, 'column_twice', name, [other])] : [];
  });
}

/** Each group must be told by one instrument at least; else the faults are those of the instrument that comes closest. */
function checkRules({ targetGroups }: Programme, variables: ReadonlyMap<string, Variables>): ProgrammeFault[] {
  return targetGroups.flatMap(({ rule }, index) => {
    const attempts = [...variables.values()].map((known) => ruleFaults(rule, known));
    const fewest = attempts.toSorted((a, b) => a.length - b.length)[0] ?? [];
    return fewest.map((told) => ({
      ...{ file: 'target-groups.json', path: `[${index}].rule`, code: 'rule' },
      message: (language: ProblemLanguage) => say(told, language),
    }));
  });
}

/** Assumptions about an instrument that does not exist would be silently left aside. */
function checkGenerator({ generator, instruments }: Programme): ProgrammeFault[] {
  const names = [...instruments.keys()];
  return Object.keys(generator)
    .filter((name) => !Object.keys(GeneratorFile.shape).includes(name) && !instruments.has(name))
    .map((name) => programmeFault('generator.json', name, 'no_spec', name, names));
}
