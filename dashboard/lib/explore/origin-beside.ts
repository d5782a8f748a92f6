/** Where each chart of a view comes from, by its name. */
import { pairName, answerName, exampleName } from './example.ts';
import { content } from './file.ts';
import { levelsOf, stepRowsOf } from './levels.ts';
import { originOf, type Origin } from './origin.ts';
import type { ExploredSurvey } from './read.ts';
import type { Scene } from './scene.ts';
import { shownTopics } from './topics.ts';

/** @param path  the address of the exploring page without its query */
export function originOfChart(scene: Scene, survey: ExploredSurvey, chart: string, path: string): Origin {
  const [envelope] = content(scene, chart);
  return originOf(scene, survey, chart, envelope, path, null, nameIn(scene, chart));
}

function nameIn(scene: Scene, chart: string) {
  if (chart === 'levels') return pairName(levelsOf(scene)[0]?.label ?? '', scene.m('explore.levels.now'));
  if (chart === 'steps') return pairName(stepRowsOf(scene)[0]?.label ?? '');
  const topic = shownTopics(scene).find(({ key }) => chart === `topic-${key}`);
  return topic ? answerName(scene, topic) : exampleName(scene);
}
