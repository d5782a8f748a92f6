/** What happened to the page before its program had arrived, as app.html noted it. */
interface Early {
  /** of the page that the server drew */
  readonly address: string;
  /** controls pressed or changed, in order, with the value they then had */
  readonly acts: readonly (readonly [HTMLButtonElement | HTMLSelectElement, string])[];
  readonly note: (event: Event) => void;
  /** whether the program has taken over */
  isOver: boolean;
}

declare global {
  var early: Early;
}

/**
 * Does what somebody with a slow connection did too soon, so that no press is lost: what was pressed is pressed, and
 * what was chosen is chosen. Whoever had gone back or forward meanwhile gets the page of the address that is shown.
 */
export function catchUp(): void {
  const { address, acts, note } = globalThis.early;
  removeEventListener('click', note, true);
  removeEventListener('change', note, true);
  // the router starts after the last component is in place
  setTimeout(() => {
    if (withoutHash(address) !== withoutHash(location.href)) location.reload();
    else for (const act of acts) repeat(...act);
    globalThis.early.isOver = true;
  });
}

const withoutHash = (address: string): string => address.replace(/#.*/, '');

function repeat(control: HTMLButtonElement | HTMLSelectElement, value: string): void {
  if (!control.isConnected) return;
  if (control instanceof HTMLButtonElement) return control.click();
  control.value = value;
  control.dispatchEvent(new Event('change', { bubbles: true }));
}
