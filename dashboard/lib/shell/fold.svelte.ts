import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/**
 * Ties a fold to the state of its component, as `bind:open` does; but what somebody opened before the program of the page
 * had arrived stays open, where the binding would close it under their eyes.
 */
export const fold =
  (isOpen: () => boolean, turn: (open: boolean) => void): Attachment<HTMLDetailsElement> =>
  (node) => {
    untrack(() => node.open && turn(true));
    $effect(() => void (node.open = isOpen()));
    const follow = () => turn(node.open);
    node.addEventListener('toggle', follow);
    return () => node.removeEventListener('toggle', follow);
  };

/** The attribute that the server writes; none where it would close what is open already. */
export const openAtFirst = (open: boolean) => (open ? { open } : {});
