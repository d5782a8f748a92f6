/** A file of old notes as the statements that it would give. */
import { Problem } from '../../problem.ts';
import { DraftStatement, SourceFormat, type SourceFile } from '../contract.ts';
import { passagesOfCues } from './source-cue.ts';
import { draftsOfCsv, type Draft } from './source-csv.ts';
import { paragraphsOfDocx } from './source-docx.ts';
import { decodeText } from './source-encoding.ts';
import { sourceFault, type SourceFault } from './source-fault.ts';
import { participantOf, type Passage } from './source-speaker.ts';
import { passagesOfParagraphs, passagesOfText, pieces } from './source-text.ts';

/** Largest file in bytes, most statements of one, longest text of a statement. */
export const mostBytes = 2 * 1024 * 1024;
const [mostStatements, longest] = [5_000, 4_000];

export interface ReadSource {
  readonly format: SourceFormat;
  readonly drafts: readonly Draft[];
  readonly faults: readonly SourceFault[];
}

/** @throws Problem too_large, unreadable_file */
export function readSource(file: SourceFile): ReadSource {
  if (file.bytes.length > mostBytes) throw new Problem('too_large', { limit: `${mostBytes / 1024} kB` });
  const format = formatOf(file.name);
  const { drafts: read, faults } = draftsOf(format, file);
  const drafts = read.map(({ line, speaker, ...draft }) => ({ ...DraftStatement.parse(draft), line, speaker }));
  if (drafts.length > mostStatements)
    throw unreadable(`più di ${mostStatements} frasi`, `more than ${mostStatements} statements`);
  const isEmpty = drafts.length === 0 && faults.length === 0;
  return { format, drafts, faults: isEmpty ? [sourceFault(1, 'empty')] : faults };
}

function formatOf(name: string): SourceFormat {
  const parsed = SourceFormat.safeParse(name.toLowerCase().split('.').at(-1));
  if (parsed.success) return parsed.data;
  const known = SourceFormat.options.map((one) => `.${one}`).join(', ');
  throw unreadable(`i formati sono ${known}`, `the formats are ${known}`);
}

const unreadable = (it: string, en: string) => new Problem('unreadable_file', { reason: { it, en } });

function draftsOf(format: SourceFormat, file: SourceFile): { drafts: Draft[]; faults: SourceFault[] } {
  const { participants: numbers } = file;
  const spoken = (passages: readonly Passage[], faults: SourceFault[] = []) => ({
    drafts: passages.flatMap((passage) => spokenDrafts(passage, file)),
    faults,
  });
  if (format === 'docx') return spoken(passagesOfParagraphs(paragraphsOfDocx(file.bytes), numbers));
  const text = decodeText(file.bytes);
  if (format === 'csv') return draftsOfCsv(text, file);
  if (format === 'txt') return spoken(passagesOfText(text.replace(/^\uFEFF/, ''), numbers));
  const { passages, faults } = passagesOfCues(text, numbers);
  return spoken(passages, faults);
}

function spokenDrafts({ line, speaker, text }: Passage, { language, topic, participants }: SourceFile): Draft[] {
  const participant = participantOf(speaker, participants);
  const common = { line, speaker, topic, participant, kind: 'quote' as const, language };
  return pieces(text, longest).map((piece) => ({ ...common, text: piece, translation: null, translator: null }));
}
