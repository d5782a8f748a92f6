/** The annexes of a report: tables of all figures, and the list of their identifiers. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import { isShown, valueOf, type Value } from '../chart/value.ts';
import { isAnyShown } from './block.ts';
import { isAsking } from './brief.ts';
import type { Listed } from './figure.ts';
import type { PaperTable, Part, TableRow } from './part.ts';
import { scopesOf } from './place.ts';
import { namedRows } from './ranges.ts';
import type { PaperSurvey, Source } from './source.ts';

type Asking = PaperSurvey & { readonly frame: NonNullable<PaperSurvey['frame']> };

/** Skills that are told for each territory. */
const skillsByPlace = 6;

export interface Annex {
  readonly parts: readonly Part[];
  readonly listed: readonly Listed[];
}

/** Every skill of everybody, and the first of them in every territory. */
export async function tablesOf(source: Source): Promise<Annex> {
  const all: Annex[] = [];
  for (const survey of source.surveys.filter(isAsking)) all.push(await tablesOfSurvey(source, survey));
  return { parts: all.flatMap(({ parts }) => parts), listed: all.flatMap(({ listed }) => listed) };
}

async function tablesOfSurvey(source: Source, survey: Asking): Promise<Annex> {
  const { m, language } = source;
  const { frame, summary, words } = survey;
  const scope = scopesOf(frame, null, language, m).at(-1);
  const everybody = await survey.ask({ variable: frame.need, where: scope?.where ?? '' });
  if (!isAnyShown(everybody)) return { parts: [], listed: [] };
  const ranked = namedRows(everybody, { choices: frame.skills, language });
  const title = m('paper.table.skills', { survey: summary.title[language], place: scope?.name ?? '' });
  const rows = ranked.map(({ code, label, value }) => ({
    code,
    cells: [label, words.short(value), words.range(value), words.count(value.n)],
  }));
  const columns = (['skill', 'rate', 'range', 'n'] as const).map((column) => m(`paper.column.${column}`));
  const skills: PaperTable = {
    title,
    figure: everybody.figure,
    columns,
    names: 1,
    ...{ widths: [0.52, 0.15, 0.18, 0.15], folded: true, rows },
  };
  const places = await placesTable(
    source,
    survey,
    ranked.filter(({ value }) => isShown(value)).slice(0, skillsByPlace),
  );
  const tables = [skills, ...(places ? [places] : [])];
  return {
    parts: tables.map((table) => ({ kind: 'table', table, goesOn: false })),
    listed: tables.flatMap(listedTable),
  };
}

/** A row for each territory of the maps, a column for each skill. */
async function placesTable(
  source: Source,
  survey: Asking,
  skills: ReturnType<typeof namedRows>,
): Promise<PaperTable | null> {
  const { m, language } = source;
  const { frame, summary, words } = survey;
  const level = frame.start.level;
  const category = skills.map(({ code }) => code).join(',');
  if (category === '') return null;
  const envelope = await survey.ask({ variable: frame.need, by: `${frame.territory}:${level}`, category });
  const known = rowsByBoth(envelope, frame.territory);
  const places = frame.territories
    .filter((one) => one.level === level)
    .toSorted((a, b) => a.name[language].localeCompare(b.name[language], language));
  const rows = places.map(({ code, name }): TableRow => {
    const values = skills.map((skill) => valueOf(known.get(`${code} ${skill.code}`)));
    const told = (value: Value) =>
      isShown(value) ? `${words.short(value)} (${words.range(value)})` : words.short(value);
    const counts = [...new Set(values.flatMap(({ n }) => n ?? []))].toSorted((a, b) => a - b);
    const answers = [...counts.slice(0, 1), ...counts.slice(1).slice(-1)].map((n) => words.count(n)).join('–');
    return { code, cells: [name[language], ...values.map(told), answers === '' ? '–' : answers] };
  });
  return {
    ...{ title: m('paper.table.places', { survey: summary.title[language], count: skills.length }), names: 1, rows },
    ...{ figure: envelope.figure, crossed: skills.map(({ code }) => code) },
    columns: [m('paper.column.territory'), ...skills.map(({ label }) => label), m('paper.column.n')],
    widths: [0.24, ...skills.map(() => 0.68 / skills.length), 0.08],
  };
}

const rowsByBoth = ({ rows }: EstimateEnvelope, territory: string) =>
  new Map(rows.map((row) => [`${row[territory]} ${row.category}`, row]));

/** The number that a figure stands for in the list: the first that is shown. */
function listedTable({ title, figure, rows, names, crossed, columns }: PaperTable): Listed[] {
  const isNumber = (cell = '') => /\d/.test(cell);
  const first = rows.find(({ cells }) => cells.slice(names, crossed ? -1 : names + 1).some(isNumber));
  if (figure === null || !first) return [];
  const at = first.cells.findIndex((cell, place) => place >= names && isNumber(cell));
  const [number = '', range = ''] = first.cells.slice(at);
  const row = [...first.cells.slice(0, names), ...(crossed ? [columns[at] ?? ''] : [])].join(', ');
  return [{ id: figure, what: title, row, number: crossed ? number : `${number} (${range})` }];
}

/** Each identifier once, in the order in which the report shows it. */
export function figureTable({ m }: Source, listed: readonly Listed[]): PaperTable {
  const once = [...new Map(listed.toReversed().map((one) => [one.id, one])).values()].toReversed();
  return {
    ...{ title: m('paper.table.figures'), figure: null, names: 1, widths: [0.275, 0.395, 0.195, 0.135] },
    columns: (['id', 'what', 'row', 'number'] as const).map((column) => m(`paper.column.${column}`)),
    rows: once.map(({ id, what, row, number }) => ({ code: id, cells: [id, what, row, number] })),
  };
}
