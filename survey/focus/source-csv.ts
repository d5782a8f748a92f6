/** A table of statements. */
import { readSheet } from '../../data/csv.ts';
import { RespondentLanguage, StatementKind, type DraftStatement, type SourceFile } from '../contract.ts';
import { sourceFault, type SourceFault } from './source-fault.ts';
import { participantOf } from './source-speaker.ts';

const columns = ['participant', 'topic', 'kind', 'language', 'text', 'translation', 'translator'] as const;
type Row = Readonly<Record<(typeof columns)[number], string>>;

/** A statement of a file, with the line it came from and whoever the file says that spoke. */
export interface Draft extends DraftStatement {
  readonly line: number;
  readonly speaker: string | null;
}

type Ours = Pick<SourceFile, 'language' | 'topic' | 'participants'>;

/** Empty cells: nobody, the topic and the language that were chosen for the file, a quote. */
export function draftsOfCsv(text: string, file: Ours): { drafts: Draft[]; faults: SourceFault[] } {
  const { header, rows, faults: quotes } = readSheet(text.replace(/^\uFEFF/, ''));
  const wrong = sourceFault(1, 'columns', columns.join(','));
  if (header.join() !== columns.join()) return { drafts: [], faults: [wrong] };
  const faults = quotes.map(({ row }) => sourceFault(row, 'quotes'));
  const drafts = rows.flatMap(({ row: line, cells }) => {
    if (cells.length !== columns.length) {
      faults.push({ ...wrong, line });
      return [];
    }
    const row = Object.fromEntries(columns.map((name, index) => [name, cells[index]!.trim()])) as Row;
    const found = faultsOf(row, line);
    faults.push(...found);
    return found.length > 0 ? [] : [draftOf(row, line, file)];
  });
  return { drafts, faults };
}

function faultsOf({ kind, language, text, translation, translator }: Row, line: number): SourceFault[] {
  const knows = (options: readonly string[], value: string) => value === '' || options.includes(value);
  return [
    ...(knows(StatementKind.options, kind) ? [] : [sourceFault(line, 'kind', StatementKind.options.join(', '))]),
    ...(knows(RespondentLanguage.options, language)
      ? []
      : [sourceFault(line, 'language', RespondentLanguage.options.join(', '))]),
    ...((text !== '' || kind === 'silence') && Math.max(text.length, translation.length) <= 4000
      ? []
      : [sourceFault(line, 'text')]),
    ...((translation === '') === (translator === '') && translator.length <= 120
      ? []
      : [sourceFault(line, 'translator')]),
  ];
}

function draftOf(row: Row, line: number, { language, topic, participants }: Ours): Draft {
  const speaker = row.participant === '' ? null : row.participant;
  const named = speaker !== null && /^\d{1,2}$/.test(speaker) ? `P${speaker}` : speaker;
  return {
    ...{ line, speaker },
    topic: row.topic || topic,
    participant: participantOf(named, participants),
    kind: (row.kind || 'quote') as StatementKind,
    language: (row.language || language) as RespondentLanguage,
    text: row.text,
    translation: row.translation || null,
    translator: row.translator || null,
  };
}
