/** A figure as its page tells it: what was asked, of which publication, and what it says then and now. */
import type { EstimateEnvelope, EstimateRow, FigureRecord, Thermometer } from '../../../analytics/contract.ts';
import type { Codebook, Language, SurveySummary, Territory } from '../../../survey/contract.ts';
import { valueOf } from '../chart/value.ts';
import { citedKey } from './cited.ts';
import { explain, type Explained } from '../explain/explain.ts';
import { numberWords } from '../explain/number.ts';
import { thermometerWords, type ThermometerWords } from '../explain/thermometer.ts';
import { wordsOf } from '../explore/words.ts';
import { formats } from '../format.ts';
import { inSentence } from '../explore/scene.ts';
import { inWords } from '../language.ts';
import type { Messages } from '../messages.ts';
import { labelsOf, type Labels } from './label.ts';

/** Rows that the page shows; all of them are in the file. */
const mostRows = 200;

export interface FigureRow {
  readonly key: string;
  readonly name: string;
  readonly then: string;
  /** null while the publication is still the newest, and where the newest has nothing to compare */
  readonly now: string | null;
  /** the address asks for it */
  readonly cited: boolean;
}

export interface FigureTold {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  readonly rows: readonly FigureRow[];
  /** rows that are not shown here */
  readonly left: number;
  /** what has come out since, in a sentence */
  readonly since: string;
  readonly columns: { readonly then: string; readonly now: string | null };
  readonly explained: Explained;
  readonly thermometer: ThermometerWords;
  /** what the address cites, and the figure does not have */
  readonly strange: readonly string[];
}

export interface FigureParts {
  readonly record: FigureRecord;
  readonly survey: SurveySummary;
  readonly codebook: Codebook;
  readonly territories: readonly Territory[];
  readonly thermometer: Thermometer;
}

/** @param cited  keys of the rows that the address cites: they come first */
export function figureTold(parts: FigureParts, cited: readonly string[], language: Language, m: Messages): FigureTold {
  const { record, survey, codebook, territories, thermometer } = parts;
  const labels = labelsOf(codebook, territories, language, m);
  const { then, now, notNow, figure: id } = record;
  const later = now?.snapshot?.id === then.snapshot?.id ? null : now;
  const day = (envelope: EstimateEnvelope) =>
    m('figure.asOf', { day: formats(language).day(envelope.snapshot?.takenOn ?? '1970-01-01') });
  const nameOf = (row: EstimateRow) => labels.row(then, row);
  const rows = rowsOf(parts, cited, later, nameOf, language, m);
  const found = then.rows.filter((row) => cited.includes(citedKey(then, row)));
  return {
    id,
    title: titleOf(
      record,
      found.map((row) => labels.cited(then, row)),
      labels,
      m,
      language,
    ),
    facts: [...factsOf(record, survey, labels, m, language), ...versionsOf(record, codebook, m, language)],
    rows: rows.slice(0, mostRows),
    left: Math.max(0, then.rows.length - mostRows),
    since: m('figure.since', { state: notNow ?? (later ? 'renewed' : 'newest') }),
    columns: { then: day(then), now: later && day(later) },
    explained: explain(then, { m, language, unit: survey.unit, nameOf, about: found }),
    thermometer: thermometerWords(thermometer, language, m),
    strange: cited.filter((key) => !then.rows.some((row) => citedKey(then, row) === key)),
  };
}

/** "Inglese: competenze che servono, provincia di Potenza". */
function titleOf(
  { query, then }: FigureRecord,
  cited: readonly string[],
  labels: Labels,
  m: Messages,
  language: Language,
): string {
  const chosen = query.category === '' ? [] : query.category.split(',').map((code) => labels.code(then.variable, code));
  const { list } = formats(language);
  // a cited row of one skill by place names the place alone
  const about = [
    ...(cited.length === 0 || then.by.length > 0 ? chosen : []),
    ...cited.map((one) => (chosen.length > 0 ? inSentence(one) : one)),
  ];
  const where = Object.entries(then.where).map(([name, codes]) => labels.filter(name, codes));
  return m('figure.title', {
    ...{ some: about.length > 0 ? 'yes' : 'no', chosen: about.join(', '), variable: labels.variable(then.variable) },
    ...{ inside: inSentence(labels.variable(then.variable)), filtered: where.length > 0 ? 'yes' : 'no' },
    ...{ where: where.join(', ') },
    ...{ divided: then.by.length > 0 ? 'yes' : 'no', by: list(then.by.map(labels.division)) },
  });
}

function factsOf(
  { then, query, snapshot }: FigureRecord,
  survey: SurveySummary,
  labels: Labels,
  m: Messages,
  language: Language,
): FigureTold['facts'] {
  const { day, count } = formats(language);
  const where = Object.entries(then.where).map(([name, codes]) => labels.filter(name, codes));
  const fact = (term: FactKey, text: string) => ({ term: m(`figure.fact.${term}`), text });
  return [
    fact('survey', m('figure.survey', { title: inWords(survey.title, language), wave: survey.wave })),
    fact('statistic', m('figure.statistic', { statistic: then.statistic })),
    fact('where', where.length === 0 ? m('figure.everybody') : where.join('; ')),
    fact('base', m('figure.base', { base: query.base, known: then.n === null ? 'no' : 'yes', n: count(then.n ?? 0) })),
    fact('period', m('figure.period', { from: day(survey.opensOn), to: day(snapshot.takenOn) })),
  ];
}

/** The versions of the questionnaire that asked for it, of a figure that rests on a question. */
function versionsOf({ then }: FigureRecord, { variables }: Codebook, m: Messages, language: Language) {
  const versions = variables.find(({ name }) => name === then.variable)?.versions ?? [];
  if (versions.length === 0) return [];
  const text = m('figure.versions', { n: versions.length, versions: formats(language).list(versions.map(String)) });
  return [{ term: m('figure.fact.question'), text }];
}

type FactKey = 'survey' | 'statistic' | 'where' | 'base' | 'period';

function rowsOf(
  { record: { then }, survey }: FigureParts,
  cited: readonly string[],
  later: EstimateEnvelope | null,
  nameOf: (row: EstimateRow) => string,
  language: Language,
  m: Messages,
): FigureRow[] {
  const words = wordsOf(language, m, survey.unit);
  const numbers = numberWords(then.statistic, language, m);
  const said = (row: EstimateRow | undefined): string => {
    const value = valueOf(row);
    if (row === undefined || then.statistic === 'proportion' || value.estimate === null) return words.full(value);
    const ranged = value.low === null || value.high === null ? 'no' : 'yes';
    const told = { value: numbers.value(value.estimate), ranged, range: numbers.range(row) };
    return m('figure.value', { ...told, n: words.count(value.n) });
  };
  const keyed = (row: EstimateRow) =>
    JSON.stringify([...then.by.map((by) => row[by.split(':')[0] ?? '']), row.category]);
  const since = new Map(later?.rows.map((row) => [keyed(row), row]));
  const told = then.rows.map((row) => ({
    key: keyed(row),
    name: nameOf(row),
    then: said(row),
    now: later && said(since.get(keyed(row))),
    cited: cited.includes(citedKey(then, row)),
  }));
  return told.toSorted((a, b) => Number(b.cited) - Number(a.cited));
}
