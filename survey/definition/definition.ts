import type { z } from 'zod';
import { Problem, type Fault, type ProblemLanguage } from '../../problem.ts';
import { checkMeaning } from './check.ts';
import { definitionFaultText, type DefinitionFault } from './fault.ts';
import { checkExpressions, checkLimits } from './limit.ts';
import { Definition } from './schema.ts';

export type { Definition, Question } from './schema.ts';

/** So many faults are named; an instrument with more has one cause that the first ones show. */
const namedFaults = 100;

/**
 * Takes an instrument (parsed SurveyJS JSON) through the allow-list.
 * Sizes, depth and expression lengths are checked first, without recursion and before any expression is parsed.
 * @throws Problem `invalid_definition` with one entry a fault; its path leads to the place, such as
 *   `pages[0].elements[2].visibleIf`
 */
export function parseDefinition(json: unknown): Definition {
  const limits = checkLimits(json);
  if (limits.length > 0) throw invalid(limits);
  const expressions = checkExpressions(json);
  const parsed = Definition.safeParse(json);
  const faults = parsed.success
    ? checkMeaning(parsed.data, expressions.referencesOf)
    : parsed.error.issues.flatMap(shapeFaults);
  if (!parsed.success || expressions.faults.length + faults.length > 0)
    throw invalid([...expressions.faults, ...faults]);
  return parsed.data;
}

function invalid(faults: readonly DefinitionFault[]): Problem {
  const named = faults.slice(0, namedFaults);
  const errors = (language: ProblemLanguage): Fault[] =>
    named.map((fault) => ({ path: fault.path, code: fault.code, message: definitionFaultText(fault, language) }));
  const [first] = errors('it');
  return new Problem(
    'invalid_definition',
    { count: faults.length, first: first ? `${first.path}: ${first.message}` : '' },
    { errors },
  );
}

type Issue = z.core.$ZodIssue;

/** zod's issues as faults of ours: one for each key that is not on the list. */
function shapeFaults(issue: Issue): DefinitionFault[] {
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((value) => keyFault(path ? `${path}.${value}` : value, value));
  if (issue.code === 'invalid_union') {
    const keys = issue.errors.flat().filter(({ code }) => code === 'unrecognized_keys');
    if (keys.length > 0) return keys.flatMap((one) => shapeFaults({ ...one, path: [...issue.path, ...one.path] }));
  }
  return [{ path, code: 'wrong_shape', value: issue.message }];
}

/** What greys a choice out has a sentence of its own: it looks like a rule and is none (docs/decisions/0020). */
function keyFault(path: string, value: string): DefinitionFault {
  const disables = /\.(choicesEnableIf|choices\[\d+\]\.enableIf)$/.test(path);
  return { path, code: disables ? 'choice_disabled' : 'not_allowed', value };
}

/** `['pages', 0, 'name']` as `pages[0].name`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`),
    '',
  );
}
