/** The questions that an instrument may use, as strict schemas: a property that is not named here is refused. */
import { z } from 'zod';
import { CodebookEntry } from '../contract.ts';

/** Longest expression, in characters; checked before any parser sees it. */
export const longestExpression = 2_000;

/** Markup, and addresses that run code. */
export const markup = /<[a-z!/?]|javascript:|data:text/i;
const plain = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !markup.test(text), 'no markup and no addresses that run code');

/** A sentence for people: one string, or one a language (`default` is SurveyJS's own key). */
export const Text = z.union(
  [plain(4_000), z.record(z.string().regex(/^(default|[a-z]{2}(-[A-Z]{2})?)$/), plain(4_000))],
  { error: 'a text, or a text for each language, without markup' },
);
export type Text = z.infer<typeof Text>;

export const Expression = z.string().min(1).max(longestExpression);
/** Names reach SQL identifiers, expressions and answer keys: plain and the same everywhere. */
export const Name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]{0,59}$/, 'a name begins with a small letter: letters, digits, _');
/** A choice value is the category code of the API, so nothing that separates codes in an address. */
const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, 'a code: letters, digits, . _ -');

export const Choice = z.union(
  [
    Code,
    z.strictObject({
      value: Code,
      text: Text.optional(),
      visibleIf: Expression.optional(),
      isExclusive: z.boolean().optional(),
    }),
  ],
  { error: 'a code, or {value, text, visibleIf, isExclusive}' },
);
export type Choice = z.infer<typeof Choice>;

const Validator = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('expression'), expression: Expression, text: Text.optional() }),
  z.strictObject({
    type: z.literal('regex'),
    regex: z.string().min(1).max(500),
    caseInsensitive: z.boolean().optional(),
    text: Text.optional(),
  }),
]);

/** What changes the look only; the value never reaches the server's logic. */
export const look = {
  description: Text.optional(),
  titleLocation: z.enum(['default', 'top', 'bottom', 'left', 'hidden']).optional(),
  descriptionLocation: z.enum(['default', 'underInput', 'underTitle']).optional(),
  startWithNewLine: z.boolean().optional(),
  indent: z.int().min(0).max(9).optional(),
  width: z.string().max(20).optional(),
  minWidth: z.string().max(20).optional(),
  maxWidth: z.string().max(20).optional(),
};

const question = {
  ...look,
  name: Name,
  title: Text.optional(),
  visibleIf: Expression.optional(),
  isRequired: z.boolean().optional(),
  requiredIf: Expression.optional(),
  requiredErrorText: Text.optional(),
  errorLocation: z.enum(['default', 'top', 'bottom']).optional(),
  validators: z.array(Validator).max(10).optional(),
  codebook: CodebookEntry,
};

const choosing = {
  ...question,
  choices: z.array(Choice).min(1).max(10_000),
  choicesOrder: z.enum(['none', 'asc', 'desc', 'random']).optional(),
  choicesVisibleIf: Expression.optional(),
  hideIfChoicesEmpty: z.boolean().optional(),
  showNoneItem: z.boolean().optional(),
  noneText: Text.optional(),
  showRefuseItem: z.boolean().optional(),
  refuseText: Text.optional(),
  separateSpecialChoices: z.boolean().optional(),
  colCount: z.int().min(0).max(6).optional(),
};

