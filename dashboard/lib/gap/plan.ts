/** From the gap to a plan. */
import type { GapScene } from './scene.ts';

/** The page of the plans, with what is chosen on the page of the gap: plans are held against target groups alone. */
export function planAddress({ told, view }: Pick<GapScene, 'told' | 'view'>): string {
  const [dimension, code = ''] = view.group.split(':');
  const group = dimension === 'targetGroup' ? code : '';
  const chosen = Object.entries({ skill: view.skill, area: view.area, group }).filter(([, value]) => value !== '');
  return `/plans/${told.bars.gap.programme}?${new URLSearchParams(chosen)}`;
}
