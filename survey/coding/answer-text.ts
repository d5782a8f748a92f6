/** Where the words of an open answer stand in the record of a response, by the version that it met. */
import type { CompiledCodebook } from '../codebook/codebook.ts';
import { decodeRecord, type Answers } from '../record.ts';
import type { CompiledSurvey, Registry } from '../registry/registry.ts';
import type { Reader } from './context.ts';

/** For each version the questions that feed a variable; those inside repeated blocks are left out. */
export type Questions = ReadonlyMap<number, readonly string[]>;

/** A variable whose words may be coded. */
export const isOpenText = (survey: CompiledSurvey | undefined, variable: string): boolean =>
  survey?.variables.get(variable)?.role === 'text';

export async function questionsOf(reader: Reader, survey: CompiledSurvey, variable: string): Promise<Questions> {
  const rows = await reader.rows<{ version: number; codebook: string }>(
    'SELECT version, codebook FROM instrument_version WHERE programme = ? AND instrument = ? ORDER BY version',
    [survey.programme, survey.instrument],
  );
  return new Map(
    rows.map(({ version, codebook }) => {
      const { variables } = JSON.parse(codebook) as CompiledCodebook;
      const sources = variables.find(({ name }) => name === variable)?.sources ?? [];
      return [version, sources.filter(({ repeat }) => repeat === null).map(({ question }) => question)];
    }),
  );
}

/** The words; null where nothing was written. */
export function wordsIn(answers: Answers, questions: readonly string[]): string | null {
  const given = questions.map((question) => answers[question]).find((one) => typeof one === 'string' && one !== '');
  return (given as string | undefined) ?? null;
}

/** The words of one response as they now are; null when there are none, or the response was erased. */
export async function textOf(
  registry: Pick<Registry, 'find'>,
  reader: Reader,
  survey: string,
  response: string,
  variable: string,
): Promise<string | null> {
  const compiled = registry.find(survey)?.compiled;
  if (!compiled || !isOpenText(compiled, variable)) return null;
  const [row] = await reader.rows<{ raw: string | null; version: number | null }>(
    'SELECT raw, version FROM response WHERE survey = ? AND id_hmac = TRY_CAST(? AS UUID)',
    [survey, response],
  );
  if (!row?.raw || row.version === null) return null;
  const questions = await questionsOf(reader, compiled, variable);
  return wordsIn(decodeRecord(row.raw).answers, questions.get(row.version) ?? []);
}
