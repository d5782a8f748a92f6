import type { Choice, Definition, Element, Question } from './schema.ts';

/** A question with what stands around it. */
export interface PlacedQuestion {
  readonly question: Question;
  /** `pages[0].elements[2]` */
  readonly path: string;
  /** conditions of the page and the panels around it, from the outside in */
  readonly containers: readonly { readonly visibleIf: string; readonly path: string }[];
}

/** Every question in the order in which it is asked, pages and panels opened; repeated blocks stay whole. */
export function placedQuestions(definition: Definition): PlacedQuestion[] {
  return definition.pages.flatMap((page, index) => {
    const path = `pages[${index}]`;
    return inside(page.elements, path, conditionOf(page, path));
  });
}

type Containers = PlacedQuestion['containers'];

function inside(elements: readonly Element[], path: string, containers: Containers): PlacedQuestion[] {
  return elements.flatMap((element, index) => {
    const place = `${path}.elements[${index}]`;
    if (element.type !== 'panel') return [{ question: element, path: place, containers }];
    return inside(element.elements, place, [...containers, ...conditionOf(element, place)]);
  });
}

function conditionOf(container: { visibleIf?: string | undefined }, path: string): Containers {
  return container.visibleIf === undefined ? [] : [{ visibleIf: container.visibleIf, path: `${path}.visibleIf` }];
}

/** The choices of a question as `{value, …}`, whether they were written short or long. */
export function choicesOf(choices: readonly (string | ChoiceItem)[]): ChoiceItem[] {
  return choices.map((choice) => (typeof choice === 'string' ? { value: choice } : choice));
}
export type ChoiceItem = Exclude<Choice, string>;
