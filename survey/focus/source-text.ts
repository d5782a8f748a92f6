/** Transcripts as running text: paragraphs, each said by whoever its beginning names. */
import { labelOf, speakerTest, type Numbers, type Passage } from './source-speaker.ts';

/**
 * A paragraph ends at an empty line, or where somebody else begins; without any of both each line is one. What nobody is
 * named for goes on from whoever spoke before.
 */
export function passagesOfText(text: string, numbers: Numbers): Passage[] {
  const lines = text.split('\n');
  const isSpeaker = speakerTest(lines, numbers);
  const hasGaps = lines.some((line, index) => line.trim() === '' && index < lines.length - 1);
  const passages: { line: number; speaker: string | null; words: string[] }[] = [];
  let [speaker, isNew]: [string | null, boolean] = [null, true];
  for (const [index, line] of lines.entries()) {
    const found = labelOf(line);
    const named = found && isSpeaker(found.name) ? found : null;
    const words = (named?.rest ?? line).trim();
    if (named) speaker = named.name;
    if (words !== '' && (isNew || named || !hasGaps)) passages.push({ line: index + 1, speaker, words: [words] });
    else if (words !== '') passages.at(-1)!.words.push(words);
    isNew = words === '' || passages.length === 0;
  }
  return passages.map(({ line, speaker: who, words }) => ({ line, speaker: who, text: words.join(' ') }));
}

/** As one paragraph a line. */
export const passagesOfParagraphs = (paragraphs: readonly string[], numbers: Numbers): Passage[] =>
  passagesOfText(paragraphs.map((one) => one.replace(/\s+/g, ' ')).join('\n\n'), numbers).map((passage) => ({
    ...passage,
    // every second line is an empty one of ours
    line: (passage.line + 1) / 2,
  }));

/** A text that is too long for one statement, cut between words. */
export function pieces(text: string, most: number): string[] {
  const rest = text.trim();
  if (rest.length <= most) return rest === '' ? [] : [rest];
  const end = Math.max(rest.lastIndexOf('. ', most - 1) + 1, 0) || rest.lastIndexOf(' ', most) || most;
  const cut = end > 0 ? end : most;
  return [rest.slice(0, cut).trim(), ...pieces(rest.slice(cut), most)];
}
