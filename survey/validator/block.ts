import type { Question } from '../definition/schema.ts';
import { walk } from './walk.ts';
import { always, type Conditions, type Run, type Test } from './run.ts';
import { both, compileRules, compileSimple, requiredTest, type CompiledQuestion } from './question.ts';
import { isRecord } from './value.ts';

type Repeat = Extract<Question, { type: 'paneldynamic' }>;

/** A repeated block: a list of objects, each with the answers to the questions of the block. */
export function compileBlock(question: Repeat, around: Test, conditions: Conditions): CompiledQuestion {
  const inner = question.templateElements.map((element) => compileSimple(element, always, conditions));
  const names = new Set(inner.map(({ name }) => name));
  const { minPanelCount: least = 0, maxPanelCount: most = 20 } = question;
  const rules = compileRules(question, conditions);
  return {
    name: question.name,
    shown: both(around, conditions.compile(question.visibleIf, always)),
    required: requiredTest(question, conditions),
    check: (value, run, path) => {
      if (!Array.isArray(value)) return run.fault({ path, code: 'wrong_type', expected: 'blocks' });
      if (value.length > most) return run.fault({ path, code: 'too_many_blocks', limit: most });
      if (value.length < least) run.fault({ path, code: 'too_few_blocks', limit: least });
      value.forEach((block: unknown, index) => checkBlock(block, inner, names, run, `${path}[${index}]`));
      rules(value, run, path);
    },
    whenEmpty: (value, run, path) => {
      if (least > 0) run.fault({ path, code: 'too_few_blocks', limit: least });
      rules(value, run, path);
    },
  };
}

function checkBlock(
  block: unknown,
  inner: readonly CompiledQuestion[],
  names: ReadonlySet<string>,
  run: Run,
  path: string,
): void {
  if (!isRecord(block)) return run.fault({ path, code: 'wrong_type', expected: 'blocks' });
  for (const name of Object.keys(block))
    if (!names.has(name)) run.fault({ path: `${path}.${name.slice(0, 60)}`, code: 'unknown_question' });
  run.scope.panel = block;
  walk(inner, run, {
    prefix: `${path}.`,
    read: (name) => run.scope.panel?.[name],
    drop: (name) => {
      const { [name]: _, ...others } = run.scope.panel ?? {};
      run.scope.panel = others;
    },
  });
  run.scope.panel = undefined;
}
