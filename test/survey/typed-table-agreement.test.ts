import { describe, expect, it } from 'vitest';
import { missingCodes } from '../../survey/contract.ts';
import type { CompiledCodebook, CodebookVariable, Source } from '../../survey/codebook/codebook.ts';
import { generate } from '../../survey/generate/generate.ts';
import { loadProgramme, readProgramme } from '../../survey/programme/programme.ts';
import { decodeRecord, type Answers } from '../../survey/record.ts';
import { ruleHolds } from '../../survey/target-group.ts';
import { temporaryDatabase } from '../support/database.ts';
import { openSmall } from '../support/small-programme.ts';

type Row = Record<string, unknown>;

/** What the wide table must say of one single choice or scale, read from the raw answers alone. */
function expected(
  variable: CodebookVariable,
  { question }: Source,
  answers: Answers,
  skipped: readonly string[],
): number {
  const answer = answers[question];
  if (answer === undefined) return skipped.includes(question) ? missingCodes.skipped : missingCodes.not_shown;
  if (answer === 'refused' || answer === 'dont_know') return missingCodes[answer];
  return variable.categories.find(({ code }) => code === answer)!.number;
}

/** What the questions in one place gave: what was kept where that was asked, else everything ticked. */
function chosen(sources: readonly Source[], place: Answers): string[] {
  const listOf = ({ question }: Source) => place[question] as string[] | undefined;
  const kept = sources.filter(({ narrows }) => narrows).flatMap((source) => listOf(source) ?? []);
  return kept.length > 0 ? kept : sources.flatMap((source) => listOf(source) ?? []);
}

/** The numbers of everything chosen for a variable in all its questions, blocks included. */
function ticked(variable: CodebookVariable, answers: Answers): number[] {
  const blocks = Map.groupBy(variable.sources, ({ repeatQuestion }) => repeatQuestion);
  const values = [...blocks].flatMap(([question, sources]) => {
    const places = question === null ? [answers] : ((answers[question] ?? []) as Answers[]);
    return places.flatMap((place) => chosen(sources, place));
  });
  const numbers = values.flatMap((code) => variable.categories.find((one) => one.code === code)?.number ?? []);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

describe('typed rows of generated answers to the surveys of Basilicata', () => {
  it.each(['basilicata-citizens-2026', 'basilicata-firms-2026'])('say what the answers say: %s', async (survey) => {
    const { database, directory, remove } = await temporaryDatabase();
    try {
      await loadProgramme(database, await readProgramme('data/programme/basilicata'), '2026-01-01');
      const small = await openSmall(database, directory);
      await generate(small, { survey, responses: 400, seed: 'agreement' });
      const { compiled } = small.registry.entry(survey);
      const [stored] = await database.rows<{ codebook: string }>(
        'SELECT codebook FROM instrument_version WHERE instrument = ?',
        [compiled.instrument],
      );
      const { variables } = JSON.parse(stored!.codebook) as CompiledCodebook;
      const raws = await database.rows<{ raw: string }>('SELECT raw FROM response ORDER BY seq');
      const rows = await database.rows<Row>(`SELECT * EXCLUDE (day) FROM ${compiled.tables.answer} ORDER BY seq`);
      expect(rows).toHaveLength(400);
      const wrong = raws.flatMap(({ raw }, index) => {
        const { answers, skipped } = decodeRecord(raw);
        const row = rows[index]!;
        const groups = compiled.targetGroups.filter(({ rule }) => ruleHolds(rule, compiled.variables, row as never));
        const mask = groups.reduce((bits, { number }) => bits | (1 << (number - 1)), 0);
        const told = variables.flatMap((variable): [string, unknown, unknown][] => {
          const { column, missingColumn, table } = compiled.variables.get(variable.name)!;
          const [source] = variable.sources;
          if (column === null || table !== 'answer' || variable.role === 'territory' || !source) return [];
          if (variable.type === 'single' || variable.type === 'scale')
            return [[variable.name, row[column], expected(variable, source, answers, skipped)]];
          if (variable.type !== 'multiple') return [];
          return [[variable.name, row[missingColumn!] === null ? row[column] : [], ticked(variable, answers)]];
        });
        return [...told, ['groups', row['groups'], mask]].filter(([, is, should]) => String(is) !== String(should));
      });
      expect(wrong).toEqual([]);
      const narrowing = variables.flatMap(({ sources }) => sources.filter(({ narrows }) => narrows));
      for (const { question } of narrowing)
        expect(raws.some(({ raw }) => question in decodeRecord(raw).answers)).toBe(true);
      expect(narrowing.map(({ question }) => question)).toEqual(survey.includes('citizens') ? ['need_kept'] : []);
    } finally {
      await remove();
    }
  });
});
