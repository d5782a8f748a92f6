/** What a questionnaire asks, as it is drawn: the same for the server's first page and for SurveyJS's model. */

/** A choice; the value is the text that stands in the page's own field. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly disabled?: boolean;
}

interface Common {
  /** of the field, or the beginning of the ids of several */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** the title is there for screen readers only */
  readonly hidesTitle?: boolean;
  readonly heading: 'h2' | 'h3' | 'h4';
  readonly description: string;
  readonly required: boolean;
  readonly errors: readonly string[];
  /** false while the server's drawing waits for its program: the fields keep what was done to them */
  readonly live: boolean;
}

export interface Choosing extends Common {
  readonly kind: 'radiogroup' | 'checkbox';
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  /** areas of life, as cards with a pictogram */
  readonly pictures: boolean;
  /** words of the button that takes the choice back, where there is one */
  readonly clear?: string | undefined;
  readonly pick: (value: string, checked: boolean) => void;
}

export interface Rating extends Common {
  readonly kind: 'rating';
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  /** what the lowest and the highest mean */
  readonly ends: readonly [string, string];
  readonly pick: (value: string) => void;
}

export interface Listing extends Common {
  readonly kind: 'select' | 'combobox';
  readonly choices: readonly Choice[];
  readonly chosen: string | null;
  readonly placeholder: string;
  readonly pick: (value: string | null) => void;
}

export interface Writing extends Common {
  readonly kind: 'text' | 'number' | 'comment';
  readonly written: string;
  readonly placeholder: string;
  readonly longest: number | null;
  readonly rows: number;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  readonly write: (text: string) => void;
}

export interface Row {
  readonly value: string;
  readonly text: string;
  readonly chosen: string | null;
  readonly faulty: boolean;
}

export interface Grid extends Common {
  readonly kind: 'matrix';
  readonly rows: readonly Row[];
  readonly columns: readonly Choice[];
  readonly pick: (row: string, column: string) => void;
}

/** One of the blocks that repeat. */
export interface Block {
  readonly id: string;
  readonly title: string;
  readonly heading: 'h3' | 'h4';
  readonly elements: readonly Asked[];
  readonly remove: () => void;
  /** whether something is lost with it */
  readonly answered: boolean;
}

export interface Blocks extends Common {
  readonly kind: 'blocks';
  readonly blocks: readonly Block[];
  readonly words: { readonly add: string; readonly remove: string; readonly confirm: string; readonly none: string };
  readonly canRemove: boolean;
  /** null where no more may be added */
  readonly add: (() => void) | null;
}

export interface Group extends Common {
  readonly kind: 'panel';
  readonly elements: readonly Asked[];
}

export type Asked = Choosing | Rating | Listing | Writing | Grid | Blocks | Group;

/** A page of questions. */
export interface AskedPage {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly elements: readonly Asked[];
  /** tells whoever watches that a question stands on the screen */
  readonly ondraw?: (id: string, element: HTMLElement) => void;
}

export const titleId = (id: string): string => `${id}_ariaTitle`;

/** The ids of what is told of a question beside its title: its fault, then its description. */
export const describedBy = ({ id, errors, description }: Pick<Common, 'id' | 'errors' | 'description'>) =>
  [errors.length > 0 && `${id}-fault`, description && `${id}-help`].filter(Boolean).join(' ') || undefined;

/** Puts the focus where a question is answered: on its first faulty field, the chosen one, or the first. */
export function focusQuestion(id: string): void {
  const question = document.querySelector(`[data-question="${CSS.escape(id)}"]`);
  const first = (selector: string) => question?.querySelector<HTMLElement>(selector);
  const field =
    first('[aria-invalid=true]:is(input, select, textarea)') ??
    first('[role=radiogroup][aria-invalid=true] input:enabled') ??
    first('input:checked') ??
    first(':is(input, select, textarea):enabled') ??
    first('button');
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
