/** Quotes as anybody may read them: consented to, not withdrawn, and no hint of a name left open. */
import type { Localized, RespondentLanguage } from '../../survey/contract.ts';
import type { SkillQuote } from '../contract.ts';
import type { Bound } from './base.ts';
import type { EvidenceContext } from './context.ts';
import { heardSteps, spokenOf } from './steps.ts';

interface Row {
  readonly coding: string;
  readonly text: string;
  readonly language: RespondentLanguage;
  readonly translation: string | null;
  readonly translator: string | null;
  readonly role: string;
  readonly group: string | null;
  readonly territory: string;
  readonly year: number;
  readonly code: string;
  readonly codeLabels: string;
  readonly placeIt: string;
  readonly placeEn: string;
}

export interface QuoteQuery {
  /** fixed SQL: the codings to choose from */
  readonly codings: string;
  readonly bound: Bound;
  /** one quote for each of these */
  readonly each: 'statement' | 'coding';
  readonly most: number;
}

export type FoundQuote = SkillQuote & { readonly coding: string };

/**
 * The longest stretch of a statement first; each participant once before anybody a second time, the latest sessions
 * first.
 */
export async function readQuotes(
  { database, registry }: Pick<EvidenceContext, 'database' | 'registry'>,
  programme: string,
  { bound, most, ...query }: QuoteQuery,
): Promise<FoundQuote[]> {
  const rows = await database.rows<Row>(sqlOf(query), { ...bound, most });
  const groups = new Map(registry.programme(programme).targetGroups.map(({ key, label }) => [key, label]));
  return rows.map(({ codeLabels, placeIt, placeEn, ...row }) => ({
    ...row,
    groupLabel: row.group === null ? null : (groups.get(row.group) ?? null),
    place: { it: placeIt, en: placeEn },
    codeLabel: JSON.parse(codeLabels) as Localized,
  }));
}

const sqlOf = ({ codings, each }: Pick<QuoteQuery, 'codings' | 'each'>) => `
  WITH ${heardSteps},
  candidate AS (
    SELECT coding.id AS coding, coding.quote, coding.code, statement.id AS statement, statement.language,
           statement.translation, statement.translator, people.role, people.target_group, people.speaker,
           heard.territory, heard.held_on
    FROM ${spokenOf(codings, 'focus_spoken')} AND statement.quotable
    QUALIFY row_number() OVER (PARTITION BY ${each}.id ORDER BY length(coding.quote) DESC, coding.id) = 1
  ),
  chosen AS (
    SELECT *, row_number() OVER (PARTITION BY speaker ORDER BY length(quote) DESC, statement) AS turn
    FROM candidate ORDER BY turn, held_on DESC, statement LIMIT $most
  )
  SELECT chosen.coding::VARCHAR AS coding, chosen.quote AS text, chosen.language, chosen.translation,
         chosen.translator, chosen.role, nullif(chosen.target_group, '') AS "group", chosen.territory,
         year(chosen.held_on)::INTEGER AS year, chosen.code::VARCHAR AS code, code.labels AS "codeLabels",
         coalesce(territory.name, chosen.territory) AS "placeIt",
         coalesce(territory.name_en, territory.name, chosen.territory) AS "placeEn"
  FROM chosen JOIN code ON code.id = chosen.code
  LEFT JOIN territory ON territory.level || ':' || territory.code = chosen.territory
    AND (territory.programme IS NULL OR territory.programme = $programme)
  ORDER BY turn, held_on DESC, statement`;
