/**
 * How ready each organisation that signed is, by name: read from its answer as it stands now. Nothing is computed over
 * organisations, and the answers of those who did not sign are not read.
 */
import type { Database } from '../../data/database.server.ts';
import type { Attributions } from '../../survey/register/attribution.ts';
import type { Organisation } from '../../survey/programme/reference.ts';
import type { TargetProfileFile } from '../../survey/programme/schema-reference.ts';
import type { CompiledSurvey, CompiledVariable, SurveyEntry } from '../../survey/registry/registry.ts';
import { identifier } from '../../survey/typed/expression.ts';
import type { NamedReadiness, ReadinessWave } from '../contract.ts';

export interface ReadinessSources {
  readonly database: Pick<Database, 'rows'>;
  readonly attributions: Pick<Attributions, 'named'>;
  readonly profile: TargetProfileFile;
  readonly organisations: readonly Organisation[];
}

/** The levels of one wave. Null where the survey does not ask for which organisation somebody answers. */
export async function readinessWave(sources: ReadinessSources, entry: SurveyEntry): Promise<ReadinessWave | null> {
  const { compiled, title } = entry;
  const asked = organisationOf(compiled, sources.organisations);
  if (asked === null) return null;
  const signed = new Set(await sources.attributions.named(compiled.id));
  const named = sources.organisations.filter(({ key }) => signed.has(key));
  const answers = await readAnswers(sources, compiled, asked, named);
  return {
    ...{ survey: compiled.id, wave: compiled.wave, title, synthetic: compiled.synthetic },
    organisations: named.map((one) => namedOf(one, sources.profile, compiled, answers.get(one.key) ?? [])),
  };
}

/** The question "for which organisation": its choices are keys of the register. */
function organisationOf(
  { variables }: CompiledSurvey,
  organisations: readonly Organisation[],
): CompiledVariable | null {
  const keys = new Set(organisations.map(({ key }) => key));
  const isNaming = ({ type, categories }: CompiledVariable) =>
    type === 'single' && categories.length > 0 && categories.every(({ code }) => keys.has(code));
  return [...variables.values()].find(isNaming) ?? null;
}

type Answer = Readonly<Record<string, number | null>>;

/** Unmarked answers of these organisations alone, by key; a column a variable of the profile. */
async function readAnswers(
  { database, profile }: ReadinessSources,
  { tables, variables }: CompiledSurvey,
  asked: CompiledVariable,
  named: readonly Organisation[],
): Promise<ReadonlyMap<string, Answer[]>> {
  const numbers = new Map(asked.categories.map(({ code, number }) => [number, code]));
  const wanted = asked.categories.filter(({ code }) => named.some(({ key }) => key === code));
  if (wanted.length === 0) return new Map();
  const columns = profile.items
    .flatMap(({ now, wanted: aim }) => [now, aim])
    .flatMap((name) => {
      const column = variables.get(name)?.column;
      return column ? [`${identifier(column)} AS ${identifier(name)}`] : [];
    });
  const naming = identifier(asked.column!);
  const rows = await database.rows<Record<string, number | null>>(
    `SELECT ${[`${naming} AS "$organisation"`, ...columns].join(', ')} FROM ${identifier(tables.answer)}
     WHERE marks = 0 AND list_contains($numbers, ${naming}) ORDER BY seq`,
    { numbers: wanted.map(({ number }) => number) },
  );
  return Map.groupBy(rows, (row) => numbers.get(row['$organisation'] ?? 0) ?? '');
}

function namedOf(
  { key, name }: Organisation,
  { items }: TargetProfileFile,
  { variables }: CompiledSurvey,
  answers: readonly Answer[],
): NamedReadiness {
  const [answer, ...others] = answers;
  if (answer === undefined || others.length > 0) {
    return { organisation: key, name, state: answer === undefined ? 'none' : 'several', levels: [] };
  }
  const levelOf = (variable: string) => {
    const number = answer[variable] ?? null;
    const category = variables.get(variable)?.categories.find((one) => one.number === number);
    return category ? { level: Number(category.code), label: category.label } : null;
  };
  const levels = items.map(({ item, now, wanted }) => ({ item, now: levelOf(now), wanted: levelOf(wanted) }));
  return { organisation: key, name, state: 'told', levels };
}
