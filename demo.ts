/** Demonstration data: generated answers to the surveys of the programmes that ship, published once, marked everywhere. */
import type { Application } from './application.ts';
import { inventDecisions } from './demo-decision.ts';
import { shippedProgramme, shippedProgrammes } from './shipped.ts';
import { inventSessions } from './survey/focus/invent.ts';
import { generate, markSynthetic } from './survey/generate/generate.ts';

const seed = 'fabbisogni';

/** A database without programmes, or one whose demonstration was interrupted. */
export async function wantsDemo({ registry, database }: Application): Promise<boolean> {
  if (registry.entries().length === 0) return true;
  const waiting = await database.rows('SELECT programme FROM demonstration');
  return waiting.length > 0;
}

/**
 * Loads the programmes, generates their answers, weights them where the programme says how, and publishes what the release
 * plans allow. Interrupted, it goes on
 * where it stopped, since a seed means the same answers for ever; a survey that holds people's answers is left as it is.
 * @param tell  is told what is being done, one line a step
 * @param who  for the audit: `command` or `server`
 */
export async function loadDemo(application: Application, tell: (line: string) => void, who: string): Promise<void> {
  const programmes = shippedProgrammes();
  await application.database.write(async (tx) => {
    await tx.run('DELETE FROM demonstration');
    for (const id of programmes) await tx.run('INSERT INTO demonstration VALUES (?)', [id]);
  });
  for (const id of programmes) await application.loadProgramme(shippedProgramme(id), who);
  const surveys = programmes.map((programme) => ({ programme, wanted: wantedOf(application, programme) }));
  await markSynthetic(application, ...surveys.flatMap(({ wanted }) => wanted.map(({ id }) => id)));
  for (const { programme, wanted } of surveys) {
    for (const { id, responses } of wanted) {
      tell(`Generating ${responses} synthetic responses to ${id}…`);
      await application.noting.onGenerate(who, id, responses);
      await generate(application, { survey: id, responses, seed });
      // one whose figures bear names publishes no totals
      if (application.registry.entry(id).settings.attributed) continue;
      await application.publish(id, who);
      await application.analytics.reload(id);
    }
    await inventSessions(application, programme);
    await inventDecisions(application, programme, who);
    await application.database.write((tx) => tx.run('DELETE FROM demonstration WHERE programme = ?', [programme]));
  }
}

/** The surveys of a programme that lack answers of the demonstration; not those that people have answered. */
function wantedOf({ registry, intake }: Application, programme: string): { id: string; responses: number }[] {
  return registry.entries().flatMap(({ compiled: { id, programme: own, synthetic }, settings: { demo = 0 } }) => {
    const held = intake.total(id);
    const open = own === programme && demo > 0 && (held === 0 || (synthetic && held < demo));
    return open ? [{ id, responses: demo }] : [];
  });
}
