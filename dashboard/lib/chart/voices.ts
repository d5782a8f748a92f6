/** Several voices on one scale of places: where each puts a skill, and by how much they surely differ, in words. */
import type { Kind } from './kind.ts';
import { heightOf, voicesLayout } from './panel-layout.ts';
import { middleMarks, panelMarks, type PanelInput } from './panels.ts';

export type VoicesInput = PanelInput;

export const voicesChart: Kind<VoicesInput> = {
  options(input) {
    const { rows, names, width } = input;
    const layout = voicesLayout(width, names);
    return {
      ...{ width, height: heightOf(layout, rows.length), margin: 0 },
      ...{ x: { type: 'identity', axis: null }, y: { type: 'identity', axis: null } },
      marks: [...panelMarks({ ...input, compact: layout.narrow }, layout), ...middleMarks(input, layout, 'start')],
    };
  },
  layers: () => ({}),
  frame: ({ rows, names, width, palette, scale }) => JSON.stringify([rows, names, width, palette, scale.to]),
};
