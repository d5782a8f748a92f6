/** A mark that can be chosen: what the pointer, the keyboard and a screen reader find. */
export interface Choosable {
  readonly key: string;
  /** the figure in words, the same as in the table */
  readonly words: string;
  readonly chosen: boolean;
}

/** The attributes of an option of the chart's list; `Chart.svelte` moves the focus among them. */
export const optionAttributes = ({ words, chosen }: Choosable) => ({
  role: 'option',
  'aria-label': words,
  'aria-selected': String(chosen),
});
