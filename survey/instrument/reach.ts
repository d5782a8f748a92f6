/** Questions that nobody can come to: proved where the answers can be listed, else looked for by walking. */
import { compileCondition, Scope, type Condition } from '../condition.ts';
import { questionCategories } from '../codebook/category.ts';
import type { Definition, Question } from '../definition/definition.ts';
import { placedQuestions, type PlacedQuestion } from '../definition/walk.ts';
import { found, type Found } from './finding.ts';

/** Every value that an answer can have, no answer included. */
interface Domain {
  readonly values: readonly unknown[];
  /** all of them are listed; of several ticks only some sets are */
  readonly exact: boolean;
}

/** So many combinations are tried for one question, and so many for a whole instrument. */
const mostForOne = 2_000;
const mostInAll = 200_000;

/** What is wrong with the conditions whatever anybody answers. */
export function unreachable(definition: Definition): Found[] {
  const placed = placedQuestions(definition);
  const domains = new Map(placed.flatMap(({ question }) => domainOf(question)));
  const budget = { left: mostInAll };
  return placed.flatMap((one) => [...neverShown(one, domains, budget), ...deadParts(one, domains, budget)]);
}

function domainOf(question: Question): [string, Domain][] {
  const codes = questionCategories(question, new Map()).map(({ code }) => code);
  switch (question.type) {
    case 'radiogroup':
    case 'dropdown':
      return [[question.name, { values: [undefined, ...codes], exact: true }]];
    case 'boolean':
      return [[question.name, { values: [undefined, true, false], exact: true }]];
    case 'checkbox': {
      const sets = [...codes.map((code) => [code]), ...codes.map((_, end) => codes.slice(0, end + 1))];
      return [[question.name, { values: [undefined, ...sets], exact: false }]];
    }
    default:
      return [];
  }
}

type Domains = ReadonlyMap<string, Domain>;
interface Budget {
  left: number;
}

function conditionsOf({ question, containers, path }: PlacedQuestion) {
  const own = question.visibleIf === undefined ? [] : [{ visibleIf: question.visibleIf, path: `${path}.visibleIf` }];
  return [...containers, ...own].map((one) => ({ ...one, condition: compileCondition(one.visibleIf) }));
}

/** A proof: all combinations of the answers that its conditions read were tried. */
function neverShown(placed: PlacedQuestion, domains: Domains, budget: Budget): Found[] {
  const conditions = conditionsOf(placed);
  const names = namesOf(conditions.map(({ condition }) => condition));
  const lists = names?.map((name) => domains.get(name));
  if (conditions.length === 0 || !lists?.every((list) => list?.exact)) return [];
  const size = lists.reduce((product, list) => product * list!.values.length, 1);
  if (size > mostForOne || size > budget.left) return [];
  budget.left -= size;
  const scopes = combinations(
    names!,
    lists.map((list) => list!.values),
  );
  const shown = scopes.some((scope) => conditions.every(({ condition }) => holds(condition, scope)));
  return shown ? [] : [found(`${placed.path}.visibleIf`, 'never_shown')];
}

/** Parts that read one question and hold for none of its answers, such as a code that it does not have. */
function deadParts(placed: PlacedQuestion, domains: Domains, budget: Budget): Found[] {
  const own = conditionsOf(placed).filter(({ path }) => path.startsWith(placed.path));
  return own.flatMap(({ condition, path }) =>
    leavesOf(condition).flatMap((leaf): Found[] => {
      const names = namesOf([leaf]);
      const domain = names?.length === 1 ? domains.get(names[0]!) : undefined;
      if (!domain || domain.values.length > budget.left) return [];
      budget.left -= domain.values.length;
      const scopes = combinations(names!, [domain.values]);
      return scopes.some((scope) => holds(leaf, scope)) ? [] : [found(path, 'condition_never', leaf.text)];
    }),
  );
}

type Leaf = Extract<Condition, { kind: 'leaf' }>;

const leavesOf = (condition: Condition): Leaf[] =>
  condition.kind === 'leaf' ? [condition] : [...leavesOf(condition.left), ...leavesOf(condition.right)];

/** The questions that conditions read; null where they read anything else (a row, a block, a choice). */
function namesOf(conditions: readonly Condition[]): string[] | null {
  const references = conditions.flatMap(leavesOf).flatMap((leaf) => leaf.references);
  return references.every(({ kind }) => kind === 'answer') ? [...new Set(references.map(({ name }) => name))] : null;
}

function holds(condition: Condition, scope: Scope): boolean {
  if (condition.kind === 'leaf') return condition.holds(scope);
  const left = holds(condition.left, scope);
  return condition.kind === 'and' ? left && holds(condition.right, scope) : left || holds(condition.right, scope);
}

function combinations(names: readonly string[], lists: readonly (readonly unknown[])[]): Scope[] {
  const rows = lists.reduce<unknown[][]>(
    (before, list) => before.flatMap((row) => list.map((one) => [...row, one])),
    [[]],
  );
  return rows.map((row) => new Scope((name) => row[names.indexOf(name)]));
}
