/** Conditions of an instrument as somebody with a pen follows them: by the numbers of questions and codes of choices. */
import { compileCondition, compileExpression, type Condition } from '../condition.ts';
import type { PaperItem, PaperRule } from '../contract.ts';
import type { PrintedChoice } from './paper-choice.ts';

/** A question that stands on the paper already. */
export interface Printed {
  readonly number: string;
  readonly item: PaperItem;
  readonly choices: readonly PrintedChoice[];
}

interface Around {
  readonly printed: ReadonlyMap<string, Printed>;
  /** expressions by name */
  readonly calculated: ReadonlyMap<string, string>;
}

/** What cannot be told by numbers and codes is `other`. */
export function ruleOf(condition: string, around: Around): PaperRule {
  return simpler(told(compileCondition(condition), around));
}

function told(condition: Condition, around: Around): PaperRule {
  if (condition.kind === 'leaf') return leafOf(condition.text, around);
  const kind = condition.kind === 'and' ? 'all' : 'any';
  return { kind, rules: [condition.left, condition.right].map((one) => told(one, around)) };
}

const leaf =
  /^\(?\{(?:panel\.)?(\w+)(?:\.length)?\} (==|!=|contains|notcontains|notempty|empty|>|>=|<|<=)(?: (.+?))?\)?$/;

function leafOf(text: string, { printed, calculated }: Around): PaperRule {
  const [, name = '', operator = '', right = ''] = leaf.exec(text) ?? [];
  const expression = calculated.get(name);
  const value = Number(right);
  if (expression !== undefined && operator.startsWith('>') && Number.isFinite(value)) {
    const numbers = sources(expression, { printed, calculated });
    return { kind: 'more', numbers, than: operator === '>' ? value : value - 1 };
  }
  const question = printed.get(name);
  if (!question) return { kind: 'other' };
  const { number } = question;
  if (operator === 'notempty') return { kind: 'answered', number };
  if (operator === 'empty') return { kind: 'empty', number };
  const code = /^'(.*)'$/.exec(right)?.[1];
  if (code === undefined) return { kind: 'other' };
  const codes = [codeOf(question, code, printed)];
  if (operator === '==' || operator === 'contains') return { kind: 'ticked', number, codes };
  if (operator === '!=' || operator === 'notcontains') return { kind: 'notTicked', number, codes };
  return { kind: 'other' };
}

/** The code as it is printed: a reference names the question at which the choice stands. */
function codeOf({ item, choices }: Printed, value: string, printed: ReadonlyMap<string, Printed>): string {
  const own = item.choices.find((choice) => choice.value === value);
  if (own) return own.code;
  for (const { number, item: other } of printed.values()) {
    const choice = item.from.includes(number) ? other.choices.find((one) => one.value === value) : undefined;
    if (choice) return `${number}.${choice.code}`;
  }
  return choices.find((one) => one.value === value)?.text ?? value;
}

/** Numbers of the questions of the paper that a calculated value reads. */
function sources(expression: string, around: Around): string[] {
  const names = compileExpression(expression).references.map(({ name }) => name);
  const numbers = names.flatMap((name) => {
    const inner = around.calculated.get(name);
    if (inner !== undefined && inner !== expression) return sources(inner, around);
    return around.printed.get(name)?.number ?? [];
  });
  return [...new Set(numbers)].sort((a, b) => Number(a) - Number(b));
}

/** Nested parts of one kind as one list; several codes of one question as one rule; nothing said twice. */
function simpler(rule: PaperRule): PaperRule {
  if (rule.kind !== 'all' && rule.kind !== 'any') return rule;
  const flat = rule.rules.map(simpler).flatMap((one) => (one.kind === rule.kind ? one.rules : [one]));
  const joined = flat.reduce<PaperRule[]>(
    (list, one) => addTo(list, one, rule.kind === 'any' ? 'ticked' : 'notTicked'),
    [],
  );
  const telling = joined.filter((one) => !isImplied(one, joined, rule.kind));
  return telling.length === 1 ? telling[0]! : { kind: rule.kind, rules: telling };
}

function addTo(list: PaperRule[], rule: PaperRule, kind: 'ticked' | 'notTicked'): PaperRule[] {
  if (rule.kind !== kind) return [...list, rule];
  const at = list.findIndex((one) => one.kind === kind && one.number === rule.number);
  const found = list[at];
  if (found?.kind !== kind) return [...list, rule];
  return list.with(at, { ...found, codes: [...new Set([...found.codes, ...rule.codes])] });
}

/** "Answered" says nothing beside "ticked" or "not ticked" of the same question. */
const isImplied = (rule: PaperRule, list: readonly PaperRule[], kind: 'all' | 'any') =>
  rule.kind === 'answered' &&
  kind === 'all' &&
  list.some((one) => (one.kind === 'ticked' || one.kind === 'notTicked') && one.number === rule.number);
