/** Italian readability of what respondents read, so that an author sees it before a citizen does. */

/**
 * Gulpease index: 89 + (300 × sentences − 10 × letters) / words, from 0 (hard) to 100 (easy); above 60 a person with
 * lower secondary school reads it without effort, above 80 one with primary school.
 * Source: P. Lucisano, M. E. Piemontese, "GULPEASE: una formula per la predizione della difficoltà dei testi in lingua
 * italiana", Scuola e città 3, 1988.
 * @param texts  titles, descriptions or choices; each is at least one sentence, as the items of a list are
 * @returns 100 when there is nothing to read
 */
export function gulpease(texts: readonly string[]): number {
  const all = texts.map(measure);
  const sum = (key: keyof Measures) => all.reduce((total, one) => total + one[key], 0);
  const words = sum('words');
  if (words === 0) return 100;
  return Math.max(0, Math.min(100, 89 + (300 * sum('sentences') - 10 * sum('letters')) / words));
}

interface Measures {
  readonly sentences: number;
  readonly words: number;
  readonly letters: number;
}

/** An apostrophe ends a word (`l’app` are two); digits count as letters; a colon does not end a sentence. */
function measure(text: string): Measures {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const sentences = text.split(/[.?!]+/u).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
  return { sentences, words: words.length, letters: words.join('').length };
}
