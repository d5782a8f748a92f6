/** Reads from SurveyJS's model what is asked on a page, as it stands. */
import type { PageModel, PanelModel, Question, SurveyModel } from 'survey-core';
import { searchedFrom } from '../first-question.ts';
import type { Asked, AskedPage, Block, Choice } from './asked.ts';

/** What SurveyJS's declarations leave to each type of question. */
export interface Item {
  readonly value: string | number | boolean;
  readonly text: string;
  readonly isEnabled: boolean;
}
interface Fields extends Question {
  visibleChoices: Item[];
  visibleRateValues: Item[];
  visibleColumns: Item[];
  visibleRows: { name: string; text: string; value: unknown; hasError: boolean }[];
  searchEnabled: boolean;
  choices: unknown[];
  placeholder: string;
  inputType: string;
  rows: number;
  min?: number;
  max?: number;
  step?: number;
  showClearButton: boolean;
  clearButtonCaption: string;
  labelTrue: string;
  labelFalse: string;
  minRateDescription: string;
  maxRateDescription: string;
  visiblePanels: PanelModel[];
  canAddPanel: boolean;
  canRemovePanel: boolean;
  confirmDelete: boolean;
  confirmDeleteText: string;
  addPanelText: string;
  removePanelText: string;
  noEntriesText: string;
  addPanel: () => unknown;
  removePanel: (panel: PanelModel) => void;
  getMaxLength: () => number | null;
  clickItemHandler: (item: Item, checked?: boolean) => void;
}
type Element = Question | PanelModel;
interface Around {
  /** names of the questions whose choices are areas of life */
  readonly areas: readonly string[];
}

/** The page on the screen. */
export function pageOf(model: SurveyModel, around: Around): AskedPage {
  const page = model.currentPage as PageModel | null;
  if (!page) return { id: '', title: '', description: '', elements: [] };
  return {
    id: page.id,
    title: page.title ? page.processedTitle : '',
    description: page.locDescription.textOrHtml,
    elements: elementsOf(page, around),
    ondraw: (id, element) => {
      const drawn = model.getAllQuestions(true, false, true).find((question) => question.id === id);
      if (drawn) model.afterRenderQuestion(drawn, element);
    },
  };
}

const elementsOf = (parent: PanelModel, around: Around): Asked[] =>
  (parent.elements as unknown as Element[]).filter(({ isVisible }) => isVisible).map((one) => askedOf(one, around));

function askedOf(element: Element, around: Around): Asked {
  if (element.isPanel) return { ...told(element), kind: 'panel', elements: elementsOf(element as PanelModel, around) };
  const question = element as Fields;
  const read = kinds[question.getType()];
  if (!read) throw new Error(`nothing draws a question of type ${question.getType()}`);
  return read(question, around);
}

/** Headings one below the other: page, block, question; a question on a page without a title heads it. */
function headingOf(element: Element): 'h2' | 'h3' | 'h4' {
  const parent = element.parent as PanelModel | null;
  if (!parent || parent.isPage) return parent?.title ? 'h3' : 'h2';
  return headingOf(parent) === 'h2' ? 'h3' : 'h4';
}

const told = (element: Element) => ({
  id: element.id,
  name: element.name,
  title: element.isPanel && !element.title ? '' : element.processedTitle,
  hidesTitle: !element.isPanel && (element as Question).getTitleLocation() === 'hidden',
  heading: headingOf(element),
  description: element.locDescription.textOrHtml,
  required: element.isRequired,
  errors: element.errors.map((error) => error.getText()),
  live: true,
});

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : `${value as string}`);
const choiceOf = ({ value, text, isEnabled }: Item): Choice => ({ value: textOf(value), text, disabled: !isEnabled });
const chosenOf = ({ value }: Question): string[] =>
  Array.isArray(value) ? value.map(textOf) : value === undefined || value === null ? [] : [textOf(value)];
const found = (items: readonly Item[], value: string) => items.find((item) => textOf(item.value) === value);

type Reader = (question: Fields, around: Around) => Asked;

