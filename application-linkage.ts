/** The night's work on the answers: they are put in random order. */
import { traceOf, type Log } from './log.ts';
import { createMixing, type Mixing, type MixingOptions } from './survey/linkage/mixing.ts';

export interface Linkage {
  readonly mixing: Mixing;
}

export interface OpenLinkage extends Linkage {
  /** Work that is followed by the night's own, when it is due. */
  after<T>(work: () => Promise<T>): () => Promise<T>;
}

export function openLinkage({ log, ...options }: MixingOptions & { readonly log: Log }): OpenLinkage {
  const mixing = createMixing(options);
  const nightly = async () => {
    try {
      const mixed = await mixing.nightly();
      if (mixed) log.info({ event: 'mixed', ...mixed }, 'linkage');
    } catch (error) {
      // the days of others go on; it is tried again in an hour
      log.error({ event: 'mixing_failed', ...traceOf(error) }, 'linkage');
    }
  };
  return {
    mixing,
    after: (work) => async () => {
      const value = await work();
      await nightly();
      return value;
    },
  };
}
