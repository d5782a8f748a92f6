import type { Language } from '../../../survey/contract.ts';
import { sceneOf, type Scene } from '../explore/scene.ts';
import { inLanguage } from '../language.ts';
import type { Messages } from '../messages.ts';
import type { SkillArticle } from './read.ts';

/** The view of the article; whatever is chosen in it is looked at on the exploring page. */
export function articleScene({ survey, frame, view, figures }: SkillArticle, language: Language, m: Messages): Scene {
  const scene = sceneOf({ frame, view, figures, waves: {}, language, m, unit: survey.unit });
  const explore = inLanguage(`/explore/${survey.id}`, language);
  return { ...scene, at: (choice) => `${explore}${scene.at(choice)}` };
}
