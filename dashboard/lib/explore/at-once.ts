/** Links to the same page with another view, followed at once. */
import { goto } from '$app/navigation';

/**
 * Kit lets a frame pass before it follows a link, so that a page may paint what was pressed. A view has nothing to paint
 * before its answer is here, and asks a frame sooner.
 */
export function followAtOnce(node: HTMLElement): () => void {
  const follow = (event: MouseEvent) => {
    const view = isPlain(event) ? viewOf(event.target) : null;
    if (view === null) return;
    event.preventDefault();
    void goto(view, { reset: false });
  };
  node.addEventListener('click', follow);
  return () => node.removeEventListener('click', follow);
}

/** Neither handled nor meant for another tab or a file. */
const isPlain = (event: MouseEvent): boolean =>
  !(event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/** The query of another view that a link leads to; null where it leads elsewhere, or to the view that is open. */
function viewOf(target: EventTarget | null): string | null {
  const link = target instanceof Element ? target.closest('a') : null;
  const address = link?.getAttribute('href') ?? '';
  return address.startsWith('?') && link?.search !== location.search ? address : null;
}
