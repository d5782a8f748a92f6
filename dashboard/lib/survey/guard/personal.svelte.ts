/** What in free texts of a questionnaire looks like an address, a number or a code of a person. */
import { findPersonal, personalWords, removePersonal, type PersonalKind } from '../../../../survey/personal.ts';
import type { Question } from '../engine.ts';
import type { Flow } from '../flow.svelte.ts';

/** Something that was found, in one question; `page` is the question to go to. */
export interface Found {
  readonly key: string;
  readonly kind: PersonalKind;
  /** what will stand in its place */
  readonly word: string;
  readonly title: string;
  readonly remove: () => void;
}

interface Block extends Question {
  readonly panels?: readonly { readonly questions: readonly Question[] }[];
}

/** What somebody has looked at and left as it is. */
class Left {
  keys = $state.raw<readonly string[]>([]);
}
const flows = new WeakMap<Flow, Left>();

/** The same for a question's page and for the review, on one way through. */
export function leftIn(flow: Flow): Left {
  const left = flows.get(flow) ?? new Left();
  flows.set(flow, left);
  return left;
}

/** The first finding of each free text on the page, or of all pages. */
export function personalIn({ model }: Flow, everywhere: boolean): Found[] {
  const pages = everywhere ? model.visiblePages : [model.currentPage];
  return pages
    .flatMap((page) => page.questions as Block[])
    .filter((question) => question.isVisible)
    .flatMap(textsOf)
    .flatMap(([question, block]) => foundIn(question, block));
}

/** A question with what tells it from the same one in another block, on any page. */
const textsOf = (question: Block): (readonly [Question, number])[] =>
  question.panels?.flatMap((panel, block) => panel.questions.map((inner) => [inner, block] as const)) ?? [
    [question, 0],
  ];

function foundIn(question: Question, block: number): Found[] {
  const text: unknown = question.value;
  const isText = question.getType() === 'comment' || question.getType() === 'text';
  const [first] = isText && typeof text === 'string' ? findPersonal(text) : [];
  if (!first || typeof text !== 'string') return [];
  const remove = () => void (question.value = removePersonal(text));
  return [
    {
      ...{ key: `${question.name}:${block}:${text}`, kind: first.kind, word: personalWords[first.kind] },
      ...{ title: question.processedTitle, remove },
    },
  ];
}
