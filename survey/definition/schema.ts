/**
 * The part of SurveyJS that an instrument may use, as strict schemas: what is not named here is refused.
 * No raw HTML, no addresses to fetch or go to, no triggers, no values set behind the respondent's back.
 */
import { z } from 'zod';
import { Expression, look, Name, Repeat, simple, Text, type Question } from './question.ts';

export { longestExpression } from './question.ts';
export type { Choice, Question, Text } from './question.ts';

/** A group on a page. Depth is limited before this schema recurses. */
export interface Panel {
  type: 'panel';
  name: string;
  title?: Text | undefined;
  visibleIf?: string | undefined;
  elements: Element[];
}
export type Element = Question | Panel;
const PanelShape = z.strictObject({
  type: z.literal('panel'),
  ...look,
  name: Name,
  title: Text.optional(),
  visibleIf: Expression.optional(),
  showNumber: z.boolean().optional(),
  state: z.enum(['default', 'collapsed', 'expanded']).optional(),
  get elements(): z.ZodType<Element[]> {
    return z.array(Element).min(1).max(200);
  },
});
export const Element: z.ZodType<Element> = z.lazy(() => z.discriminatedUnion('type', [...simple, Repeat, PanelShape]));

const Page = z.strictObject({
  ...look,
  name: Name,
  title: Text.optional(),
  visibleIf: Expression.optional(),
  navigationTitle: Text.optional(),
  elements: z.array(Element).min(1).max(200),
});
export type Page = z.infer<typeof Page>;

export const Definition = z.strictObject({
  title: Text,
  description: Text.optional(),
  locale: z.string().max(10).optional(),
  pages: z.array(Page).min(1).max(100),
  calculatedValues: z
    .array(z.strictObject({ name: Name, expression: Expression, includeIntoResult: z.literal(false).optional() }))
    .max(50)
    .optional(),
  /** answers to hidden questions leave the answers; `none` would send them, and the server refuses them */
  clearInvisibleValues: z.enum(['onComplete', 'onHidden']).optional(),
  checkErrorsMode: z.enum(['onNextPage', 'onValueChanged', 'onComplete']).optional(),
  textUpdateMode: z.enum(['onBlur', 'onTyping']).optional(),
  questionsOnPageMode: z.enum(['standard', 'singlePage', 'questionPerPage', 'inputPerPage']).optional(),
  showProgressBar: z
    .union([z.boolean(), z.enum(['auto', 'aboveheader', 'belowheader', 'bottom', 'topbottom', 'off', 'top', 'both'])])
    .optional(),
  progressBarLocation: z.enum(['auto', 'aboveheader', 'belowheader', 'bottom', 'topbottom']).optional(),
  progressBarType: z.enum(['pages', 'questions', 'requiredQuestions', 'correctQuestions', 'buttons']).optional(),
  progressBarShowPageTitles: z.boolean().optional(),
  progressBarShowPageNumbers: z.boolean().optional(),
  showQuestionNumbers: z.union([z.boolean(), z.enum(['on', 'off', 'onPage', 'onpage', 'recursive'])]).optional(),
  showPageNumbers: z.boolean().optional(),
  showPageTitles: z.boolean().optional(),
  showTitle: z.boolean().optional(),
  showPrevButton: z.boolean().optional(),
  showCompletePage: z.boolean().optional(),
  showTOC: z.boolean().optional(),
  completeText: Text.optional(),
  pageNextText: Text.optional(),
  pagePrevText: Text.optional(),
  requiredMark: z.string().max(5).optional(),
  requiredText: z.string().max(5).optional(),
  questionTitleLocation: z.enum(['top', 'bottom', 'left']).optional(),
  questionDescriptionLocation: z.enum(['underInput', 'underTitle']).optional(),
  questionErrorLocation: z.enum(['top', 'bottom']).optional(),
  questionTitlePattern: z.enum(['numTitleRequire', 'numRequireTitle', 'requireNumTitle', 'numTitle']).optional(),
  widthMode: z.enum(['auto', 'static', 'responsive']).optional(),
  width: z.string().max(20).optional(),
  fitToContainer: z.boolean().optional(),
  maxTextLength: z.int().min(0).max(5_000).optional(),
  autoFocusFirstError: z.boolean().optional(),
  focusOnFirstError: z.boolean().optional(),
  autoFocusFirstQuestion: z.boolean().optional(),
  focusFirstQuestionAutomatic: z.boolean().optional(),
  autoAdvanceEnabled: z.boolean().optional(),
  headerView: z.enum(['basic', 'advanced']).optional(),
});
/** An instrument that passed the allow-list: SurveyJS JSON with a codebook entry on each question. */
export type Definition = z.infer<typeof Definition>;
