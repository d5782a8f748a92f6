/** A row of a list, read and checked. */
import { z } from 'zod';
import type { Sentence } from '../../problem-entry.ts';
import type { RespondentLanguage } from '../contract.ts';
import { type InviteeField } from '../contract.ts';
import type { SurveyEntry } from '../registry/registry.ts';

/** Somebody to be listed. */
export interface NewInvitee {
  readonly name: string;
  readonly email: string | null;
  readonly street: string | null;
  readonly postcode: string | null;
  readonly town: string | null;
  readonly reference: string | null;
  readonly stratum: string | null;
  readonly territory: string | null;
  readonly language: RespondentLanguage;
}

export type Cells = Readonly<Partial<Record<InviteeField, string>>>;
export type TellFault = (field: InviteeField | null, reason: Sentence) => void;

/** What a survey knows of: its languages, places and strata. */
export interface Known {
  readonly languages: readonly RespondentLanguage[];
  /** `level:code` by code and by Italian name, in lower case */
  readonly places: ReadonlyMap<string, string>;
  /** null where the survey draws no sample: every word is taken */
  readonly strata: ReadonlySet<string> | null;
}

const ranks = ['municipality', 'area', 'province', 'region', 'country'];

export function knownOf({ languages, compiled, settings }: SurveyEntry): Known {
  const places = compiled.territories.toSorted((one, other) => ranks.indexOf(other.level) - ranks.indexOf(one.level));
  const names = places.flatMap(({ level, code, name }) =>
    [code, `${level}:${code}`, name.it].map((word) => [word.toLowerCase(), `${level}:${code}`] as const),
  );
  const strata = settings.weighting?.frame?.strata.map(({ category }) => category);
  return { languages: [...languages], places: new Map(names), strata: strata ? new Set(strata) : null };
}

const longest: Readonly<Record<InviteeField, number>> = {
  ...{ name: 120, email: 200, street: 160, postcode: 12, town: 80 },
  ...{ reference: 60, stratum: 60, territory: 80, language: 20 },
};

/** @returns null when something is wrong, which was told */
export function readRow(cells: Cells, known: Known, tell: TellFault): NewInvitee | null {
  let sound = true;
  const fault = (field: InviteeField | null, reason: Sentence): null => {
    sound = false;
    tell(field, reason);
    return null;
  };
  const text = (field: InviteeField): string | null => {
    const value = (cells[field] ?? '').replace(/\s+/g, ' ').trim();
    return value.length > longest[field] ? fault(field, tooLong(longest[field])) : value || null;
  };
  const email = emailOf(text('email'), fault);
  const [name, street, town] = [text('name'), text('street'), text('town')];
  if (name === null) fault('name', missing);
  if (email === null && sound && (street === null || town === null)) fault(null, nowhere);
  const language = languageOf(text('language'), known, fault);
  const row = {
    ...{ name: name ?? '', email, street, postcode: text('postcode'), town, reference: text('reference') },
    ...{ stratum: stratumOf(text('stratum'), known, fault), territory: placeOf(text('territory'), known, fault) },
    language: language ?? 'it',
  };
  return sound ? row : null;
}

type Fault = (field: InviteeField | null, reason: Sentence) => null;

function emailOf(value: string | null, fault: Fault): string | null {
  if (value === null) return null;
  const at = value.lastIndexOf('@');
  const email = value.slice(0, at) + value.slice(at).toLowerCase();
  return z.email().safeParse(email).success ? email : fault('email', noAddress(value));
}

function languageOf(value: string | null, { languages }: Known, fault: Fault): RespondentLanguage | null {
  if (value === null) return languages[0] ?? 'it';
  const language = languages.find((one) => one === value.toLowerCase());
  return language ?? fault('language', notAmong(value, languages));
}

function placeOf(value: string | null, { places }: Known, fault: Fault): string | null {
  if (value === null) return null;
  return places.get(value.toLowerCase()) ?? fault('territory', noPlace(value));
}

function stratumOf(value: string | null, { strata }: Known, fault: Fault): string | null {
  if (value === null) return strata === null ? null : fault('stratum', missing);
  return strata === null || strata.has(value) ? value : fault('stratum', notAmong(value, [...strata].slice(0, 12)));
}

const missing: Sentence = { it: 'Manca.', en: 'It is missing.' };
const nowhere: Sentence = {
  it: 'Manca dove scrivere: serve un’e-mail, oppure via e città.',
  en: 'There is nowhere to write to: an e-mail address is needed, or street and town.',
};
const tooLong = (most: number): Sentence => ({
  it: `Al massimo ${most} caratteri.`,
  en: `At most ${most} characters.`,
});
const noAddress = (value: string): Sentence => ({
  it: `«${value}» non è un indirizzo e-mail.`,
  en: `"${value}" is no e-mail address.`,
});
const noPlace = (value: string): Sentence => ({
  it: `«${value}» non è un luogo di questa indagine: serve il nome o il codice ISTAT del comune.`,
  en: `"${value}" is no place of this survey: give the name or the ISTAT code of the municipality.`,
});
const notAmong = (value: string, known: readonly string[]): Sentence => ({
  it: `«${value}» non c’è. Esistono: ${known.join(', ')}.`,
  en: `There is no "${value}". There are: ${known.join(', ')}.`,
});
