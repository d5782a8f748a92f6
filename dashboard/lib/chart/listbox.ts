/** A chart as a list of options: one stop for the Tab key, arrows inside, Enter or Space to choose. */

const optionsOf = (chart: Element) => [...chart.querySelectorAll<SVGElement>('[role="option"]')];

/** Makes the chart a list; the option that was last in focus, else the chosen one, else the first takes the Tab key. */
export function becomeListbox(chart: Element, label: string, last: string | null): void {
  chart.setAttribute('role', 'listbox');
  chart.setAttribute('aria-label', label);
  for (const [name, value] of [
    ['aria-orientation', 'vertical'],
    ['focusable', 'false'],
  ] as const) {
    chart.setAttribute(name, value);
  }
  const options = optionsOf(chart);
  const chosen = options.find((one) => one.getAttribute('aria-selected') === 'true');
  takeTab(options, options.find((one) => one.getAttribute('data-key') === last) ?? chosen ?? options[0]);
}

/** The key in focus; null when the focus is elsewhere. */
export const focusedKey = (chart: Element): string | null =>
  chart.contains(document.activeElement) ? (document.activeElement?.getAttribute('data-key') ?? null) : null;

/** Puts the focus on an option. */
export function focusOption(chart: Element, key: string | null): void {
  const options = optionsOf(chart);
  const option = options.find((one) => one.getAttribute('data-key') === key);
  if (!option) return;
  takeTab(options, option);
  option.focus({ preventScroll: true });
}

/**
 * Moves by a key of the keyboard.
 * @param columns  options in a row
 * @returns the option to go to; null when the key is none of the list's
 */
export function keyAfter(chart: Element, pressed: string, from: string, columns: number): string | null {
  const keys = optionsOf(chart).map((one) => one.getAttribute('data-key') ?? '');
  const at = keys.indexOf(from);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: columns,
    ArrowUp: -columns,
    ArrowRight: 1,
    ArrowLeft: -1,
    Home: -at,
    End: keys.length - 1 - at,
  };
  const step = steps[pressed];
  return step === undefined ? null : (keys[at + step] ?? from);
}

function takeTab(options: readonly SVGElement[], chosen: SVGElement | undefined): void {
  for (const option of options) option.setAttribute('tabindex', option === chosen ? '0' : '-1');
}
