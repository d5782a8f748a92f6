/** Two sides on one scale: a dot and its range on each, and between them what differs, in words. */
import type { Kind } from './kind.ts';
import { heightOf, pairLayout } from './panel-layout.ts';
import { connectors, middleMarks, panelMarks, type PanelInput } from './panels.ts';

export type PairInput = PanelInput;

export const pairChart: Kind<PairInput> = {
  options(input) {
    const { rows, names, width } = input;
    const layout = pairLayout(width, names);
    return {
      ...{ width, height: heightOf(layout, rows.length), margin: 0 },
      ...{ x: { type: 'identity', axis: null }, y: { type: 'identity', axis: null } },
      marks: [...panelMarks(input, layout), ...connectors(input, layout), ...middleMarks(input, layout, 'middle')],
    };
  },
  layers: () => ({}),
  // everything moves when the order does: always drawn anew
  frame: ({ rows, names, width, palette, scale }) => JSON.stringify([rows, names, width, palette, scale.to]),
};
