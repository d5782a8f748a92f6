import { parseAst, type Plugin } from 'vite';

/**
 * SurveyJS's engine is one module of which each class registers itself, so that every type of question counts as used:
 * 287 kB gzipped. Here a class stays when something that stays needs it, and what registers a class stays with the class.
 */
const kept = [
  ...['SurveyModel', 'settings', 'surveyLocalization', 'getLocaleStrings', 'setupLocale'],
  // dashboard/lib/survey/sparing.ts
  ...['ConditionRunner', 'ConditionsParser', 'QuestionSelectBase'],
  // what an instrument may ask (survey/definition/question.ts), by the names that SurveyJS makes them of
  ...['PageModel', 'PanelModel', 'QuestionRadiogroupModel', 'QuestionDropdownModel', 'QuestionCheckboxModel'],
  ...['QuestionRatingModel', 'QuestionBooleanModel', 'QuestionTextModel', 'QuestionCommentModel'],
  ...['QuestionMatrixModel', 'QuestionPanelDynamicModel', 'CalculatedValue', 'ItemValue', 'ChoiceItem', 'CheckboxItem'],
  ...[
    'InputMaskBase',
    'ExpressionValidator',
    'RegexValidator',
    'NumericValidator',
    'TextValidator',
    'AnswerCountValidator',
  ],
];

/** What classes that stay would make for parts of the page that we draw ourselves. Each throws, by name, when it is made. */
const leftOut = new Set([
  ...['Cover', 'DragDropDOMAdapter', 'DropdownListModel', 'InputElementAdapter', 'ListModel', 'Notifier', 'PopupModel'],
  ...['ProgressButtons', 'QuestionCompositeModel', 'QuestionCustomModel'],
  ...['TOCModel'],
]);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}
interface Statement {
  readonly node: Node;
  /** what it declares */
  readonly names: readonly string[];
  /** what it needs when it stays */
  readonly needs: ReadonlySet<string>;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** The names of variables in a piece of code; of `a.b` and `{ b: a }` only `a`. */
function namesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) namesIn(one, found);
  if (!isNode(value)) return found;
  if (value.type === 'Identifier') return found.add(value['name'] as string);
  const plain = !value['computed'];
  for (const [key, inner] of Object.entries(value)) {
    const isName = plain && ((value.type === 'MemberExpression' && key === 'property') || key === 'key');
    if (!isName && typeof inner === 'object') namesIn(inner, found);
  }
  return found;
}

function declaredBy(node: Node): string[] {
  const { type } = node;
  if (type === 'FunctionDeclaration' || type === 'ClassDeclaration') return [...namesIn(node['id'])];
  const declarations = type === 'VariableDeclaration' ? (node['declarations'] as Node[]) : [];
  return declarations.flatMap(({ id }) => [...namesIn(id)]);
}

function statementOf(node: Node): Statement {
  const names = declaredBy(node);
  return { node, names, needs: namesIn(names.some((name) => leftOut.has(name)) ? node['superClass'] : node) };
}

/** Arguments of a call by which a class is registered; the class stands in the one that is named. */
const registrations: Readonly<Record<string, number>> = {
  __decorate: 1,
  'Serializer.addClass': 2,
  'QuestionFactory.Instance.registerQuestion': 1,
};

/** The one act that is about a type without naming its class. */
const pictures = 'Serializer.getProperty("imagepicker", "choices")';

/** The classes and functions that an act is about, which stays when they all do; null for an act about anything. */
function about(node: Node, text: (node: Node) => string, isMade: (name: string) => boolean): string[] | null {
  const act = node['expression'] as Node | undefined;
  if (act?.type === 'AssignmentExpression') {
    const named = [...namesIn(act['left'])].filter(isMade);
    return text(node).startsWith(pictures) ? ['QuestionImagePickerModel'] : named;
  }
  if (act?.type !== 'CallExpression') return null;
  const place = registrations[text(act['callee'] as Node)];
  return place === undefined ? null : [...namesIn((act['arguments'] as Node[])[place])].filter(isMade);
}

/** @throws Error where this version of SurveyJS has other names: then what is needed might be missing */
export function slimmed(code: string): string {
  const statements = (parseAst(code).body as unknown as Node[]).map(statementOf);
  const text = ({ start, end }: Node) => code.slice(start, end);
  const declared = new Map(statements.flatMap((one) => one.names.map((name) => [name, one] as const)));
  const unknown = [...kept, ...leftOut].filter((name) => !declared.has(name));
  if (unknown.length > 0) throw new Error(`SurveyJS has no ${unknown.join(', ')} any more`);

  const made = (name: string) => /^(Class|Function)/.test(declared.get(name)?.node.type ?? '');
  const acts = statements
    .filter(({ node, names }) => names.length === 0 && node.type !== 'ExportNamedDeclaration')
    .map((act) => ({ act, of: about(act.node, text, made) ?? [] }));
  const staying = new Set<Statement>();
  const keep = (one: Statement | undefined) => {
    if (!one || staying.has(one)) return;
    staying.add(one);
    for (const name of one.needs) keep(declared.get(name));
  };
  const stays = (name: string) => !leftOut.has(name) && staying.has(declared.get(name)!);
  for (const name of kept) keep(declared.get(name));
  for (let before = -1; before < staying.size;) {
    before = staying.size;
    for (const { act, of } of acts) if (of.every(stays)) keep(act);
  }
  return statements
    .filter((one) => staying.has(one))
    .map((one) => (one.names.some((name) => leftOut.has(name)) ? missing(one, text) : text(one.node)))
    .concat(`export { ${kept.join(', ')} };`)
    .join('\n');
}

function missing({ names: [name], node }: Statement, text: (node: Node) => string): string {
  const parent = isNode(node['superClass']) ? ` extends ${text(node['superClass'])}` : '';
  return `class ${name}${parent} { constructor() { throw new Error('left out of SurveyJS: ${name}'); } }`;
}

/** Leaves out of the respondents' pages what no instrument asks for. */
export const surveyParts = (): Plugin => ({
  name: 'survey-parts',
  apply: 'build',
  enforce: 'pre',
  transform: { filter: { id: /survey-core\/fesm\/survey-core\.mjs$/ }, handler: slimmed },
});
