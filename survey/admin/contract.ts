/** What those who run the programmes may know of them: shapes, and nothing that runs. */
import type { Person } from '../../access.ts';
import type { Localized, ProgrammeSummary, SurveySummary, TerritoryLevel } from '../contract.ts';

/** Accepted answers of a day; a day without any is left out. */
export interface DayCount {
  readonly day: string;
  readonly n: number;
}

/** A survey in the field, with exact counts of how it goes; nothing of what was answered. */
export interface WatchedSurvey extends Omit<SurveySummary, 'state'> {
  /** a draft is seen by those who prepare it alone */
  readonly state: SurveySummary['state'] | 'draft';
  readonly instrument: string;
  readonly days: readonly DayCount[];
  /** the numbers of answers at which figures come out, from the smallest */
  readonly sizes: readonly number[];
  /** the day on which the privacy officer said how people under the age of consent are treated */
  readonly minorsDecidedOn: string | null;
}

export interface InstrumentVersions {
  readonly instrument: string;
  readonly title: Localized;
  /** the newest first */
  readonly versions: readonly { readonly version: number; readonly publishedOn: string }[];
}

/** A programme with what was loaded of it. */
export interface ManagedProgramme extends Omit<ProgrammeSummary, 'surveys'> {
  readonly loadedOn: string;
  readonly instruments: readonly InstrumentVersions[];
  readonly surveys: readonly Pick<SurveySummary, 'id' | 'title' | 'state' | 'responses' | 'version' | 'minors'>[];
}

/** What a right may be limited to; `value` of a place is `level:code`. */
export interface ScopeChoices {
  readonly programme: string;
  readonly title: Localized;
  /** whether a right to the whole programme may be given */
  readonly whole: boolean;
  /** whether one may be given that names no place, and one that names no organisation */
  readonly free: { readonly place: boolean; readonly organisation: boolean };
  readonly places: readonly { readonly value: string; readonly level: TerritoryLevel; readonly name: Localized }[];
  readonly organisations: readonly { readonly key: string; readonly name: string }[];
}

export interface Watch {
  /** today, YYYY-MM-DD */
  readonly day: string;
  readonly surveys: readonly WatchedSurvey[];
}

/** Each answers about what the person may see and leaves out the rest. @throws Problem sign_in_needed; not_found */
export interface SurveyAdmin {
  watched(person: Person | null): Promise<Watch>;
  programmes(person: Person | null): Promise<ManagedProgramme[]>;
  /** what this person may give rights to */
  scopes(person: Person | null): Promise<ScopeChoices[]>;
}
