/**
 * What a file of the standard has no place for, written under a description so that a person can read it and we can read
 * it back: one line a fact, below a line of its own.
 */
export type Facts = Readonly<Record<string, string>>;

const mark = '[Fabbisogni]';

/** A description with its facts. Without facts it stays as it is, unless it has the mark itself. */
export function withFacts(words: string, facts: Facts): string {
  const lines = Object.entries(facts).map(
    ([name, value]) => `${name}: ${isPlain(value) ? value : JSON.stringify(value)}`,
  );
  if (lines.length === 0 && !words.includes(mark)) return words;
  return [...(words === '' ? [] : [words]), mark, ...lines].join('\n');
}

const isPlain = (value: string) => value === value.trim() && !/["\p{Cc}\u2028\u2029]/u.test(value) && value !== '';

/** The words and the facts of a description. A line that another program spoiled is left out. */
export function readFacts(description: string): { readonly words: string; readonly facts: Facts } {
  const begin = [...description.matchAll(/^\[Fabbisogni\]$/gm)].at(-1)?.index;
  if (begin === undefined) return { words: description, facts: {} };
  const lines = description.slice(begin + mark.length).split('\n');
  const facts = lines.flatMap((line) => {
    const [, name = '', value = ''] = /^([\w.]+): (.*)$/.exec(line) ?? [];
    const read = valueOf(value);
    return name === '' || read === undefined ? [] : [[name, read] as const];
  });
  return { words: description.slice(0, begin).replace(/\n$/, ''), facts: Object.fromEntries(facts) };
}

function valueOf(written: string): string | undefined {
  if (!written.startsWith('"')) return written;
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
