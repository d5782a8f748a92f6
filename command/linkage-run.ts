/** The whole of `linkage-test`: codes are used in bursts, mixed, looked at, and again, as two backups would. */
import { roundOf, type Round } from '../survey/linkage/report.ts';
import { restricted } from '../survey/linkage/trait.ts';
import { openLinkageStage, type LinkageStage, type StageOptions } from './linkage-stage.ts';

/** @param between  what is done before the last look: a test plants a leak */
export async function runLinkage(
  options: StageOptions,
  between: (stage: LinkageStage) => Promise<void> = async () => undefined,
): Promise<Round[]> {
  const stage = await openLinkageStage(options);
  try {
    const { mixing } = stage.application;
    const half = Math.ceil(options.tokens / 2);
    await stage.answer(half);
    await mixing.mix();
    const first = await stage.look();
    const since = await stage.answer(options.tokens - half);
    await mixing.mix();
    await between(stage);
    const second = await stage.look();
    const { seed, tokens } = options;
    const set = `between the two, where a code stands for one of ${since.length} answers`;
    return [
      roundOf(`the first backup, ${half} answers`, first, seed),
      roundOf(`the second backup, ${tokens} answers`, second, seed),
      roundOf(set, restricted(second, since), seed),
    ];
  } finally {
    await stage.close();
  }
}
