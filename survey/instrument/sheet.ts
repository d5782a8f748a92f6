/** What must be known of a survey before it may be published, and what it is made of afterwards. */
import type { Localized, RespondentLanguage } from '../contract.ts';
import type { CompiledVariable } from '../registry/registry.ts';
import { checkRelease } from '../programme/check.ts';
import type { SurveySettings } from '../programme/schema.ts';
import type { Sheet } from './contract.ts';
import { found, type Found, type FindingCode } from './finding.ts';

/** What the instrument asks, which the release plan may divide by. */
export interface Asked {
  readonly variables: ReadonlyMap<string, CompiledVariable>;
  readonly hasGroups: boolean;
}

/**
 * What is still missing or wrong; none means that the survey can be published.
 * @param languages  those of the programme: respondents read each text in theirs
 */
export function sheetFindings(sheet: Sheet, languages: readonly RespondentLanguage[], asked: Asked | null): Found[] {
  const missing: readonly (readonly [boolean, string, FindingCode])[] = [
    [sheet.opensOn === null, 'opensOn', 'opening_missing'],
    [sheet.closesOn === null, 'closesOn', 'closing_missing'],
    [sheet.correctUntil === null, 'correctUntil', 'correction_missing'],
    [sheet.minutes === null, 'minutes', 'minutes_missing'],
    [sheet.release === null, 'release', 'release_missing'],
  ];
  return [
    ...sheetTexts.flatMap((key) => textFindings(key, sheet[key], languages)),
    ...missing.filter(([is]) => is).map(([, path, code]) => found(`sheet.${path}`, code)),
    ...(datesFit(sheet) ? [] : [found('sheet.closesOn', 'dates')]),
    ...(sheet.release && asked ? releaseFindings(sheet.release, asked) : []),
  ];
}

/** What respondents read of a sheet. */
export const sheetTexts = ['title', 'notice', 'legalBasis'] as const;
export type SheetText = (typeof sheetTexts)[number];

/** A survey without a title bears that of its instrument. */
const ofNone = { title: null, notice: 'notice_missing', legalBasis: 'legal_basis_missing' } as const;

function textFindings(key: SheetText, text: Localized | null, languages: readonly RespondentLanguage[]): Found[] {
  const none = ofNone[key];
  if (withoutBlanks(text) === null) return none ? [found(`sheet.${key}`, none)] : [];
  const missing = languages.filter((language) => isBlank(text?.[language]));
  return missing.map((language) => found(`sheet.${key}.${language}`, 'string_missing', language));
}

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** The text in the languages in which something is written; null where nothing is. */
export function withoutBlanks(text: Localized | null): Localized | null {
  const written = Object.entries(text ?? {}).filter(([, words]) => !isBlank(words));
  return written.length === 0 ? null : { it: '', en: '', ...Object.fromEntries(written) };
}

function datesFit({ opensOn, correctUntil, closesOn }: Sheet): boolean {
  if (opensOn === null || correctUntil === null || closesOn === null) return true;
  return opensOn <= correctUntil && correctUntil < closesOn;
}

function releaseFindings(release: NonNullable<Sheet['release']>, { variables, hasGroups }: Asked): Found[] {
  return checkRelease(release, variables, hasGroups).map(({ path, message }) =>
    found(`sheet.${path}`, 'programme', { it: message('it'), en: message('en') }),
  );
}

/**
 * The settings of the survey. Call it on a sheet without faults only.
 * @param before  what the survey had: whether its answers are generated stays
 */
export function settingsOf(
  sheet: Sheet,
  instrument: string,
  notice: string,
  before: SurveySettings | null,
): SurveySettings {
  const { survey, opensOn, closesOn, correctUntil, minutes, release, notice: _, ...same } = sheet;
  const [title, legalBasis] = [withoutBlanks(sheet.title), withoutBlanks(sheet.legalBasis)];
  if (!opensOn || !closesOn || !correctUntil || !minutes || !release || !legalBasis)
    throw new Error(`the survey ${survey} is not complete`);
  const { title: __, ...kept } = before ?? {};
  return {
    ...kept,
    ...same,
    ...{
      id: survey,
      instrument,
      access: 'open',
      opensOn,
      closesOn,
      correctUntil,
      minutes,
      notice,
      release,
      legalBasis,
    },
    title: title ?? undefined,
    synthetic: before?.synthetic ?? false,
  };
}

/** The sheet of a survey that is there. */
export function sheetOf(settings: SurveySettings, notice: Sheet['notice']): Sheet {
  const { id, wave, title = null, audience, unit, sampleType, opensOn, closesOn, correctUntil, minutes } = settings;
  const { release, legalBasis = null } = settings;
  return {
    ...{ survey: id, wave, title, audience, unit, sampleType, opensOn, closesOn, correctUntil, minutes, release },
    ...{ notice, legalBasis },
  };
}

/** The sheet of a survey that nobody has described yet. */
export function emptySheet(programme: string, instrument: string, year: string): Sheet {
  return {
    ...{ survey: `${programme}-${instrument}-${year}`.slice(0, 60), wave: year, title: null },
    ...{ audience: 'citizens', unit: 'person', sampleType: 'open' },
    ...{ opensOn: null, closesOn: null, correctUntil: null, minutes: null },
    ...{ notice: null, legalBasis: null, release: null },
  };
}
