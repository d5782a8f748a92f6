/** Demonstration data: generated answers to the surveys of the programmes that ship, published once, marked everywhere. */
import { publishSnapshot } from './analytics/snapshot.ts';
import { shippedProgramme, shippedProgrammes, type Application } from './application.ts';
import { generate, markSynthetic } from './survey/generate/generate.ts';

const seed = 'fabbisogni';

/** A database without programmes, or one whose demonstration was interrupted. */
export async function wantsDemo({ registry, database }: Application): Promise<boolean> {
  if (registry.entries().length === 0) return true;
  const waiting = await database.rows('SELECT programme FROM demonstration');
  return waiting.length > 0;
}

/**
 * Loads the programmes, generates their answers and publishes what the release plans allow. Interrupted, it goes on
 * where it stopped, since a seed means the same answers for ever; a survey that holds people's answers is left as it is.
 * @param tell  is told what is being done, one line a step
 */
export async function loadDemo(application: Application, tell: (line: string) => void): Promise<void> {
  const programmes = shippedProgrammes();
  await application.database.write(async (tx) => {
    await tx.run('DELETE FROM demonstration');
    for (const id of programmes) await tx.run('INSERT INTO demonstration VALUES (?)', [id]);
  });
  for (const id of programmes) await application.loadProgramme(shippedProgramme(id));
  for (const id of programmes) {
    await fillProgramme(application, id, tell);
    await application.database.write((tx) => tx.run('DELETE FROM demonstration WHERE programme = ?', [id]));
  }
}

async function fillProgramme(application: Application, programme: string, tell: (line: string) => void): Promise<void> {
  const { registry, intake } = application;
  const wanted = registry.entries().flatMap(({ compiled: { id, programme: own, synthetic }, settings: { demo = 0 } }) => {
    const held = intake.total(id);
    const open = own === programme && demo > 0 && (held === 0 || (synthetic && held < demo));
    return open ? [{ id, responses: demo }] : [];
  });
  for (const { id } of wanted) await markSynthetic(application, id);
  for (const { id, responses } of wanted) {
    tell(`Generating ${responses} synthetic responses to ${id}…`);
    await generate(application, { survey: id, responses, seed });
    await publish(application, id);
  }
}

async function publish({ database, registry, analytics, config, today }: Application, id: string): Promise<void> {
  await publishSnapshot(database, registry.entry(id).compiled, { k: config.kMin, today: today() });
  await analytics.reload(id);
}
