/** From the rows of one survey to what everybody needs to know of it. */
import { localized } from '../codebook/category.ts';
import { skillLevels, type SkillLevels } from '../codebook/level.ts';
import { levelMeasures, TerritoryLevel, type Codebook } from '../contract.ts';
import { languagesOf, unreviewedOf } from '../programme/language.ts';
import { codesOf, under16, type ProgrammeContent } from '../programme/schema.ts';
import type { CompiledSurvey, CompiledTerritory, NumberedCategory, SurveyEntry, SurveyLife } from './registry.ts';
import type { StoredLife, StoredNotice, StoredRegistry, StoredSurvey, StoredTerritory, StoredVersion } from './read.ts';
import { demandVariables } from './demand.ts';
import { hoursVariables } from './hours.ts';
import { compileTargetGroups, compileVariables, groupVariables } from './variable.ts';
import { isTerritory, placesAt } from '../typed/column.ts';
import { tableNames, typedTables } from '../typed/table.ts';
import { compileValidator, type Validator } from '../validator/validator.ts';

/** Compiles one survey. @throws Error when the database lacks its published version or its notice */
export function compileEntry(survey: StoredSurvey, content: ProgrammeContent, stored: StoredRegistry): SurveyEntry {
  const { id, programme, instrument, version, settings } = survey;
  const versions = stored.versions.filter((one) => one.programme === programme && one.instrument === instrument);
  const { definition } = existing(
    versions.find((one) => one.version === version),
    `survey ${id}: version ${version} of ${instrument}`,
  );
  const compiled = compileSurvey(
    survey,
    content,
    versions,
    territoriesOf(content, stored.territories.get(programme) ?? [], askedLevel(versions)),
  );
  return {
    compiled,
    settings,
    life: lifeOf(id, stored.lives),
    title: settings.title ?? localized(definition.title, content.programme.title),
    languages: [...languagesOf(content.programme, settings)],
    unreviewed: [...unreviewedOf(content.programme, settings)],
    minors: settings.minors ? { ...settings.minors, route: stored.minors.get(id)?.route ?? 'excluded' } : null,
    minorsDecidedOn: stored.minors.get(id)?.decidedOn ?? null,
    ageQuestions: ageQuestions(versions),
    ...noticeOf(survey, content, stored.notices),
    definition,
    codebook: toldCodebook(compiled),
    definitionOf: (number) => versions.find((one) => one.version === number)?.definition,
    validator: validators(versions),
    tables: typedTables({
      ...{ survey: id, programme },
      versions: versions.map(({ codebook }) => codebook),
      variables: compiled.variables,
      targetGroups: compiled.targetGroups,
      territories: compiled.territories,
      noGroup: noGroupOf(content),
      demand: settings.demand ?? null,
      hours: settings.hours ?? null,
    }),
  };
}

function lifeOf(id: string, lives: readonly StoredLife[]): SurveyLife {
  const found = lives.find(({ survey }) => survey === id);
  return found ? { state: found.state, since: found.since } : { state: 'open', since: null };
}

/** The number after the last group of the programme. */
const noGroupOf = ({ targetGroups }: ProgrammeContent) => targetGroups.length + 1;

function compileSurvey(
  { id, programme, instrument, version, settings }: StoredSurvey,
  content: ProgrammeContent,
  versions: readonly StoredVersion[],
  territories: readonly CompiledTerritory[],
): CompiledSurvey {
  const { wave, sampleType, unit, synthetic, closesOn, correctUntil, attributed } = settings;
  // what is published by name, less from a total, would tell of who did not sign
  const release = attributed ? { sizes: [], closing: false } : settings.release;
  const codebooks = versions.map(({ codebook }) => codebook);
  const asked = compileVariables(codebooks, territories);
  const targetGroups = compileTargetGroups(content.targetGroups, asked);
  const numbers = versions.map((one) => one.version);
  const derived = [
    ...groupVariables(targetGroups, numbers, noGroupOf(content)),
    ...(settings.demand ? demandVariables(asked) : []),
    ...(settings.hours ? hoursVariables(asked, settings.hours) : []),
  ];
  const variables = new Map([...asked, ...derived.map((one) => [one.name, one] as const)]);
  const tables = tableNames(id, codebooks.at(-1)!);
  return {
    ...{ id, programme, instrument, version, wave, sampleType, unit, synthetic, closesOn, correctUntil, release },
    ...{ variables, levels: skillLevels(codebooks), tables, territories, targetGroups },
  };
}