const chosenFrom: Reader = (question, { areas }) => ({
  ...told(question),
  kind: question.getType() === 'checkbox' ? 'checkbox' : 'radiogroup',
  choices: question.visibleChoices.map(choiceOf),
  chosen: chosenOf(question),
  pictures: areas.includes(question.name),
  clear: question.showClearButton && !question.isEmpty() ? question.clearButtonCaption : undefined,
  pick: (value: string, checked: boolean) => {
    const item = found(question.visibleChoices, value);
    if (question.getType() === 'checkbox' && item) question.clickItemHandler(item, checked);
    else question.value = item?.value;
  },
});

const listed: Reader = (question) => ({
  ...told(question),
  kind: question.searchEnabled === false || question.choices.length < searchedFrom ? 'select' : 'combobox',
  choices: question.visibleChoices.map(choiceOf),
  chosen: chosenOf(question)[0] ?? null,
  placeholder: question.placeholder,
  pick: (value: string | null) =>
    (question.value = value === null ? undefined : found(question.visibleChoices, value)?.value),
});

const rated: Reader = (question) => ({
  ...told(question),
  kind: 'rating',
  choices: question.visibleRateValues.map(choiceOf),
  chosen: chosenOf(question),
  ends: [question.minRateDescription, question.maxRateDescription],
  pick: (value) => (question.value = found(question.visibleRateValues, value)?.value),
});

const eitherOr: Reader = (question) => ({
  ...told(question),
  kind: 'radiogroup',
  choices: [
    { value: 'true', text: question.labelTrue },
    { value: 'false', text: question.labelFalse },
  ],
  chosen: chosenOf(question),
  pictures: false,
  pick: (value) => (question.value = value === 'true'),
});

const written: Reader = (question) => ({
  ...told(question),
  kind: question.getType() === 'comment' ? 'comment' : question.inputType === 'number' ? 'number' : 'text',
  written: textOf(question.value),
  placeholder: question.placeholder,
  longest: question.getMaxLength(),
  rows: question.rows,
  ...{ min: question.min, max: question.max, step: question.step },
  write: (text) => (question.value = text === '' ? undefined : text),
});

const tabled: Reader = (question) => ({
  ...told(question),
  kind: 'matrix',
  rows: question.visibleRows.map(({ name, text, value, hasError }) => ({
    ...{ value: name, text, chosen: value === undefined || value === null ? null : textOf(value), faulty: hasError },
  })),
  columns: question.visibleColumns.map(choiceOf),
  pick: (row, column) => {
    const value = found(question.visibleColumns, column)?.value;
    question.value = { ...(question.value as object | undefined), [row]: value };
  },
});

const hasFault = (panel: PanelModel) => panel.questions.some(({ errors }) => errors.length > 0);

const repeated: Reader = (question, around) => ({
  ...told(question),
  kind: 'blocks',
  // what is wrong inside is told there
  errors: question.visiblePanels.some(hasFault) ? [] : told(question).errors,
  blocks: question.visiblePanels.map((panel, index) => blockOf(question, panel, index, around)),
  words: {
    ...{ add: question.addPanelText, remove: question.removePanelText, none: question.noEntriesText },
    confirm: question.confirmDelete ? question.confirmDeleteText : '',
  },
  canRemove: question.canRemovePanel,
  add: question.canAddPanel ? () => void question.addPanel() : null,
});

function blockOf(question: Fields, panel: PanelModel, index: number, around: Around): Block {
  return {
    id: panel.id,
    title: panel.processedTitle || `${question.processedTitle} ${index + 1}`,
    heading: headingOf(question) === 'h2' ? 'h3' : 'h4',
    elements: elementsOf(panel, around),
    answered: panel.questions.some((inner) => !inner.isEmpty()),
    remove: () => question.removePanel(panel),
  };
}

const kinds: Readonly<Record<string, Reader>> = {
  ...{ radiogroup: chosenFrom, checkbox: chosenFrom, dropdown: listed, rating: rated, boolean: eitherOr },
  ...{ text: written, comment: written, matrix: tabled, paneldynamic: repeated },
};
