/** Subtitles: WebVTT and SubRip. Times are left out; what one speaker says in several cues becomes one statement. */
import { sourceFault, type SourceFault } from './source-fault.ts';
import { labelOf, speakerTest, type Numbers, type Passage } from './source-speaker.ts';

interface Block {
  readonly line: number;
  readonly lines: readonly string[];
}

const time = String.raw`(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}`;
const timing = new RegExp(String.raw`^\s*${time}\s*-->\s*${time}(?:\s.*)?$`);

export function passagesOfCues(text: string, numbers: Numbers): { passages: Passage[]; faults: SourceFault[] } {
  const faults: SourceFault[] = [];
  const cues = blocksOf(text.replace(/^\uFEFF/, '')).flatMap((block) => cueOf(block, faults));
  const isSpeaker = speakerTest(
    cues.filter(({ speaker }) => speaker === null).map((cue) => cue.text),
    numbers,
  );
  const named = cues.map((cue) => {
    const found = cue.speaker === null ? labelOf(cue.text) : null;
    return found && isSpeaker(found.name) ? { ...cue, speaker: found.name, text: found.rest } : cue;
  });
  return { passages: joined(named), faults };
}

function blocksOf(text: string): Block[] {
  const blocks: { line: number; lines: string[] }[] = [];
  let isNew = true;
  for (const [index, line] of text.split('\n').entries()) {
    const isEmpty = line.trim() === '';
    if (!isEmpty && isNew) blocks.push({ line: index + 1, lines: [line] });
    else if (!isEmpty) blocks.at(-1)!.lines.push(line);
    isNew = isEmpty;
  }
  return blocks;
}

const aside = /^(?:WEBVTT|NOTE|STYLE|REGION)\b/;

function cueOf({ line, lines }: Block, faults: SourceFault[]): Passage[] {
  if (aside.test(lines[0]!) && !lines.some((one) => one.includes('-->'))) return [];
  const place = lines.findIndex((one) => timing.test(one));
  if (place < 0 || place > 1) {
    faults.push(sourceFault(line, 'time'));
    return [];
  }
  return voicesOf(lines.slice(place + 1).join('\n'), line + place + 1);
}

/** The stretches of a cue by `<v Name>`; what stands before the first is nobody's. */
function voicesOf(payload: string, line: number): Passage[] {
  const parts = payload.split(/<v(?:\.[^\s>]*)?\s+([^>]*)>/);
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return [];
    const text = plain(part);
    const speaker = index === 0 ? null : plain(parts[index - 1]!) || null;
    return text === '' ? [] : [{ line, speaker, text }];
  });
}

const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' };

const plain = (text: string) =>
  text
    .replace(/<[^<>]{0,200}>|\{\\[^{}]{0,100}\}/g, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => references[name]!)
    .replace(/\s+/g, ' ')
    .trim();

/** Cues of one speaker in a row are one statement; where nobody is named, a sentence is. */
function joined(cues: readonly Passage[]): Passage[] {
  const statements: Passage[] = [];
  for (const cue of cues) {
    const last = statements.at(-1);
    const goesOn = last?.speaker === cue.speaker && (cue.speaker !== null || !/[.!?…]["”»]?$/.test(last.text));
    if (last && goesOn) statements[statements.length - 1] = { ...last, text: `${last.text} ${cue.text}` };
    else statements.push(cue);
  }
  return statements;
}