/**
 * The places inside the programme's territory, as fine as the survey asks: Italy's own or countries, and the programme's
 * areas, which are made of municipalities.
 */
function territoriesOf(
  { programme: { territory } }: ProgrammeContent,
  seen: readonly StoredTerritory[],
  asked: TerritoryLevel,
): CompiledTerritory[] {
  const codes = new Set(codesOf(territory));
  const within = (place: StoredTerritory) =>
    (place.level === territory.level && codes.has(place.code)) ||
    (territory.level === 'region' && codes.has(place.region ?? '')) ||
    (territory.level === 'province' && codes.has(place.province ?? ''));
  const levels = TerritoryLevel.options.slice(0, TerritoryLevel.options.indexOf(asked) + 1);
  const inside = (place: StoredTerritory) => levels.includes(place.level) && (place.level === 'area' || within(place));
  return seen.filter(inside).map(({ region: _, country: __, name, nameEn, ...place }) => ({
    ...place,
    name: { it: name, en: nameEn ?? name },
  }));
}

/** The finest level that any version of the instrument asks. */
function askedLevel(versions: readonly StoredVersion[]): TerritoryLevel {
  const levels = new Set(versions.map(({ codebook }) => placesAt(codebook.variables.find(isTerritory))));
  return TerritoryLevel.options.findLast((level) => levels.has(level)) ?? 'municipality';
}

function ageQuestions(versions: readonly StoredVersion[]): string[] {
  const asking = versions.flatMap(({ codebook }) =>
    codebook.variables.filter(
      ({ role, categories }) => role === 'ageClass' && categories.some(({ code }) => code === under16),
    ),
  );
  return [...new Set(asking.flatMap(({ sources }) => sources.map(({ question }) => question)))];
}

function noticeOf(survey: StoredSurvey, content: ProgrammeContent, notices: readonly StoredNotice[]) {
  const audience = survey.settings.notice;
  const version = content.notices[audience];
  const published = notices.filter((one) => one.programme === survey.programme && one.audience === audience);
  const found = published.find((one) => one.version === version);
  const { text } = existing(found, `survey ${survey.id}: notice ${audience}, version ${version}`);
  return {
    notice: { version: version!, text },
    noticeVersions: new Set(published.map((one) => one.version)),
  };
}

function toldCodebook({ id, variables, levels }: CompiledSurvey): Codebook {
  const told = [...variables.values()].map(({ table: _, column: __, missingColumn: ___, categories, ...variable }) => ({
    ...variable,
    categories: categories.map(({ code, label, short }) => ({ code, label, ...(short && { short }) })),
  }));
  return { survey: id, variables: told, levels: levels && toldLevels(levels) };
}

function toldLevels({ scale, skills }: SkillLevels): Codebook['levels'] {
  const told = ({ code, label, short }: NumberedCategory) => ({ code, label, ...(short && { short }) });
  return { measures: [...levelMeasures], scale: scale.map(told), skills: skills.map(told) };
}

/** Compiles the validator of a version when it is first asked for. */
function validators(versions: readonly StoredVersion[]): (version: number) => Validator | undefined {
  const compiled = new Map<number, Validator>();
  return (version) => {
    const known = compiled.get(version);
    if (known) return known;
    const found = versions.find((one) => one.version === version);
    if (!found) return undefined;
    const validator = compileValidator(found.definition);
    compiled.set(version, validator);
    return validator;
  };
}

function existing<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the database lacks ${what}`);
  return value;
}
