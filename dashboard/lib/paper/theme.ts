/** The colours of paper: those of the light page, whatever the reader's theme, as paper takes no other. */
import type { Colours } from '../../../survey/contract.ts';
import tokens from '../style/tokens.css?raw';

/** The tokens of the light page as they stand first in the sheet, before the dark ones take their place. */
const light = tokens.slice(0, tokens.indexOf('}')).matchAll(/--([\w-]+): ([^;]+);/g);
const plain = [...light].flatMap(([, name = '', value = '']) => (value.startsWith('#') ? [`--${name}:${value}`] : []));

/** Custom properties for the `style` of what is printed. */
export const paperStyle = ({ primary, selection }: Colours): string =>
  ['color-scheme:light', ...plain, `--primary:${primary}`, `--selection:${selection}`].join(';');
