/** The report of a programme: its pages in their order, and their numbers for the contents. */
import type { ProgrammeEvidence } from '../../../analytics/contract.ts';
import { inLanguage } from '../language.ts';
import { methodNote } from '../method/note.ts';
import { thermometerWords } from '../explain/thermometer.ts';
import { heardCounts } from './heard.ts';
import type { Services } from '../services.ts';
import { figureTable, tablesOf } from './annex.ts';
import { briefOf, isAsking, type Brief } from './brief.ts';
import { chapterOf, listedOf } from './chapter.ts';
import type { Listed } from './figure.ts';
import { paged } from './pages.ts';
import type { Part } from './part.ts';
import { briefPlaces } from './place.ts';
import type { Source } from './source.ts';
import { firstNeeds, summaryOf } from './summary.ts';

/** Pages of one heading: of parts, or the two of a territory. */
export type Section =
  | {
      readonly kind: 'parts';
      readonly key: string;
      readonly title: string;
      readonly pages: readonly (readonly Part[])[];
    }
  | { readonly kind: 'brief'; readonly key: string; readonly title: string; readonly brief: Brief };

/** `depth` 0 for chapters, 1 for what stands below one. */
export interface Line {
  readonly key: string;
  readonly title: string;
  readonly page: number;
  readonly depth: 0 | 1;
}

export interface Report {
  readonly contents: readonly (readonly Line[])[];
  readonly sections: readonly Section[];
  readonly pages: number;
}

/** Lines of a page of contents: under the last ones stands how the report is read. */
const linesOfContents = 28;

/** Reads everything in turn, so that whoever asks for something else meanwhile does not wait. */
export async function reportOf(services: Services, source: Source): Promise<Report> {
  const { m, language } = source;
  const sections: Section[] = [];
  const listed: Listed[] = [];
  const add = (key: string, title: string, parts: readonly Part[]) => {
    if (parts.length > 0) sections.push({ kind: 'parts', key, title, pages: paged(parts) });
  };
  const said = await services.evidence.programme(source.programme.id);
  const summary = filledUp([...(await summaryOf(source)), ...unheard(source, said)], await firstNeeds(source));
  add('summary', m('paper.summary'), summary);
  listed.push(...listedOf(summary));
  for (const survey of source.surveys) {
    const chapter = await chapterOf(services, source, survey);
    add(chapter.key, chapter.title, chapter.parts);
    listed.push(...chapter.listed);
  }
  for (const place of briefPlaces(
    source.surveys.filter(isAsking).map(({ frame }) => frame),
    language,
  )) {
    const brief = await briefOf(services, source, place);
    if (!brief) continue;
    sections.push({ kind: 'brief', key: `brief-${brief.key}`, title: brief.place, brief });
    listed.push(...brief.listed);
  }
  add('heard', m('paper.heard'), heardCounts(source, said));
  add('method', m('paper.methodNote'), methodParts(services, source));
  const tables = await tablesOf(source);
  add('tables', m('paper.tables'), tables.parts);
  listed.push(...tables.listed);
  if (listed.length > 0)
    add('figures', m('paper.figureList'), [{ kind: 'table', table: figureTable(source, listed), goesOn: false }]);
  return numbered(source, sections);
}

/** Figures below, as many as take no further page. */
const filledUp = (parts: readonly Part[], figures: readonly Part[]): readonly Part[] =>
  figures.reduce((some, figure) => {
    const more = [...some, figure];
    return paged(more).length === paged(parts).length ? more : some;
  }, parts);

/** That there is no chapter about focus groups. */
const unheard = ({ m }: Source, { sessions }: ProgrammeEvidence): Part[] =>
  sessions > 0 ? [] : [{ kind: 'text', title: m('paper.heard'), lines: [{ text: m('paper.heard.none') }] }];

/** Of each survey its method note, and how those who answered differ from the population. */
function methodParts({ analytics }: Services, { surveys, programme, language, m }: Source): Part[] {
  return surveys.flatMap(({ summary, codebook, facts, method, thermometer }) => {
    const parts = {
      survey: summary,
      programme,
      codebook,
      facts,
      coverage: analytics.coverage(summary.id),
      address: method,
    };
    const told = thermometerWords(thermometer, language, m);
    const compared = [
      ...told.lines.map(({ words }) => words),
      ...(told.rule ? [told.rule] : []),
      ...(told.missing ? [told.missing] : []),
    ];
    const titled = (title: string) => `${summary.title[language]}: ${title}`;
    const sections = methodNote(parts, language, m).flatMap(({ title, lines, items }): Part[] => [
      ...(lines.length > 0
        ? [{ kind: 'text', title: titled(title), lines: lines.map((text) => ({ text })) } as const]
        : []),
      ...(items
        ? [
            {
              kind: 'items',
              ...(lines.length > 0 ? { title: null, within: titled(title) } : { title: titled(title) }),
              items,
            } as const,
          ]
        : []),
    ]);
    return [
      ...sections,
      { kind: 'text', title: titled(told.title), lines: compared.map((text) => ({ text })) } as const,
    ];
  });
}

/** The cover is page 1, the contents follow. */
function numbered({ m }: Source, sections: readonly Section[]): Report {
  const isFirstBrief = (at: number) => sections[at]?.kind === 'brief' && sections[at - 1]?.kind !== 'brief';
  const count = sections.length + sections.filter((_, at) => isFirstBrief(at)).length;
  let page = 2 + Math.ceil(count / linesOfContents);
  const lines: Line[] = [];
  for (const [at, section] of sections.entries()) {
    const { key, title } = section;
    if (isFirstBrief(at)) lines.push({ key, title: m('paper.briefs'), page, depth: 0 });
    lines.push({ key, title, page, depth: section.kind === 'brief' ? 1 : 0 });
    page += section.kind === 'brief' ? 2 : section.pages.length;
  }
  const contents = Array.from({ length: Math.ceil(count / linesOfContents) }, (_, at) =>
    lines.slice(at * linesOfContents, (at + 1) * linesOfContents),
  );
  return { contents, sections, pages: page - 1 };
}

/** Where a report can be read. */
export const reportAddress = ({ origin, programme, language }: Source): string =>
  origin + inLanguage(`/report/${programme.id}`, language);
