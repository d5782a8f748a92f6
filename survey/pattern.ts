import { RE2JS } from 're2js';

/** A pattern of RE2: it takes time in proportion to the text, whatever the text. */
export type Pattern =
  | { readonly error: null; readonly matches: (text: string) => boolean }
  | { readonly error: string; readonly matches: null };

/** Compiles a regular expression by RE2's rules; what RE2 lacks (look-around, back references) is an error. */
export function compilePattern(source: string, ignoreCase: boolean): Pattern {
  try {
    const compiled = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return { error: null, matches: (text) => compiled.matcher(text).find() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error), matches: null };
  }
}
