/** From the gap to a plan. */
import type { GapScene } from './scene.ts';

/** The page of the plans, with all that the gap was counted with: plans are held against target groups alone. */
export function planAddress({ told, view }: Pick<GapScene, 'told' | 'view'>): string {
  const [dimension, code = ''] = view.group.split(':');
  const group = dimension === 'targetGroup' ? code : '';
  const { survey, skill, area, takeUp, from } = view;
  const chosen = Object.entries({ survey, skill, area, group, takeUp, from }).filter(([, value]) => value !== '');
  return `/plans/${told.bars.gap.programme}?${new URLSearchParams(chosen)}`;
}
