/** Problems of a query: what was not understood, where it stands, and what exists instead. */
import { Problem, type ProblemCode, type ProblemDocument } from '../problem.ts';

/** So many names are listed; a survey has hundreds of municipalities. */
const longestList = 40;

type Word = Extract<
  ProblemCode,
  'unknown_variable' | 'not_a_dimension' | 'unknown_category' | 'unknown_level' | 'unknown_statistic'
>;

/**
 * A word of the query that does not exist.
 * @param path  the parameter where it stands
 * @param known  what exists in its place
 * @param variable  whose category it should have been
 */
export function unknownWord(code: Word, path: string, value: string, known: readonly string[], variable = ''): Problem {
  return located(code, path, { value, variable, known: listed(known) });
}

/** A value that the parameter does not take, or a parameter that does not exist (`query`). */
export function unknownParameter(parameter: string, value: string, known: readonly string[]): Problem {
  return located('unknown_parameter', parameter, { parameter, value, known: listed(known) });
}

/** The same problem, found in the query of that place in a batch. */
export function inBatch(problem: Problem, index: number): Problem {
  const faults = problem.errors;
  if (faults === undefined) return problem;
  const errors: typeof faults = (language) =>
    faults(language).map((fault) => ({ ...fault, path: `queries[${index}].${fault.path}` }));
  return new Problem(problem.code, problem.values, { errors });
}

/** A fault of one query says which of the batch it was. */
export function placed<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Problem ? inBatch(error, index) : error;
  }
}

function located(code: ProblemCode, path: string, values: Readonly<Record<string, string>>): Problem {
  const message = (language: 'it' | 'en'): ProblemDocument['detail'] =>
    new Problem(code, values).document(language).detail;
  return new Problem(code, values, { errors: (language) => [{ path, code, message: message(language) }] });
}

function listed(names: readonly string[]): string {
  const rest = names.length - longestList;
  return rest > 0 ? `${names.slice(0, longestList).join(', ')} … (+${rest})` : names.join(', ');
}
