import { z } from "zod";

/** `imported`: from a file. `run`: a run's, of this server. `other-dataset`: trained before on something else. */
export const originMark = z.enum(["imported", "run", "other-dataset"]);
export type OriginMark = z.infer<typeof originMark>;

/** What a run began from instead of fresh weights. */
export const startingPoint = z.object({
  /** A file's name, a model's or a run's. */
  source: z.string(),
  /** How many of the network's layers with weights. */
  layers: z.int().min(1),
  of: z.int().min(1),
  /** What its weights have behind them, with all that the weights had behind them from which those came. Runs of older releases have none. */
  origins: z.array(originMark).optional(),
});
export type StartingPoint = z.infer<typeof startingPoint>;
