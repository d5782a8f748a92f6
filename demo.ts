/** Demonstration data: generated answers to the surveys of the programme that ships, published once, marked everywhere. */
import { shippedProgramme, type Application } from './application.ts';
import { generate, markSynthetic } from './survey/generate/generate.ts';

const seed = 'fabbisogni';
const surveys = [
  { id: 'basilicata-citizens-2026', responses: 6_000 },
  { id: 'basilicata-firms-2026', responses: 500 },
] as const;

/** A database without programmes, or one whose demonstration was interrupted. */
export function wantsDemo({ registry, intake }: Application): boolean {
  if (registry.entries().length === 0) return true;
  return surveys.some(
    ({ id, responses }) => registry.find(id)?.compiled.synthetic === true && intake.total(id) < responses,
  );
}

/**
 * Loads the programme, generates its answers and publishes what the release plan allows. Interrupted, it goes on where
 * it stopped, since a seed means the same answers for ever; a survey that holds people's answers is left as it is.
 * @param tell  is told what is being done, one line a step
 * @param who  for the audit: `command` or `server`
 */
export async function loadDemo(application: Application, tell: (line: string) => void, who: string): Promise<void> {
  const { registry, intake, analytics, noting } = application;
  await application.loadProgramme(shippedProgramme('basilicata'), who);
  const wanted = surveys.filter(({ id, responses }) => {
    const { synthetic } = registry.entry(id).compiled;
    return intake.total(id) === 0 || (synthetic && intake.total(id) < responses);
  });
  for (const { id } of wanted) await markSynthetic(application, id);
  for (const { id, responses } of wanted) {
    tell(`Generating ${responses} synthetic responses to ${id}…`);
    await noting.onGenerate(who, id, responses);
    await generate(application, { survey: id, responses, seed });
    await application.publish(id, who);
    await analytics.reload(id);
  }
}
