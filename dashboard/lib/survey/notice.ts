/**
 * A notice as the pages show it: `lines` of name and text, the `promise` that stands under them (no name is asked, only
 * the code opens the answers), and the `rest` to unfold.
 */
export interface NoticeParts {
  readonly lines: readonly (readonly [name: string, text: string])[];
  readonly promise: string;
  readonly rest: readonly string[];
}

/**
 * Splits a notice: its first paragraph holds lines such as «Chi lo chiede: la Regione Basilicata.», the next line is the
 * promise.
 */
export function noticeParts(text: string): NoticeParts {
  const [first = '', ...others] = text.split(/\n\s*\n/);
  const lines = first.split('\n').map((line) => {
    const [, name = '', said = line] = /^([^:]{1,40}):\s*(.+)$/.exec(line) ?? [];
    return [name, said] as const;
  });
  const [promise = '', ...rest] = others.flatMap((paragraph) => paragraph.split('\n'));
  return { lines, promise, rest };
}
