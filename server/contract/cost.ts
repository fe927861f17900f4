import { z } from "zod";
import { modelGraph } from "#models/graph/schema.ts";
import { datasetId } from "./dataset.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";

export const estimateCostInput = z.object({
  cohortId: z.uuid(),
  /** The cohort's default unless named. */
  datasetId: datasetId.optional(),
  graph: modelGraph,
  hyperParameters,
});
export type EstimateCostInput = z.infer<typeof estimateCostInput>;

/** What training a network would cost, as far as it can be told before. */
export type CostEstimate = {
  /** The most that the training process will hold, within a fifth. */
  memoryBytes: number;
  /** What it may take on the roomiest worker there is; null while there is none. */
  memoryAtHandBytes: number | null;
  /** The largest batch that fits; null where the chosen one does, or not even one image. */
  batchSizeThatFits: number | null;
  /** Validation included. */
  secondsPerEpoch: number;
  /** Before the first epoch, where frozen layers are worked out once; 0 where none are. */
  secondsOnce: number;
  /**
   * What the time is told by: runs that this worker has finished, its own measurement at start, or, while there is
   * neither, a processor like others.
   */
  basis: "runs" | "measurement" | "guess";
  /** Working it out would have taken too long: memory and time are a sum of weights and activations. */
  isSimple: boolean;
};
