/** What must be known of a survey before it may be published, and what it is made of afterwards. */
import type { CompiledVariable } from '../registry/registry.ts';
import { checkRelease } from '../programme/check.ts';
import type { SurveySettings } from '../programme/schema.ts';
import type { Sheet } from './contract.ts';
import { found, type Found, type FindingCode } from './finding.ts';

const isBlank = (text: Sheet['notice']): boolean => !text || text.it.trim() === '' || text.en.trim() === '';

/** What the instrument asks, which the release plan may divide by. */
export interface Asked {
  readonly variables: ReadonlyMap<string, CompiledVariable>;
  readonly hasGroups: boolean;
}

/** What is still missing or wrong; none means that the survey can be published. */
export function sheetFindings(sheet: Sheet, asked: Asked | null): Found[] {
  const missing: readonly (readonly [boolean, string, FindingCode])[] = [
    [isBlank(sheet.notice), 'notice', 'notice_missing'],
    [sheet.opensOn === null, 'opensOn', 'opening_missing'],
    [sheet.closesOn === null, 'closesOn', 'closing_missing'],
    [sheet.correctUntil === null, 'correctUntil', 'correction_missing'],
    [sheet.minutes === null, 'minutes', 'minutes_missing'],
    [isBlank(sheet.legalBasis), 'legalBasis', 'legal_basis_missing'],
    [sheet.release === null, 'release', 'release_missing'],
  ];
  return [
    ...missing.filter(([is]) => is).map(([, path, code]) => found(`sheet.${path}`, code)),
    ...(datesFit(sheet) ? [] : [found('sheet.closesOn', 'dates')]),
    ...(sheet.release && asked ? releaseFindings(sheet.release, asked) : []),
  ];
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
  const { survey, title, opensOn, closesOn, correctUntil, minutes, legalBasis, release, notice: _, ...same } = sheet;
  if (!opensOn || !closesOn || !correctUntil || !minutes || !release || !legalBasis)
    throw new Error(`the survey ${survey} is not complete`);
  return {
    ...before,
    ...same,
    ...{ id: survey, instrument, access: 'open', opensOn, closesOn, correctUntil, minutes, notice, release },
    // a sheet has two languages: words that did not change keep the others
    legalBasis: { ...(saysSame(before?.legalBasis, legalBasis) ? before?.legalBasis : {}), ...legalBasis },
    ...(title && { title }),
    synthetic: before?.synthetic ?? false,
  };
}

const saysSame = (one: Sheet['notice'] | undefined, other: Sheet['notice']): boolean =>
  one?.it === other?.it && one?.en === other?.en;

/** The sheet of a survey that is there. */
export function sheetOf(settings: SurveySettings, notice: Sheet['notice']): Sheet {
  const { id, wave, title = null, audience, unit, sampleType, opensOn, closesOn, correctUntil, minutes } = settings;
  const { release, legalBasis } = settings;
  return {
    ...{ survey: id, wave, title, audience, unit, sampleType, opensOn, closesOn, correctUntil, minutes, release },
    notice: notice && { it: notice.it, en: notice.en },
    legalBasis: legalBasis ? { it: legalBasis.it, en: legalBasis.en } : null,
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
