/** Open answers beside what is known of who gave them: the analyst's exact view. */
import { covers, grantsFor, type Person } from '../../access.ts';
import { Problem } from '../../problem.ts';
import type { Codings, OpenAnswer, CodingUnit } from '../contract.ts';
import { decodeRecord } from '../record.ts';
import type { CompiledSurvey, CompiledVariable } from '../registry/registry.ts';
import { isOpenText, questionsOf, wordsIn } from './answer-text.ts';
import { codingOf, readCodings } from './coding-store.ts';
import { listed, notFound, type CodingContext } from './context.ts';

/** Rows of a page. */
export const pageSize = 50;

export function answersOf(context: CodingContext): Pick<Codings, 'openAnswers'> {
  const { database, registry, audit } = context;
  return {
    openAnswers: async (who, id, variable, after) => {
      if (who === null) throw new Problem('sign_in_needed');
      const survey = registry.find(id)?.compiled;
      const scope = survey ? scopeOf(who, survey) : null;
      if (!survey || scope === null) throw notFound(id);
      if (!isOpenText(survey, variable)) throw unknownVariable(survey, variable);
      const rows = await readPage(context, survey, variable, scope, after);
      const detail = { variable, answers: rows.length };
      await audit.record(null, { who: who.id, action: 'answer.read', programme: survey.programme, object: id, detail });
      const units = listed(rows.map(({ id: response }) => `${response}:${variable}`));
      const coded = await readCodings(
        database,
        `unit_kind = 'answer' AND unit IN (SELECT unnest(from_json($units, '["VARCHAR"]')))`,
        { units },
      );
      return rows.map(({ id: response, text, attributes }): OpenAnswer => {
        const codings = coded.filter(({ unit }) => unit === `${response}:${variable}`).map(codingOf);
        return { survey: id, response, variable, text, attributes, codings };
      });
    },
  };
}

/** Whether somebody may see this answer, and of which programme it is. */
export async function answerAt(
  { database, registry }: CodingContext,
  person: Person,
  { survey: id, response, variable }: Extract<CodingUnit, { kind: 'answer' }>,
): Promise<{ programme: string } | null> {
  const survey = registry.find(id)?.compiled;
  const scope = survey ? scopeOf(person, survey) : null;
  if (!survey || scope === null || !isOpenText(survey, variable)) return null;
  const found = await database.rows(
    `SELECT 1 AS found FROM response JOIN ${survey.tables.answer} answer ON answer.seq = response.seq
     WHERE response.survey = ? AND response.id_hmac = TRY_CAST(? AS UUID) AND (${scope})`,
    [id, response],
  );
  return found.length > 0 ? { programme: survey.programme } : null;
}

/** Which answers somebody may see, as a condition on the typed table; null: none. */
function scopeOf(person: Person, survey: CompiledSurvey): string | null {
  const grants = grantsFor(person, 'figures.exact');
  if (grants.some((grant) => covers(grant, { programme: survey.programme }))) return 'true';
  const near = grants.filter(
    ({ territory, ...rest }) => territory && covers({ ...rest, territory: null }, { programme: survey.programme }),
  );
  const named = new Set(near.map(({ territory }) => territory));
  const places = survey.territories.filter(({ level, code }) => named.has(`${level}:${code}`));
  // levels are names of columns, ids numbers of ours
  return places.length === 0 ? null : places.map(({ level, id }) => `answer.${level} = ${id}`).join(' OR ');
}

const unknownVariable = (survey: CompiledSurvey, variable: string) => {
  const known = [...survey.variables.values()].filter(({ role }) => role === 'text').map(({ name }) => name);
  return new Problem('unknown_variable', { value: variable.slice(0, 60), known: known.join(', ') || '–' });
};

interface Row {
  readonly id: string;
  readonly text: string;
  readonly attributes: OpenAnswer['attributes'];
}

/** The next answers with words, in the order in which they came. */
async function readPage(
  { database }: CodingContext,
  survey: CompiledSurvey,
  variable: string,
  scope: string,
  after: string | null,
): Promise<Row[]> {
  const questions = await questionsOf(database, survey, variable);
  const paths = [...questions].flatMap(([version, names]) => names.map((name) => ({ version, path: `$."${name}"` })));
  if (paths.length === 0) return [];
  const shown = [...survey.variables.values()].filter(isAttribute);
  const rows = await database.rows<Record<string, number | string | null>>(
    `SELECT response.id_hmac::VARCHAR AS id, response.version, response.raw,
            ${shown.map(({ column }) => `answer."${column}"::INTEGER AS "${column}"`).join(', ') || 'NULL AS nothing'}
     FROM response JOIN ${survey.tables.answer} answer ON answer.seq = response.seq
     WHERE response.survey = $survey AND ($after IS NULL OR response.id_hmac > $after::UUID) AND (${scope})
       AND EXISTS (SELECT 1 FROM (SELECT unnest(from_json($paths, '[{"version":"INTEGER","path":"VARCHAR"}]')) AS one)
                   WHERE one.version = response.version AND json_extract_string(response.raw, one.path) <> '')
     ORDER BY response.id_hmac LIMIT ${pageSize}`,
    { survey: survey.id, after, paths: JSON.stringify(paths) },
  );
  return rows.flatMap(({ id, version, raw, ...values }) => {
    const text = wordsIn(decodeRecord(String(raw)).answers, questions.get(Number(version)) ?? []);
    return text === null ? [] : [{ id: String(id), text, attributes: attributesOf(survey, shown, values) }];
  });
}

/** What divides figures, one value a respondent: single choices, the territory, the groups. */
const isAttribute = ({ dimension, table, column, type, role }: CompiledVariable): boolean =>
  dimension &&
  table === 'answer' &&
  column !== null &&
  (type === 'single' || type === 'scale' || role === 'targetGroup');

function attributesOf(
  survey: CompiledSurvey,
  shown: readonly CompiledVariable[],
  values: Readonly<Record<string, unknown>>,
): OpenAnswer['attributes'] {
  return Object.fromEntries(
    shown.map((variable) => [variable.name, codeOf(survey, variable, Number(values[variable.column!] ?? -1))]),
  );
}

function codeOf(survey: CompiledSurvey, { role, type, categories }: CompiledVariable, value: number): string | null {
  if (role === 'territory') return survey.territories.find(({ id }) => id === value)?.code ?? null;
  if (role !== 'targetGroup' || type !== 'multiple')
    return categories.find(({ number }) => number === value)?.code ?? null;
  const groups = categories.filter(({ number }) => (value & (1 << (number - 1))) !== 0);
  return groups.length === 0 ? null : groups.map(({ code }) => code).join(';');
}
