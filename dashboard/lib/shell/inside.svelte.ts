/** What of a fold is in the page. */
import { untrack } from 'svelte';

/**
 * What came with the page stays for who reads without a script, or searches it. Once it changes, a closed fold is empty
 * until it opens: tables and menus nobody looks at would be most of the work of a filter.
 * @param content  anything that is another object when the content changes
 */
export function insideOf(isOpen: () => boolean, content: () => unknown): { readonly drawn: boolean } {
  const first = untrack(content);
  const drawn = $derived(isOpen() || content() === first);
  return {
    get drawn() {
      return drawn;
    },
  };
}
