import { z } from 'zod';

/** `generator.json` of a programme: how plausible answers are distributed. */
export const GeneratorFile = z.record(z.string(), z.unknown());
export type GeneratorFile = z.infer<typeof GeneratorFile>;