export const Radiogroup = z.strictObject({
  type: z.literal('radiogroup'),
  ...choosing,
  showClearButton: z.boolean().optional(),
});
export const Dropdown = z.strictObject({
  type: z.literal('dropdown'),
  ...choosing,
  placeholder: Text.optional(),
  searchEnabled: z.boolean().optional(),
  searchMode: z.enum(['contains', 'startsWith']).optional(),
  allowClear: z.boolean().optional(),
  textWrapEnabled: z.boolean().optional(),
});
export const Checkbox = z.strictObject({
  type: z.literal('checkbox'),
  ...choosing,
  maxSelectedChoices: z.int().min(1).optional(),
  minSelectedChoices: z.int().min(1).optional(),
});
export const Rating = z.strictObject({
  type: z.literal('rating'),
  ...question,
  rateMin: z.int().optional(),
  rateMax: z.int().optional(),
  rateStep: z.int().min(1).optional(),
  rateCount: z.int().min(2).max(20).optional(),
  autoGenerate: z.boolean().optional(),
  rateValues: z
    .array(z.union([Code, z.strictObject({ value: Code, text: Text.optional() })]))
    .min(2)
    .max(20)
    .optional(),
  rateType: z.enum(['labels', 'stars', 'smileys']).optional(),
  displayMode: z.enum(['auto', 'buttons', 'dropdown']).optional(),
  minRateDescription: Text.optional(),
  maxRateDescription: Text.optional(),
  rateDescriptionLocation: z.enum(['leftRight', 'top', 'bottom', 'topBottom']).optional(),
});
export const Boolean = z.strictObject({
  type: z.literal('boolean'),
  ...question,
  labelTrue: Text.optional(),
  labelFalse: Text.optional(),
  renderAs: z.enum(['default', 'radio', 'checkbox']).optional(),
});
export const TextInput = z.strictObject({
  type: z.literal('text'),
  ...question,
  inputType: z.enum(['text', 'number']).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
  maxLength: z.int().min(1).max(1_000).optional(),
  placeholder: Text.optional(),
  minErrorText: Text.optional(),
  maxErrorText: Text.optional(),
  inputMode: z.string().max(20).optional(),
  size: z.int().min(1).max(200).optional(),
});
export const Comment = z.strictObject({
  type: z.literal('comment'),
  ...question,
  maxLength: z.int().min(1).max(5_000).optional(),
  placeholder: Text.optional(),
  rows: z.int().min(1).max(40).optional(),
  autoGrow: z.boolean().optional(),
});
const MatrixItem = z.union([Code, z.strictObject({ value: Code, text: Text.optional() })]);
/** One choice a row; each row is a question of the codebook. */
export const Matrix = z.strictObject({
  type: z.literal('matrix'),
  ...question,
  rows: z.array(MatrixItem).min(1).max(100),
  columns: z.array(MatrixItem).min(2).max(20),
  isAllRowRequired: z.boolean().optional(),
  eachRowRequired: z.boolean().optional(),
  rowOrder: z.enum(['initial', 'random']).optional(),
  rowsOrder: z.enum(['initial', 'random']).optional(),
  codebook: z.strictObject({ rows: z.record(Code, CodebookEntry) }),
});

export const simple = [Radiogroup, Dropdown, Checkbox, Rating, Boolean, TextInput, Comment, Matrix] as const;

/** A block repeated for each job profile; inside it only simple questions. */
export const Repeat = z.strictObject({
  type: z.literal('paneldynamic'),
  ...question,
  codebook: z.strictObject({ repeat: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/) }),
  templateElements: z
    .array(z.discriminatedUnion('type', [...simple]))
    .min(1)
    .max(50),
  templateTitle: Text.optional(),
  templateDescription: Text.optional(),
  panelCount: z.int().min(0).max(20).optional(),
  minPanelCount: z.int().min(0).max(20).optional(),
  maxPanelCount: z.int().min(1).max(20).optional(),
  allowAddPanel: z.boolean().optional(),
  allowRemovePanel: z.boolean().optional(),
  confirmDelete: z.boolean().optional(),
  addPanelText: Text.optional(),
  removePanelText: Text.optional(),
  confirmDeleteText: Text.optional(),
  noEntriesText: Text.optional(),
  displayMode: z.enum(['list', 'tab', 'carousel']).optional(),
  panelsState: z.enum(['default', 'collapsed', 'expanded', 'firstExpanded']).optional(),
  templateQuestionTitleLocation: z.enum(['default', 'top', 'bottom', 'left']).optional(),
});

export const Question = z.discriminatedUnion('type', [...simple, Repeat]);
export type Question = z.infer<typeof Question>;
