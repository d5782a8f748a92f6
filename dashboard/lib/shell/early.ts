type Control = HTMLButtonElement | HTMLSelectElement | Written;
type Written = HTMLInputElement | HTMLTextAreaElement;

/** What happened to the page before its program had arrived, as app.html noted it. */
interface Early {
  /** of the page that the server drew */
  readonly address: string;
  /** controls pressed, changed or written in, in order, with the value they then had */
  readonly acts: readonly (readonly [Control, string])[];
  readonly note: (event: Event) => void;
  /** whether the program has taken over */
  isOver: boolean;
}

declare global {
  var early: Early;
}

/**
 * Does what somebody with a slow connection did too soon, so that no press is lost: what was pressed is pressed, and
 * what was chosen or written is there. Whoever had gone back or forward meanwhile gets the page of the address that is shown.
 */
export function catchUp(): void {
  const { address, acts, note } = globalThis.early;
  removeEventListener('click', note, true);
  removeEventListener('change', note, true);
  removeEventListener('input', note, true);
  // the router starts after the last component is in place
  setTimeout(() => {
    if (withoutHash(address) !== withoutHash(location.href)) location.reload();
    else repeatAll(acts);
    globalThis.early.isOver = true;
  });
}

const withoutHash = (address: string): string => address.replace(/#.*/, '');

function repeatAll(acts: Early['acts']): void {
  // of a field that was written in letter by letter, what stood there in the end
  const last = new Map(acts);
  for (const [control] of acts) repeat(control, last.get(control)!);
}

function repeat(control: Control, value: string): void {
  if (!control.isConnected) return;
  if (control instanceof HTMLButtonElement) return control.click();
  if (!(control instanceof HTMLSelectElement)) return write(control, value);
  control.value = value;
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

/** A program that sets its fields as it takes over has emptied them. */
function write(field: Written, value: string): void {
  if (['checkbox', 'radio', 'file'].includes(field.type) || field.value === value) return;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
