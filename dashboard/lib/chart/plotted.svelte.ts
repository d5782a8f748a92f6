/** Mounts a chart in the page: draws once, paints filters in place, and tells what is pointed at and chosen. */
import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type * as Draw from './draw.ts';
import { becomeListbox, focusedKey, focusOption, keyAfter } from './listbox.ts';
import { neighbourAfter } from './neighbour.ts';
import { paletteOf, type Palette } from './palette.ts';
import { highlight, keyUnder } from './pointer.ts';

/**
 * - `drawing`: read again whenever what it reads changes, and when the width or the theme does
 * - `label`: the accessible name
 * - `columns`: options in a row; `neighbours` where arrows go to the nearest one that way, as on a map; null when the
 *   marks choose nothing
 */
export interface PlotProps {
  readonly drawing: (width: number, palette: Palette) => Draw.Drawing | null;
  readonly label: string;
  readonly columns: number | 'neighbours' | null;
  readonly pointed: string | null;
  readonly onpoint: (key: string | null) => void;
  readonly onchoose: (key: string) => void;
}

interface Drawn {
  readonly element: Element;
  readonly frame: string;
}
type Library = typeof Draw;

/** Narrower than any screen: the page is still being laid out, or the chart is folded away. */
const least = 200;

/**
 * @param props  read inside effects, so that what they read may change
 * @param onstand  told once the drawing stands on the page and has its size, and when it goes
 */
export function plotted(props: () => PlotProps, onstand?: (stands: boolean) => void): Attachment<HTMLElement> {
  return (node) => {
    let width = $state(0);
    let palette = $state.raw(paletteOf(node));
    let library = $state.raw<Library | null>(null);
    let drawn = $state.raw<Drawn | null>(null);

    $effect(() => watchWidth(node, (now) => (width = now < least ? 0 : now)));
    $effect(() => watchTheme(() => (palette = paletteOf(node))));
    $effect(() => {
      if (width > 0) void import('./draw.ts').then((loaded) => (library = loaded));
    });
    $effect(() => {
      const drawing = library && width > 0 ? props().drawing(width, palette) : null;
      if (library && drawing)
        drawn = show(
          node,
          library,
          drawing,
          untrack(() => drawn),
          props(),
        );
    });
    $effect(() => {
      if (drawn) highlight(drawn.element, props().pointed);
    });
    $effect(() => listen(node, props));
    const isDrawn = $derived(drawn !== null);
    $effect(() => (isDrawn ? tellOnceSeen(onstand) : undefined));
  };
}

/** After two frames: one that lays it out, and one that knows its size. */
function tellOnceSeen(onstand: (stands: boolean) => void = () => {}): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => onstand(true));
  });
  return () => {
    cancelAnimationFrame(frame);
    onstand(false);
  };
}

/** Paints into what is drawn when its frame is the same, else draws anew and gives the focus back. */
function show(node: Element, library: Library, drawing: Draw.Drawing, before: Drawn | null, props: PlotProps): Drawn {
  const frame = library.frameOf(drawing);
  const focus = before && focusedKey(before.element);
  if (before?.frame === frame) {
    library.update(before.element, drawing);
    name(before.element, props, focus);
    return before;
  }
  const element = library.draw(drawing);
  name(element, props, focus);
  node.replaceChildren(element);
  focusOption(element, focus);
  return { element, frame };
}

function name(element: Element, { label, columns }: PlotProps, focus: string | null): void {
  if (columns !== null) return becomeListbox(element, label, focus);
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', label);
}

function listen(node: HTMLElement, props: () => PlotProps): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  node.addEventListener('pointermove', (event) => props().onpoint(keyUnder(node, event)), { signal });
  node.addEventListener('pointerleave', () => props().onpoint(null), { signal });
  node.addEventListener('focusin', () => props().onpoint(focusedKey(node)), { signal });
  node.addEventListener('focusout', () => props().onpoint(null), { signal });
  node.addEventListener('click', (event) => choose(keyUnder(node, event)), { signal });
  node.addEventListener('keydown', (event) => press(event), { signal });
  return () => controller.abort();

  function choose(key: string | null) {
    if (key !== null) props().onchoose(key);
  }
  function press(event: KeyboardEvent) {
    const key = focusedKey(node);
    const { columns } = props();
    const chart = node.firstElementChild;
    if (key === null || columns === null || !chart || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = after(chart, event.key, key, columns);
    if (next === null && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (next === null) choose(key);
    else focusOption(chart, next);
  }
}

const after = (chart: Element, pressed: string, from: string, columns: number | 'neighbours'): string | null =>
  columns === 'neighbours' ? neighbourAfter(chart, pressed, from) : keyAfter(chart, pressed, from, columns);

function watchWidth(node: HTMLElement, tell: (width: number) => void): () => void {
  const observer = new ResizeObserver(([entry]) => tell(Math.floor(entry?.contentRect.width ?? 0)));
  observer.observe(node);
  return () => observer.disconnect();
}

/** The reader's switch sets an attribute of the page; the system's preference holds when there is none. */
function watchTheme(tell: () => void): () => void {
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', tell);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', tell);
  };
}
