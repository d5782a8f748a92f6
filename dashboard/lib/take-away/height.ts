import type { HeightMessage } from './embed.ts';

/** Tells the page around the frame how high this part of the page is, whenever that changes. Nothing else is told. */
export function tellHeight(node: HTMLElement): (() => void) | void {
  if (window.parent === window) return;
  const tell = () => {
    const message: HeightMessage = { fabbisogni: 'height', height: Math.ceil(node.getBoundingClientRect().height) };
    window.parent.postMessage(message, '*');
  };
  const observer = new ResizeObserver(tell);
  observer.observe(node);
  return () => observer.disconnect();
}
