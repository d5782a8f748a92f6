/** The annexes of a report: tables of all figures, and the list of their identifiers. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import { isShown, valueOf } from '../chart/value.ts';
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
    widths: [0.58, 0.14, 0.14, 0.14],
    rows,
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

/** Territories of every level of the maps but the finest, each with its rows. */
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
  const rows = places.flatMap(({ code: column, name }) =>
    skills.map(({ code, label }): TableRow => {
      const value = valueOf(known.get(`${column} ${code}`));
      return {
        code,
        column,
        cells: [name[language], label, words.short(value), words.range(value), words.count(value.n)],
      };
    }),
  );
  const columns = [
    m('paper.column.territory'),
    ...(['skill', 'rate', 'range', 'n'] as const).map((one) => m(`paper.column.${one}`)),
  ];
  const title = m('paper.table.places', { survey: summary.title[language], count: skills.length });
  return { title, figure: envelope.figure, columns, names: 2, widths: [0.26, 0.38, 0.12, 0.12, 0.12], rows };
}

const rowsByBoth = ({ rows }: EstimateEnvelope, territory: string) =>
  new Map(rows.map((row) => [`${row[territory]} ${row.category}`, row]));

function listedTable({ title, figure, rows, names }: PaperTable): Listed[] {
  const first = rows.find(({ cells }) => /\d/.test(cells[names] ?? ''));
  if (figure === null || !first) return [];
  const number = `${first.cells[names]} (${first.cells[names + 1]})`;
  return [{ id: figure, what: title, row: first.cells.slice(0, names).join(', '), number }];
}

/** Each identifier once, in the order in which the report shows it. */
export function figureTable({ m }: Source, listed: readonly Listed[]): PaperTable {
  const once = [...new Map(listed.toReversed().map((one) => [one.id, one])).values()].toReversed();
  return {
    ...{ title: m('paper.table.figures'), figure: null, names: 1, widths: [0.26, 0.36, 0.23, 0.15] },
    columns: (['id', 'what', 'row', 'number'] as const).map((column) => m(`paper.column.${column}`)),
    rows: once.map(({ id, what, row, number }) => ({ code: id, cells: [id, what, row, number] })),
  };
}
