import { z } from "zod";

/** What a run began from instead of fresh weights. */
export const startingPoint = z.object({
  /** A file's name, a model's or a run's. */
  source: z.string(),
  /** How many of the network's layers with weights. */
  layers: z.int().min(1),
  of: z.int().min(1),
});
export type StartingPoint = z.infer<typeof startingPoint>;
