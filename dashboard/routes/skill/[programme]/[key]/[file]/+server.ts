import { error } from '@sveltejs/kit';
import { loadMessages } from '../../../../../lib/messages.ts';
import { skillFile } from '../../../../../lib/skill/file.ts';
import { articleOf, askingAbout } from '../../../../../lib/skill/read.ts';
import { articleScene } from '../../../../../lib/skill/scene.ts';
import type { RequestHandler } from './$types.js';

/** `groups.csv`, `levels.json` …: the figures of the article about a skill. */
export const GET: RequestHandler = async ({ params, locals: { services, language } }) => {
  const { programme, key } = params;
  const article = articleOf(services, askingAbout(services, programme, key), key);
  if (article === null) error(404);
  const scene = articleScene(article, language, await loadMessages(language));
  const file = skillFile(scene, article.levels, params.file);
  if (file === null) error(404);
  return new Response(file.body, {
    headers: { 'Content-Type': file.type, 'Content-Disposition': `attachment; filename="${file.name}"` },
  });
};
