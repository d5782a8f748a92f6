/** Demonstration data: generated answers to the surveys of the programme that ships, published once, marked everywhere. */
import { publishSnapshot } from './analytics/snapshot.ts';
import { shippedProgramme, type Application } from './application.ts';
import { generate } from './survey/generate.ts';

const seed = 'fabbisogni';
const surveys = [
  { id: 'basilicata-citizens-2026', responses: 6_000 },
  { id: 'basilicata-firms-2026', responses: 500 },
] as const;

/**
 * Loads the programme, generates its answers and publishes what the release plan allows. A survey that holds answers
 * already is left as it is.
 * @param tell  is told what is being done, one line a step
 */
export async function loadDemo(application: Application, tell: (line: string) => void): Promise<void> {
  const { database, registry, intake, analytics, config, today } = application;
  await application.loadProgramme(shippedProgramme('basilicata'));
  for (const { id, responses } of surveys) {
    if (intake.total(id) > 0) continue;
    tell(`Generating ${responses} synthetic responses to ${id}…`);
    await generate(application, { survey: id, responses, seed });
    await publishSnapshot(database, registry.entry(id).compiled, { k: config.kMin, today: today() });
    await analytics.reload(id);
  }
}
