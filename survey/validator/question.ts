import { compilePattern } from '../pattern.ts';
import type { Question } from '../definition/schema.ts';
import type { AnswerFault } from './fault.ts';
import { always, never, type Conditions, type Run, type Test } from './run.ts';
import { compileValue, type Check, type Simple } from './value.ts';

/** Everything that is known of one question before any answer arrives. */
export interface CompiledQuestion {
  readonly name: string;
  readonly shown: Test;
  readonly required: Test;
  readonly check: Check;
  /** what a question shown and left empty is told, beside `required` */
  readonly whenEmpty: Check;
}

/** @param around  whether the page and the panels around the question are shown */
export function compileSimple(question: Simple, around: Test, conditions: Conditions): CompiledQuestion {
  const { check, options } = compileValue(question, conditions);
  const own = conditions.compile(question.visibleIf, always);
  const rules = compileRules(question, conditions);
  const least = question.type === 'checkbox' ? (question.minSelectedChoices ?? 0) : 0;
  return {
    name: question.name,
    shown: both(
      both(around, own),
      options && 'hideIfChoicesEmpty' in question ? (run) => !options.noneOffered(run) : always,
    ),
    required: requiredTest(question, conditions),
    check: (value, run, path) => {
      const before = run.faults.length;
      check(value, run, path);
      if (run.faults.length === before) rules(value, run, path);
    },
    whenEmpty: (value, run, path) => {
      if (least > 0) run.fault({ path, code: 'too_few_choices', limit: least });
      rules(value, run, path);
    },
  };
}

export function requiredTest(question: Question, conditions: Conditions): Test {
  return question.isRequired ? always : conditions.compile(question.requiredIf, never);
}

export function both(first: Test, second: Test): Test {
  if (first === always) return second;
  return second === always ? first : (run) => first(run) && second(run);
}

interface Rule {
  readonly holds: (value: unknown, run: Run) => boolean;
  readonly fault: Omit<AnswerFault, 'path'>;
}
type Written = NonNullable<Question['validators']>[number];

/** The instrument's own rules; survey-core runs expressions on empty answers too, patterns only on text. */
export function compileRules(question: Question, conditions: Conditions): Check {
  const rules = (question.validators ?? []).map((written) => compileRule(written, conditions));
  if (rules.length === 0) return () => undefined;
  return (value, run, path) => {
    for (const { holds, fault } of rules) if (!holds(value, run)) run.fault({ path, ...fault });
  };
}

function compileRule(written: Written, conditions: Conditions): Rule {
  const fault = { code: 'rule_broken', text: written.text } as const;
  if (written.type === 'expression') {
    const test = conditions.compile(written.expression, always);
    return { holds: (_, run) => test(run), fault };
  }
  const pattern = compilePattern(written.regex, written.caseInsensitive ?? false);
  return { holds: (value) => typeof value !== 'string' || (pattern.matches?.(value) ?? false), fault };
}
