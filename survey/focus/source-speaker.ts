/** Who speaks in old notes: names are turned into numbers of participants here, and go no further. */
import { firstNames } from './hint-first-name.ts';

/** A stretch of old notes; `speaker` as the file names it. */
export interface Passage {
  readonly line: number;
  readonly speaker: string | null;
  readonly text: string;
}

export type Numbers = Readonly<Record<string, number>>;

const label = /^\s*([\p{L}][\p{L}\p{M}\p{N} .'’_-]{0,39}?)\s*:\s+(?=\S)|^\s*(P ?\d{1,2}|M)\s*:\s*(?=\S)/u;
const numbered = /^P(?:art(?:ecipante|icipant|icipante)?\.?)?[ _-]?(\d{1,2})$/iu;
const moderator =
  /^(?:M|Mod\.?|Moderat(?:or|ore|rice)|Moderador[a]?|Conduttor[e]?|Conduttrice|Facilitat(?:or|ore|rice)|Facilitador[a]?|Intervistat(?:ore|rice)|Interviewer|Entrevistador[a]?)$/iu;

/** `Name: words` taken apart; null where nothing stands before a colon. */
export function labelOf(line: string): { readonly name: string; readonly rest: string } | null {
  const match = label.exec(line);
  const name = match?.[1] ?? match?.[2];
  return match && name !== undefined ? { name: name.trim(), rest: line.slice(match[0].length).trim() } : null;
}

/**
 * Tells a speaker's name from any words before a colon: it was named by whoever imports, is a number or the moderator, or
 * looks like a name and is a first name or comes again.
 */
export function speakerTest(lines: readonly string[], numbers: Numbers): (name: string) => boolean {
  const found = lines.flatMap((line) => labelOf(line)?.name ?? []);
  const times = new Map<string, number>();
  for (const name of found) times.set(name, (times.get(name) ?? 0) + 1);
  const given = new Set(Object.keys(numbers).map(keyOf));
  return (name) => {
    if (given.has(keyOf(name)) || numbered.test(name) || moderator.test(name)) return true;
    const words = name.split(/\s+/);
    const looksLike = words.length <= 3 && words.every((word) => /^\p{Lu}/u.test(word));
    return looksLike && ((times.get(name) ?? 0) > 1 || firstNames.has(words[0]!.toLowerCase()));
  };
}

/** The participant that a speaker is: as whoever imports says, else by the number in the name. */
export function participantOf(name: string | null, numbers: Numbers): number | null {
  if (name === null) return null;
  const given = Object.entries(numbers).find(([one]) => keyOf(one) === keyOf(name));
  if (given) return given[1];
  const number = Number(numbered.exec(name)?.[1]);
  return number >= 1 && number <= 40 ? number : null;
}

const keyOf = (name: string) => name.trim().toLowerCase();
