/** A notice as the page shows it: the first paragraph as lines of name and text, the rest to unfold. */
export interface NoticeParts {
  readonly lines: readonly (readonly [name: string, text: string])[];
  readonly rest: readonly string[];
}

/** Splits a notice: its first paragraph holds lines such as «Chi lo chiede: la Regione Basilicata.» */
export function noticeParts(text: string): NoticeParts {
  const [first = '', ...others] = text.split(/\n\s*\n/);
  const lines = first.split('\n').map((line) => {
    const [, name = '', said = line] = /^([^:]{1,40}):\s*(.+)$/.exec(line) ?? [];
    return [name, said] as const;
  });
  return { lines, rest: others.flatMap((paragraph) => paragraph.split('\n')) };
}
