/** From the text of a definition to the definition, or to what forbids it. */
import { say } from '../../problem-entry.ts';
import { Problem } from '../../problem.ts';
import { parseSource } from '../definition/source.ts';
import { parseDefinition, type Definition } from '../definition/definition.ts';
import { markup } from '../definition/question.ts';
import { found, type Found } from './finding.ts';
import { spansOf, type Spans } from './span.ts';

export interface ReadDefinition {
  /** null when anything forbids it */
  readonly definition: Definition | null;
  /** null when the text is not JSON */
  readonly spans: Spans | null;
  readonly findings: readonly Found[];
}

/** Limits are looked at before anything is parsed any further: no text costs more than its length. */
export function readDefinition(text: string): ReadDefinition {
  let json: unknown;
  try {
    json = parseSource(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : '';
    return { definition: null, spans: null, findings: [found('', 'not_json', reason)] };
  }
  const spans = spansOf(text);
  const twice = spans.twice.slice(0, 20).map((path) => found(path, 'key_twice'));
  try {
    return { definition: parseDefinition(json), spans, findings: twice };
  } catch (error) {
    if (!(error instanceof Problem) || !error.errors) throw error;
    const value = (path: string): unknown => {
      const span = spans.of.get(path);
      return span && JSON.parse(text.slice(span.start, span.end));
    };
    return { definition: null, spans, findings: [...refusals(error.errors, value), ...twice] };
  }
}

function refusals(errors: NonNullable<Problem['errors']>, valueAt: (path: string) => unknown): Found[] {
  const italian = errors('it');
  return errors('en').map(({ path, code, message }, index) => {
    if (code === 'wrong_shape') {
      const value = valueAt(path);
      if (typeof value === 'string' && markup.test(value)) return found(path, 'markup');
      if (path.endsWith('.type')) return found(path, 'type_not_allowed', String(value));
      if (path.endsWith('.codebook') && value === undefined) return found(path, 'codebook_missing');
    }
    return { path, code, severity: 'fault', message: { it: italian[index]!.message, en: message } };
  });
}

/** What may not even be kept as a draft: it is not unfinished, it is forbidden. */
const forbiddenCodes: ReadonlySet<string> = new Set([
  ...['too_deep', 'too_many', 'too_long', 'expressions_too_long', 'not_allowed', 'markup', 'type_not_allowed'],
  ...['expression_function', 'regex_refused', 'regex_explodes'],
]);

/** @throws Problem `invalid_definition`, one entry a forbidden part */
export function refuseForbidden(text: string): void {
  const forbidden = readDefinition(text).findings.filter(({ code }) => forbiddenCodes.has(code));
  const [first] = forbidden;
  if (!first) return;
  const values = {
    count: forbidden.length,
    first: { it: `${first.path}: ${first.message.it}`, en: `${first.path}: ${first.message.en}` },
  };
  throw new Problem('invalid_definition', values, {
    errors: (language) => forbidden.map(({ path, code, message }) => ({ path, code, message: say(message, language) })),
  });
}
