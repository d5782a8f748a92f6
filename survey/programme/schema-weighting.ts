/** How a survey is weighted: a part of its settings, all of it optional. */
import { z } from 'zod';

/** One stratum of a sample drawn by lot: of so many in the population, so many were drawn. */
const Stratum = z.strictObject({
  /** a category of the frame's variable, or several joined by `|` */
  category: z.string().min(1),
  population: z.int().min(1),
  drawn: z.int().min(1),
  /** strata of the same class stand for each other's non-response; by default each for itself */
  nonResponse: z.string().min(1).optional(),
});

export const WeightingSettings = z.strictObject({
  /** names of margins, such as `sex*ageClass` or `province`; by default all that count the whole territory */
  margins: z.array(z.string().min(1)).min(1).max(10).optional(),
  method: z.enum(['raking', 'linear', 'logit']).optional(),
  /** of raking: multiples of the mean weight; null: no bound. By default `upper` is 5 */
  trim: z
    .strictObject({ upper: z.number().gt(1).optional(), lower: z.number().gt(0).lt(1).optional() })
    .nullable()
    .optional(),
  /** of `linear` and `logit`: factors between which a weight may move */
  bounds: z.strictObject({ lower: z.number().min(0).lt(1), upper: z.number().gt(1) }).optional(),
  /** of a probability sample */
  frame: z
    .strictObject({
      variable: z.string().min(1),
      strata: z.array(Stratum).min(1).max(500),
      source: z.string().min(1),
      year: z.int().min(1990).max(2100),
    })
    .optional(),
});
export type WeightingSettings = z.infer<typeof WeightingSettings>;
export type FrameSettings = NonNullable<WeightingSettings['frame']>;
