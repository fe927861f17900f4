import type { HyperParameters } from "./hyper-parameters.ts";

/** What Keras's AdamW takes where nothing is said. */
const ADAMW_WEIGHT_DECAY = 0.004;

/** The weight decay in force, 0 for none: what was chosen, or the optimizer's own. */
export function weightDecayOf({
  weightDecay,
  optimizer,
}: Pick<HyperParameters, "weightDecay" | "optimizer">): number {
  return weightDecay ?? (optimizer === "adamw" ? ADAMW_WEIGHT_DECAY : 0);
}
