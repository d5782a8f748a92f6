import type { RenderFunction } from './plot.ts';

/**
 * What may change about a mark while its place stays: the attributes of its element and its words.
 * `key` says what it stands for: a code, or codes joined by a space. Words that have their place (`transform`) among the
 * attributes may come and go.
 */
export interface Look {
  readonly key: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly text?: string;
}

/** The looks of a chart by layer; in a layer the last one lies on top. */
export type Layers = Readonly<Record<string, readonly Look[]>>;

/**
 * Gives a Plot mark its looks when it is drawn, one for each datum and in the same order.
 * The mark must keep its order (`sort: null`) and lose no datum.
 */
export function painted(looks: readonly Look[], layer: string): { render: RenderFunction } {
  return {
    render: (index, scales, values, dimensions, context, next) => {
      const group = next?.(index, scales, values, dimensions, context) ?? null;
      group?.setAttribute('data-layer', layer);
      [...(group?.children ?? [])].forEach((element, place) => paint(element, looks[index[place] ?? -1]));
      return group;
    },
  };
}

/** Gives drawn marks new looks in place; only for a chart whose frame is the same. */
export function repaint(chart: Element, layers: Layers): void {
  for (const [layer, looks] of Object.entries(layers)) {
    const group = chart.querySelector(`[data-layer="${layer}"]`);
    if (group === null) continue;
    const elements = new Map([...group.children].map((element) => [element.getAttribute('data-key'), element]));
    const ordered = looks.map((look) => ({ look, element: elements.get(look.key) ?? added(group, look) }));
    const kept = new Set(ordered.map(({ element }) => element));
    for (const element of elements.values()) if (!kept.has(element)) element.remove();
    ordered.forEach(({ element, look }) => element && paint(element, look));
    if (!inOrder(group, looks)) group.append(...ordered.flatMap(({ element }) => element ?? []));
  }
}

/** Where Plot puts a line whose middle stands at its place. */
const middle = '0.32em';

/** Words that were not there before, as Plot would put them. */
function added(group: Element, { attributes: { transform } }: Look): Element | undefined {
  if (transform === undefined) return undefined;
  const element = group.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'text');
  set(element, 'y', middle);
  set(element, 'transform', String(transform));
  return element;
}

function inOrder(group: Element, looks: readonly Look[]): boolean {
  return looks.every((look, place) => group.children[place]?.getAttribute('data-key') === look.key);
}

function paint(element: Element, look: Look | undefined): void {
  if (look === undefined) return;
  set(element, 'data-key', look.key);
  for (const [name, value] of Object.entries(look.attributes)) set(element, name, String(value));
  if (look.text !== undefined && element.textContent !== look.text) element.textContent = look.text;
}

function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
