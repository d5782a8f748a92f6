import { isShown } from '../chart/value.ts';
import { skillLabel, type Scene } from '../explore/scene.ts';
import type { SkillRow } from '../explore/skills.ts';
import { wholeOf } from '../explore/text.ts';
import { endsOf } from './groups.ts';

/** The finding of the article: how many ask for the skill, and where groups differ for certain. */
export function findingOf(scene: Scene, groups: readonly SkillRow[]): string {
  const { m, words, unit } = scene;
  const [skill, whole] = [skillLabel(scene), wholeOf(scene)];
  if (!isShown(whole)) return m('skill.question', { skill });
  const ends = endsOf(scene, groups);
  const told = ends ?? { high: '', low: '', highRate: '', lowRate: '' };
  return m('skill.finding', { skill, rate: words.short(whole), unit, found: ends ? 'yes' : 'no', ...told });
}
