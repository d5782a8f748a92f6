import { toPoints, toUnits, type Span } from './offset.ts';

/** Where a selection was begun and where it stands, in code points of an element's text. */
export interface Selected {
  readonly anchor: number;
  readonly focus: number;
}

/** What is selected in an element; null where the selection lies elsewhere. */
export function selectedIn(element: Element, text: string): Selected | null {
  const selection = element.ownerDocument.getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  if (!anchorNode || !focusNode || !element.contains(anchorNode) || !element.contains(focusNode)) return null;
  const point = (node: Node, offset: number) => toPoints(text, unitsBefore(element, node, offset));
  return { anchor: point(anchorNode, anchorOffset ?? 0), focus: point(focusNode, focusOffset ?? 0) };
}

function unitsBefore(element: Element, node: Node, offset: number): number {
  const range = element.ownerDocument.createRange();
  range.setStart(element, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** Selects words of an element; backwards, when they were chosen so. */
export function select(element: Element, text: string, { start, stop }: Span, isBackward: boolean): void {
  const ends = [start, stop].map((point) => placeOf(element, toUnits(text, point)));
  const [anchor, focus] = isBackward ? ends.toReversed() : ends;
  const selection = element.ownerDocument.getSelection();
  if (anchor && focus) selection?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
}

function placeOf(element: Element, units: number): { node: Node; offset: number } {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = units;
  let last: Node = element;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const long = node.textContent?.length ?? 0;
    if (left <= long) return { node, offset: left };
    left -= long;
    last = node;
  }
  return { node: last, offset: last === element ? 0 : (last.textContent?.length ?? 0) };
}
