/**
 * The JSON of a file as an editor's program may have saved it: a byte-order mark in front is no part of it.
 * @throws SyntaxError
 */
export function parseSource(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}
