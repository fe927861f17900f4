import { z } from "zod";

export const optimizerName = z.enum(["adam", "sgd", "rmsprop"]);
export type OptimizerName = z.infer<typeof optimizerName>;

/** How a run trains. Defaults are Keras's where Keras has one. */
export const hyperParameters = z.object({
  optimizer: optimizerName.default("adam"),
  learningRate: z.number().min(1e-7).max(10).default(0.001),
  /** Used by `sgd` only. */
  momentum: z.number().min(0).max(0.999).default(0.9),
  batchSize: z.int().min(1).max(512).default(32),
  epochs: z.int().min(1).max(200).default(10),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  flipHorizontal: z.boolean().default(false),
  flipVertical: z.boolean().default(false),
});

export type HyperParameters = z.infer<typeof hyperParameters>;

export const DEFAULT_HYPER_PARAMETERS: HyperParameters = hyperParameters.parse({});
