/** `generator.json` of a programme: the assumptions by which plausible answers are drawn. They are no estimates. */
import { z } from 'zod';
import { RespondentLanguage } from '../contract.ts';

const weight = z.number().min(0);
const Weights = z.record(z.string(), weight);

/** Holds when every named question (or `province`, `area`) has one of the codes; without a name it always holds. */
const When = z.record(z.string(), z.array(z.string()).min(1));
export type When = z.infer<typeof When>;

/** Multiplies the weights of codes for those of whom `when` holds. */
const Effect = z.strictObject({ when: When, times: Weights });
export type Effect = z.infer<typeof Effect>;

/** Weights of codes, changed by effects one after the other. */
export const Weighting = z.strictObject({ base: Weights, effects: z.array(Effect).default([]) });
export type Weighting = z.infer<typeof Weighting>;

/** How one question is answered; what a question needs depends on its type. */
export const QuestionSpec = z.strictObject({
  /** weights of the codes of a single answer, or of the ticks of a multiple one */
  base: Weights.optional(),
  effects: z.array(Effect).default([]),
  /** take base and effects from `weights` under this name */
  use: z.string().optional(),
  /** single: the choices take turns, one respondent each; of a census, in which each answers once */
  turns: z.boolean().default(false),
  /** multiple: weights of the number of ticks */
  count: Weights.optional(),
  /** multiple: shares of the items that stand alone; effects multiply them too */
  exclusive: Weights.optional(),
  /** the same for `none` alone */
  none: weight.max(1).optional(),
  /** single with `use`: share of "don't know" */
  dont_know: weight.max(1).optional(),
  /** whole number, uniform on the logarithmic scale; `atMost` names a question of the same block */
  number: z.strictObject({ min: z.int(), max: z.int(), atMost: z.string().optional() }).optional(),
  /** other limits; the first case that holds */
  cases: z.array(z.strictObject({ when: When, min: z.int(), max: z.int() })).default([]),
  /** one of these, by the language of the answer; English where it has none */
  texts: z.partialRecord(RespondentLanguage, z.array(z.string()).min(1)).optional(),
});
export type QuestionSpec = z.infer<typeof QuestionSpec>;

const BlockSpec = z.strictObject({
  /** weights of the number of blocks */
  count: Weights,
  countEffects: z.array(Effect).default([]),
  questions: z.record(z.string(), QuestionSpec).default({}),
});
export type BlockSpec = z.infer<typeof BlockSpec>;

export const InstrumentSpec = z.strictObject({
  /** shares left empty among questions that may be skipped */
  blank: z.record(z.string(), weight.max(1)).default({}),
  weights: z.record(z.string(), Weighting).default({}),
  questions: z.record(z.string(), QuestionSpec).default({}),
  /** repeated blocks by the name of their question */
  profiles: z.record(z.string(), BlockSpec).default({}),
});
export type InstrumentSpec = z.infer<typeof InstrumentSpec>;

/** Of one instrument in one wave: factors for the codes of shared weights and of questions, whoever answers. */
const WaveSpec = z.strictObject({
  weights: z.record(z.string(), Weights).default({}),
  questions: z.record(z.string(), Weights).default({}),
});
export type WaveSpec = z.infer<typeof WaveSpec>;

const notes = z.record(z.string(), z.string());

/** Beside the words below, one entry an instrument, by the name of its file. */
export const GeneratorFile = z
  .object({
    about: notes.optional(),
    reading: notes.optional(),
    sources: notes.optional(),
    languages: z.partialRecord(RespondentLanguage, weight),
    /** by the code of the territory that was answered, such as a country; elsewhere `languages` holds */
    languagesIn: z.record(z.string(), z.partialRecord(RespondentLanguage, weight)).default({}),
    /** by wave and instrument: in what it differs. Other people answer in a wave that stands here */
    waves: z.record(z.string(), z.record(z.string(), WaveSpec)).default({}),
    modes: z.strictObject({ web: weight.default(0), assisted: weight.default(0), paper: weight.default(0) }),
  })
  .catchall(InstrumentSpec);
export type GeneratorFile = z.infer<typeof GeneratorFile>;
